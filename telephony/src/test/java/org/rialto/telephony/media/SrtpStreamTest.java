package org.rialto.telephony.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.telephony.MutatedBytes;
import org.rialto.telephony.sdp.CryptoSuite;

/// [SrtpStream] by the vectors of RFC 3711 appendix B, and against jitsi-srtp.
final class SrtpStreamTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MASTER = HEX
            .parseHex("E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6");
    private static final int SOURCE = 0xCAFEBABE;

    private static byte[] packet(int sequence, int payload) {
        byte[] packet = new byte[12 + payload + 14];
        RtpPacket.writeHeader(packet, false, 0, sequence, sequence * 160, SOURCE);
        new Random(sequence).nextBytes(packet);
        RtpPacket.writeHeader(packet, false, 0, sequence, sequence * 160, SOURCE);
        return packet;
    }

    @Test
    void derivesTheKeysOfTheAppendix() throws Exception {
        Cipher derivation = SrtpStream.Keys.aes(MASTER, 0);
        assertThat(HEX.formatHex(SrtpStream.Keys.derive(derivation, MASTER, 0, 16)))
                .isEqualToIgnoringCase("C61E7A93744F39EE10734AFE3FF7A087");
        assertThat(HEX.formatHex(SrtpStream.Keys.derive(derivation, MASTER, 2, 14)))
                .isEqualToIgnoringCase("30CBBC08863D8C85D49DB34A9AE1");
        assertThat(HEX.formatHex(SrtpStream.Keys.derive(derivation, MASTER, 1, 20)))
                .isEqualToIgnoringCase("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4");
    }

    @Test
    void protectsAPacketAsOtherPrograms() {
        byte[] packet = new byte[38];
        System.arraycopy(HEX.parseHex("800f1234decafbadcafebabeabababababababababababababababab"),
                0,
                packet, 0, 28);
        int length = new SrtpStream(CryptoSuite.AES_CM_128_HMAC_SHA1_80, MASTER)
                .protect(packet, 12, 28);
        assertThat(HEX.formatHex(packet, 0, length)).isEqualTo("800f1234decafbadcafebabe"
                + "4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb");
    }

    private static SrtpPolicy policy(int tagBytes) {
        return new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION,
                20, tagBytes, 14);
    }

    private static SrtpContextFactory other(boolean sender, CryptoSuite suite) {
        int tag = suite == CryptoSuite.AES_CM_128_HMAC_SHA1_80 ? 10 : 4;
        return new SrtpContextFactory(sender, Arrays.copyOf(MASTER, 16),
                Arrays.copyOfRange(MASTER, 16, 30), policy(tag), policy(10),
                new LoggerImpl("srtp"));
    }

    @ParameterizedTest
    @EnumSource
    void jitsiUnderstandsWhatIsSentAlsoWhereNumbersRollOver(CryptoSuite suite) throws Exception {
        SrtpStream ours = new SrtpStream(suite, MASTER);
        SrtpCryptoContext theirs = other(false, suite).deriveContext(SOURCE, 0);
        for (int number = 65_500; number < 65_700; number++) {
            byte[] packet = packet(number & 0xFFFF, number % 400);
            byte[] plain = Arrays.copyOf(packet, 12 + number % 400);
            int length = ours.protect(packet, 12, plain.length);
            PlainBuffer buffer = new PlainBuffer(packet, length);
            assertThat(theirs.reverseTransformPacket(buffer, false)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(buffer.copy()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void understandsWhatJitsiSendsLateAndOutOfOrder(CryptoSuite suite) throws Exception {
        SrtpStream ours = new SrtpStream(suite, MASTER);
        SrtpCryptoContext theirs = other(true, suite).deriveContext(SOURCE, 0);
        byte[][] sent = new byte[200][];
        byte[][] plain = new byte[200][];
        for (int i = 0; i < sent.length; i++) {
            byte[] packet = packet(65_400 + i & 0xFFFF, 160);
            plain[i] = Arrays.copyOf(packet, 172);
            PlainBuffer buffer = new PlainBuffer(packet, 172);
            theirs.transformPacket(buffer);
            sent[i] = buffer.copy();
        }
        for (int i = 0; i < sent.length; i++) {
            // Neighbours change places; the first begins the counting.
            int which = i == 0 || i == sent.length - 1 ? i : i % 2 == 1 ? i + 1 : i - 1;
            byte[] once = sent[which].clone();
            int length = ours.unprotect(once, 12, once.length);
            assertThat(Arrays.copyOf(once, length)).isEqualTo(plain[which]);
            byte[] again = sent[which].clone();
            assertThat(ours.unprotect(again, 12, again.length)).isEqualTo(-1);
        }
        byte[] old = sent[20].clone();
        assertThat(ours.unprotect(old, 12, old.length)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void controlPacketsAgreeWithJitsiBothWays(CryptoSuite suite) throws Exception {
        byte[] report = RtcpPacket.write(
                new RtcpPacket.ReceiverReport(SOURCE, List.of()), "a@b", true);
        SrtcpCryptoContext reader = other(false, suite).deriveControlContext(SOURCE);
        SrtcpCryptoContext writer = other(true, suite).deriveControlContext(SOURCE);
        SrtpStream sender = new SrtpStream(suite, MASTER);
        SrtpStream receiver = new SrtpStream(suite, MASTER);
        for (int i = 0; i < 5; i++) {
            byte[] packet = Arrays.copyOf(report, report.length + 40);
            int length = sender.protectControl(packet, report.length);
            PlainBuffer buffer = new PlainBuffer(packet, length);
            assertThat(reader.reverseTransformPacket(buffer)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(buffer.copy()).isEqualTo(report);
            PlainBuffer back = new PlainBuffer(Arrays.copyOf(report, report.length + 40),
                    report.length);
            writer.transformPacket(back);
            byte[] theirs = back.copy();
            byte[] twice = theirs.clone();
            int plain = receiver.unprotectControl(theirs, theirs.length);
            assertThat(Arrays.copyOf(theirs, plain)).isEqualTo(report);
            assertThat(receiver.unprotectControl(twice, twice.length)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryChangedPacket(CryptoSuite suite) {
        byte[] packet = packet(100, 160);
        int length = new SrtpStream(suite, MASTER).protect(packet, 12, 172);
        byte[] seed = Arrays.copyOf(packet, length);
        MutatedBytes.run(5_000, bytes -> {
            RtpPacket header = new RtpPacket();
            if (!Arrays.equals(bytes, seed) && header.read(bytes, bytes.length, true)) {
                assertThat(new SrtpStream(suite, MASTER).unprotect(bytes, header.headerBytes(),
                        bytes.length)).isEqualTo(-1);
            }
        }, seed);
    }
}
