package org.rialto.telephony.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.MutatedBytes;

class SipMessageTest {
    static String spec(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SipMessageTest.class.getResourceAsStream("/spec/" + name))) {
            return new String(in.readAllBytes(), UTF_8).replace("\n", "\r\n") + "\r\n";
        }
    }

    private static SipRequest request(String text) {
        return (SipRequest) SipReader.parse(text.replace("\r\n", "\n").replace("\n", "\r\n")
                .getBytes(UTF_8));
    }

    @Test
    void readsTheSkipPinExampleOfMsOcexum() throws Exception {
        SipRequest request = request(spec("ms-ocexum-4.1.txt"));
        assertThat(request.defect()).isNull();
        assertThat(request.uri().user()).isEqualTo("alice");
        assertThat(request.uri().parameter("opaque")).isEqualTo("app:voicemail");
        assertThat(request.headers().from().tag()).isEqualTo("01742a55e6");
        assertThat(request.headers().from().epid()).isEqualTo("6b5d10e663");
        assertThat(request.headers().to().uri().matches(request.uri())).isTrue();
        NameAddress contact = Objects.requireNonNull(request.headers().contact());
        assertThat(contact.uri().parameters().has("gruu")).isTrue();
        assertThat(contact.uri().parameter("opaque"))
                .isEqualTo("user:epid:ihclvAI6-FmKSGLKr_2rtAAA");
        assertThat(request.headers().first("ms-exchange-command")).isEqualTo("skip-pin");
        assertThat(request.headers().topVia().sentBy()).isEqualTo("10.56.65.37:33876");
        assertThat(request.headers().topVia().hasUniqueBranch()).isFalse();
    }

    /// Its Contact has a stray space behind `sip:`, which is never written.
    @Test
    void readsThePlayOnPhoneExampleOfMsOcexum() throws Exception {
        SipRequest request = request(spec("ms-ocexum-4.2.txt") + "x".repeat(317));
        assertThat(request.body()).hasSize(317);
        assertThat(request.uri().host()).isEqualTo("172.19.58.98");
        assertThat(request.uri().port()).isEqualTo(2280);
        assertThat(request.uri().parameter("ms-received-cid")).isEqualTo("D0A300");
        NameAddress contact = Objects.requireNonNull(request.headers().contact());
        assertThat(contact).hasToString("<sip:exchange.contoso.com:5066;transport=Tls;"
                + "ms-opaque=a752506cbee22182>;automata");
        assertThat(contact.parameters().has("automata")).isTrue();
        assertThat(contact.uri().transport()).isEqualTo("tls");
        assertThat(request.headers().list("Allow")).contains("UPDATE", "Ack", "BeNotify")
                .hasSize(10);
        assertThat(request.headers().first("Ms-Sensitivity")).isEqualTo("private-no-diversion");
        assertThat(request.headers().to().epid()).isEqualTo("d793aff63a");
        assertThat(request.defect()).isEqualTo("Via is missing");
    }

    @Test
    void takesAStraySpaceInTheRequestUri() {
        SipRequest request = request("OPTIONS sip: pbx.example.org SIP/2.0\nl: 0\n\n");
        assertThat(request.uri()).hasToString("sip:pbx.example.org");
    }

    @Test
    void compactNamesFoldingAndListsAreUnderstood() {
        SipRequest request = request("""
                INVITE sip:bob@example.org SIP/2.0
                v: SIP/2.0/TCP one.example.org;branch=z9hG4bK1, SIP / 2.0 / TLS two.example.org
                f: "Ann, the \\"first\\"" <sip:ann@example.org>
                  ;tag = 88
                T: Bob Smith <sip:bob@example.org>
                i: 1@x
                CSEQ:  7
                   INVITE
                m: "a, b" <sip:a,c@example.org>;q=0.5, <sip:b@example.org>
                s: one
                   two
                k: timer,100rel ,, replaces
                l: 0

                """);
        SipHeaders headers = request.headers();
        assertThat(request.defect()).isNull();
        assertThat(headers.vias()).extracting(Via::host).containsExactly("one.example.org",
                "two.example.org");
        assertThat(headers.from().displayName()).isEqualTo("Ann, the \"first\"");
        assertThat(headers.from().tag()).isEqualTo("88");
        assertThat(headers.from())
                .hasToString("\"Ann, the \\\"first\\\"\" <sip:ann@example.org>;tag=88");
        assertThat(headers.to().displayName()).isEqualTo("Bob Smith");
        assertThat(headers.cseq()).isEqualTo(new CSeq(7, "INVITE"));
        assertThat(headers.addresses("Contact")).hasSize(2);
        assertThat(headers.first("Subject")).isEqualTo("one two");
        assertThat(headers.list("Supported")).containsExactly("timer", "100rel", "replaces");
    }

    @Test
    void parametersOfAnAddressWithoutBracketsBelongToTheHeader() {
        NameAddress address = NameAddress.parse("sip:bob@example.org;tag=1");
        assertThat(address.tag()).isEqualTo("1");
        assertThat(address.uri().parameters().isEmpty()).isTrue();
        assertThatThrownBy(() -> NameAddress.parse("sip:bob@example.org?a=b"))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws Exception {
        for (String text : new String[]{spec("ms-ocexum-4.1.txt"),
                spec("ms-ocexum-4.2.txt") + "x".repeat(317)}) {
            SipRequest request = request(text);
            byte[] once = request.encode();
            assertThat(SipReader.parse(once).encode()).isEqualTo(once);
        }
        SipResponse response = new SipResponse(200, "Für dich", new SipHeaders(), "ü".getBytes(
                UTF_8)).with("Subject", "Grüße");
        SipResponse back = (SipResponse) SipReader.parse(response.encode());
        assertThat(back.reason()).isEqualTo("Für dich");
        assertThat(back.headers().first("Subject")).isEqualTo("Grüße");
        assertThat(back.headers().first("content-length")).isEqualTo("2");
    }

    @Test
    void messagesFollowEachOtherOnAStreamHoweverTheBytesArrive() throws Exception {
        String two = "\r\nOPTIONS sip:a@b SIP/2.0\r\nl: 2\r\n\r\nhiSIP/2.0 100 Trying\r\nl:0\r\n\r\n"
                + "\r\n\r\nBYE sip:a@b SIP/2.0\r\nl:0\r\n\r\n";
        InputStream slow = new ByteArrayInputStream(two.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
        SipReader reader = new SipReader(slow, SipLimits.DEFAULT);
        assertThat(reader.read()).isInstanceOfSatisfying(SipFrame.Message.class,
                frame -> assertThat(frame.message().body()).containsExactly('h', 'i'));
        assertThat(reader.read()).isInstanceOfSatisfying(SipFrame.Message.class,
                frame -> assertThat(frame.message().startLine()).isEqualTo("SIP/2.0 100 Trying"));
        assertThat(reader.read()).isInstanceOf(SipFrame.Ping.class);
        assertThat(reader.read()).isInstanceOf(SipFrame.Message.class);
        assertThat(reader.read()).isNull();
    }

    @Test
    void limitsAreKept() throws Exception {
        SipLimits small = new SipLimits(200, 5, 10);
        assertThat(frame("OPTIONS sip:a@b SIP/2.0\r\nl: 11\r\n\r\n", small))
                .isEqualTo(new SipFrame.Rejected(null, 413, "The body is larger than allowed",
                        true));
        assertThat(frame("OPTIONS sip:a@b SIP/2.0\r\nx: " + "y".repeat(300), small))
                .isEqualTo(new SipFrame.Rejected(null, 513,
                        "The headers are larger than allowed", true));
        assertThat(frame("OPTIONS sip:a@b SIP/2.0\r\n" + "x: y\r\n".repeat(5) + "l: 0\r\n\r\n",
                small)).isInstanceOf(SipFrame.Rejected.class);
    }

    @Test
    void aStreamThatEndsInMidMessageIsAnError() {
        assertThatThrownBy(() -> frame("OPTIONS sip:a@b SIP/2.0\r\nl: 5\r\n\r\nabc",
                SipLimits.DEFAULT)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> frame("OPTIONS sip:a@b", SipLimits.DEFAULT))
                .isInstanceOf(EOFException.class);
    }

    private static SipFrame frame(String text, SipLimits limits) throws IOException {
        return Objects.requireNonNull(
                new SipReader(new ByteArrayInputStream(text.getBytes(UTF_8)), limits).read());
    }

    @Test
    void aHeaderWithALineBreakIsNeverWritten() {
        assertThatThrownBy(() -> new SipHeaders().add("Subject", "a\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new NameAddress("a\r\nb", SipUri.parse("sip:a@b"), Parameters.NONE))
                .hasToString("\"a  b\" <sip:a@b>");
    }

    @Test
    void changedMessagesAreReadOrRejectedAndSoundOnesWrittenTheSame() throws Exception {
        MutatedBytes.run(5_000, SipMessageTest::readAny, spec("ms-ocexum-4.1.txt").getBytes(UTF_8),
                (spec("ms-ocexum-4.2.txt") + "x".repeat(317)).getBytes(UTF_8),
                RawPeer.request("INVITE", "Require: a, b\nRoute: <sip:a;lr>, <sip:b;lr>\n", "v=0")
                        .replace("\n", "\r\n").getBytes(UTF_8),
                "SIP/2.0 401 No\r\nv: SIP/2.0/TLS [::1]:5;branch=z9hG4bK2\r\nl: 0\r\n\r\n"
                        .getBytes(UTF_8));
    }

    @FuzzTest
    void readsAnyBytes(byte[] bytes) { readAny(bytes); }

    private static void readAny(byte[] bytes) {
        SipReader reader = new SipReader(new ByteArrayInputStream(bytes), SipLimits.DEFAULT);
        try {
            SipFrame frame = reader.read();
            while (frame instanceof SipFrame.Message(SipMessage message)) {
                if (message.defect() == null)
                    readSound(message);
                frame = reader.read();
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(EOFException.class);
        }
    }

    private static void readSound(SipMessage message) {
        SipHeaders headers = message.headers();
        NameAddress from = headers.from();
        assertThat(NameAddress.parse(from.toString()).toString()).isEqualTo(from.toString());
        assertThat(from.uri().matches(from.uri())).isTrue();
        for (Via via : headers.vias())
            assertThat(Via.parse(via.toString()).toString()).isEqualTo(via.toString());
        byte[] once = message.encode();
        assertThat(SipReader.parse(once).encode()).isEqualTo(once);
    }
}
