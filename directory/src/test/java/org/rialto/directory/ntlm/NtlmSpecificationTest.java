package org.rialto.directory.ntlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.password.NtHash;

/// The worked example of MS-NLMP §4.2.4.
final class NtlmSpecificationTest {
    private static final NtlmServer.Names NAMES = new NtlmServer.Names("Domain", "domain.example",
            "server.domain.example");
    private final Map<String, String> values = read();

    private static Map<String, String> read() {
        Map<String, String> values = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(NtlmSpecificationTest.class
                .getResourceAsStream("/spec/ms-nlmp/4.2.4-ntlmv2-authentication.txt"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("#"))
                    continue;
                String[] parts = line.split(" [=+] ");
                values.merge(parts[0], parts[1], String::concat);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    private byte[] bytes(String name) {
        return HexFormat.of().parseHex(Objects.requireNonNull(values.get(name)));
    }

    private String text(String name) { return Objects.requireNonNull(values.get(name)); }

    private NtlmServer server() {
        return new NtlmServer(NAMES, NtlmSettings.ChannelBinding.ALLOW, null,
                bytes("server-challenge"), 0);
    }

    @Test
    void derivesTheResponseKey() {
        assertThat(NtHash.of(text("password")).responseKey(text("user"), text("domain")))
                .isEqualTo(bytes("ntowf-v2"));
    }

    @Test
    void readsAndVerifiesTheAuthenticateMessage() {
        NtlmServer server = server();
        server.read(bytes("authenticate"));
        assertThat(server.userName()).isEqualTo("User");
        assertThat(server.domainName()).isEqualTo("Domain");
        assertThat(server.verify(NtHash.of("password"))).isFalse();
        assertThat(server.verify(NtHash.of(text("password")))).isTrue();
        assertThat(server.session().canSign()).isTrue();
        assertThat(server.session().signKey(true)).isEqualTo(bytes("sign-key"));
        assertThat(server.session().sealKey(true)).isEqualTo(bytes("seal-key"));
    }

    @Test
    void noticesEveryBitThatChangesInTheResponse() {
        byte[] message = bytes("authenticate");
        for (int at = 0x84; at < 0xd8; at++) {
            byte[] changed = message.clone();
            changed[at] ^= 0x10;
            NtlmServer server = server();
            try {
                server.read(changed);
                assertThat(server.verify(NtHash.of(text("password")))).as("byte %d", at).isFalse();
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).contains("NTLMv2");
            }
        }
    }

    @Test
    void refusesEveryTruncation() {
        byte[] message = bytes("authenticate");
        for (int length = 0; length < message.length; length++) {
            byte[] part = Arrays.copyOf(message, length);
            assertThatThrownBy(() -> server().read(part))
                    .isInstanceOf(MalformedDataException.class);
        }
    }
}
