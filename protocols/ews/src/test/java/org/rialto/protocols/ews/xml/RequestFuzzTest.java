package org.rialto.protocols.ews.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.protocols.ews.soap.EwsFault;
import org.rialto.protocols.ews.soap.SoapEnvelope;

/// Whatever is sent, it is read, or refused as a violation of the schema.
class RequestFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);
    private static final List<byte[]> SEEDS = List.of(seed("<m:PlayOnPhone><m:ItemId Id=\"AAMk\"/>"
            + "<m:DialString>+49 30</m:DialString></m:PlayOnPhone>"),
            seed("<m:SetOofStatus><m:status>true</m:status></m:SetOofStatus>"));

    private static byte[] seed(String body) {
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"" + Namespace.SOAP
                .uri() + "\" xmlns:m=\"" + Namespace.MESSAGES.uri() + "\" xmlns:t=\""
                + Namespace.TYPES.uri() + "\"><s:Header><t:RequestServerVersion"
                + " Version=\"Exchange2016\"/><t:ExchangeImpersonation><t:ConnectingSID>"
                + "<t:SmtpAddress>a@b.c</t:SmtpAddress></t:ConnectingSID>"
                + "</t:ExchangeImpersonation></s:Header><s:Body>" + body
                + "</s:Body></s:Envelope><!-- end -->").getBytes(StandardCharsets.UTF_8);
    }

    /// All texts and attributes of the operation.
    private static String read(byte[] bytes) throws SchemaViolation, IOException, EwsFault {
        try (XmlInput in = XmlInput.open(new ByteArrayInputStream(bytes))) {
            return SoapEnvelope.read(in, (headers, body) -> {
                StringBuilder all = new StringBuilder(body.name());
                body.children(child -> all.append(' ').append(child.name()).append('=')
                        .append(child.attribute("Id") == null ? child.text() : "id"));
                return all.toString();
            });
        }
    }

    @Test
    void readsTheSeeds() throws Exception {
        assertThat(read(SEEDS.getFirst())).isEqualTo("PlayOnPhone ItemId=id DialString=+49 30");
        assertThat(read(SEEDS.getLast())).isEqualTo("SetOofStatus status=true");
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = SEEDS.getFirst();
        int end = whole.length - "<!-- end -->".length();
        for (int length = 0; length < end; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(SchemaViolation.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&unknown;</a>",
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1/x\"><a/>", "", " ", "text",
            "<?xml version=\"1.1\"?><a/>x", "<a xmlns:b=\"c\" b:d=\"\" b:d=\"\"/>"})
    void refusesWhatIsNoRequest(String text) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfAny(SchemaViolation.class, EwsFault.class);
    }

    @Test
    void boundsDepthAttributesAndTexts() {
        StringBuilder attributes = new StringBuilder("<a");
        for (int i = 0; i < 40; i++)
            attributes.append(" x").append(i).append("=\"\"");
        List<String> bodies = List.of("<m:a>".repeat(100) + "</m:a>".repeat(100),
                attributes.append("/>").toString(),
                "<m:a><m:b Id=\"" + "x".repeat(20_000) + "\"/></m:a>",
                "<m:a><m:b>" + "x".repeat(100_000) + "</m:b></m:a>");
        for (String body : bodies) {
            assertThatThrownBy(() -> read(seed(body))).as(body.substring(0, 20))
                    .isInstanceOf(SchemaViolation.class);
        }
    }

    @FuzzTest
    void survivesAnything(byte[] bytes) { survives(bytes); }

    private static void survives(byte[] bytes) {
        try {
            assertThat(read(bytes)).isNotNull();
        } catch (SchemaViolation e) {
            assertThat(e.line()).isPositive();
        } catch (EwsFault e) {
            assertThat(e.text()).isNotBlank();
        } catch (java.io.CharConversionException e) {
            assertThat(e).isNotNull();
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
    }

    @Test
    void survivesMutations() {
        Random random = new Random(20261121);
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = SEEDS.get(run % SEEDS.size()).clone();
            for (int i = 0; i <= random.nextInt(5); i++) {
                int at = random.nextInt(bytes.length);
                bytes[at] = random.nextBoolean()
                        ? (byte) "<>&;\"'/= :![]-?#x0".charAt(random.nextInt(18))
                        : (byte) random.nextInt(256);
            }
            survives(bytes);
        }
    }
}
