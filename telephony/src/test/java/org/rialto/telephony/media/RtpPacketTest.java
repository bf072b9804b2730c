package org.rialto.telephony.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.MutatedBytes;

/// [RtpPacket] and [RtcpPacket] by the pictures of RFC 3550 §5.1 and §6.4.
final class RtpPacketTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] FULL = HEX.parseHex("b2801234deadbeefcafebabe" + "1111111122222222"
            + "bede000201020304" + "05060708" + "ffffffff" + "00000004");

    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsSourcesExtensionAndPadding() {
        assertThat(packet.read(FULL, FULL.length, false)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isZero();
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(0xDEADBEEF);
        assertThat(packet.synchronizationSource()).isEqualTo(0xCAFEBABE);
        assertThat(packet.headerBytes()).isEqualTo(12 + 8 + 12);
        assertThat(packet.payloadBytes()).isEqualTo(4);
        assertThat(packet.read(FULL, FULL.length, true)).isTrue();
        assertThat(packet.payloadBytes()).isEqualTo(8);
    }

    @Test
    void writesAHeader() {
        byte[] bytes = new byte[12];
        RtpPacket.writeHeader(bytes, true, 101, 0xFFFF, 0x01020304, 0xA1A2A3A4);
        assertThat(HEX.formatHex(bytes)).isEqualTo("80e5ffff01020304a1a2a3a4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "8000000000000000000000", "000000000000000000000000",
            "400000000000000000000000", "810000000000000000000000", "900000000000000000000000",
            "90000000000000000000000000000001", "a0000000000000000000000000",
            "a0000000000000000000000005"})
    void refusesWhatIsNone(String hex) {
        byte[] bytes = HEX.parseHex(hex);
        assertThat(packet.read(bytes, bytes.length, false)).isFalse();
    }

    @Test
    void writesAndReadsReports() {
        RtcpPacket.Reception reception = new RtcpPacket.Reception(0x01020304, 128, -5, 0x00012345,
                77, 0xAABBCCDD, 65_536);
        RtcpPacket.SenderReport report = new RtcpPacket.SenderReport(0x0A0B0C0D,
                0xE1234567_80000000L, 160, 3, 480, List.of(reception));
        byte[] bytes = RtcpPacket.write(report, "x@y", true);
        assertThat(HEX.formatHex(bytes)).isEqualTo("81c8000c" + "0a0b0c0d" + "e123456780000000"
                + "000000a0" + "00000003" + "000001e0" + "01020304" + "80fffffb" + "00012345"
                + "0000004d" + "aabbccdd" + "00010000" + "81ca0003" + "0a0b0c0d" + "0103784079"
                + "000000" + "81cb0001" + "0a0b0c0d");
        assertThat(RtcpPacket.read(bytes, bytes.length)).containsExactly(report,
                new RtcpPacket.Other(RtcpPacket.SOURCE_DESCRIPTION),
                new RtcpPacket.Goodbye(List.of(0x0A0B0C0D)));
    }

    @Test
    void survivesAnyBytes() {
        byte[] report = RtcpPacket.write(new RtcpPacket.ReceiverReport(1,
                List.of(new RtcpPacket.Reception(1, 2, 3, 4, 5, 6, 7))), "someone@there", true);
        MutatedBytes.run(20_000, RtpPacketTest::readAny, FULL, report);
    }

    @FuzzTest
    void readsAnyBytes(byte[] bytes) { readAny(bytes); }

    private static void readAny(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        if (packet.read(bytes, bytes.length, false)) {
            assertThat(packet.headerBytes()).isBetween(12, bytes.length);
            assertThat(packet.headerBytes() + packet.payloadBytes())
                    .isLessThanOrEqualTo(bytes.length);
            assertThat(packet.payloadBytes()).isNotNegative();
        }
        try {
            assertThat(RtcpPacket.read(bytes, bytes.length)).isNotEmpty();
        } catch (MalformedDataException e) {
            // An answer.
        }
    }
}
