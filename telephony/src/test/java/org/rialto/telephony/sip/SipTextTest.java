package org.rialto.telephony.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rialto.telephony.MutatedBytes;

class SipTextTest {
    @Test
    void bytesThatAreNoUtf8GoOnAsTheyCame() {
        SipMessage message = SipReader.parse(RawPeer.request("OPTIONS", "Subject: M\u00fcller\n")
                .replace("\n", "\r\n").getBytes(ISO_8859_1));
        assertThat(new String(message.encode(), ISO_8859_1)).contains("Subject: M\u00fcller\r\n");
        assertThat(SipText.readable(String.valueOf(message.headers().first("Subject"))))
                .isEqualTo("M\u00fcller");
    }

    @Test
    void anyBytesComeBackAndGoodTextIsRead() {
        MutatedBytes.run(20_000, bytes -> {
            assertThat(SipText.encode(SipText.decode(bytes))).isEqualTo(bytes);
            SipText.readable(SipText.decode(bytes));
        }, "Gr\u00fc\u00dfe \ud83d\ude00 \u4f60\u597d".getBytes(UTF_8),
                new byte[]{-1, -2, 65, -61});
        assertThat(SipText.decode("\ud83d\ude00".getBytes(UTF_8))).isEqualTo("\ud83d\ude00");
    }
}
