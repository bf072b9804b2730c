package org.rialto.telephony.media;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.MalformedDataException;

/// What an RTCP datagram says. RFC 3550 §6. Reads whole compound packets, writes the reports and
/// the farewell that a session sends.
public sealed interface RtcpPacket {
    int SENDER_REPORT = 200;
    int RECEIVER_REPORT = 201;
    int SOURCE_DESCRIPTION = 202;
    int GOODBYE = 203;

    /// How a receiver hears one source. RFC 3550 §6.4.1; jitter is in units of the timestamp, the
    /// last two in 1/65536 seconds.
    record Reception(int source, int fractionLost, int lost, int highestSequence, int jitter,
            int lastSenderReport, int delaySinceLastSenderReport) {}

    /// §6.4.1.
    record SenderReport(int source, long networkTime, int timestamp, int packets, int bytes,
            List<Reception> receptions) implements RtcpPacket {
        public SenderReport { receptions = List.copyOf(receptions); }
    }

    /// §6.4.2.
    record ReceiverReport(int source, List<Reception> receptions) implements RtcpPacket {
        public ReceiverReport { receptions = List.copyOf(receptions); }
    }

    /// §6.6.
    record Goodbye(List<Integer> sources) implements RtcpPacket {
        public Goodbye { sources = List.copyOf(sources); }
    }

    /// Of another type: passed over.
    record Other(int type) implements RtcpPacket {}

    /// Reads a compound packet; what does not pass the checks of RFC 3550 appendix A.2 is
    /// malformed as a whole.
    static List<RtcpPacket> read(byte[] bytes, int length) {
        List<RtcpPacket> packets = new ArrayList<>();
        int at = 0;
        while (at < length) {
            if (length - at < 4 || (bytes[at] & 0xC0) != 0x80) {
                throw new MalformedDataException("not an RTCP packet", at);
            }
            int size = (RtpPacket.uint16(bytes, at + 2) + 1) * 4;
            if (size > length - at) {
                throw new MalformedDataException("an RTCP packet longer than its datagram", at);
            }
            packets.add(readOne(bytes, at, size));
            at += size;
        }
        if (packets.isEmpty() || !(packets.getFirst() instanceof SenderReport
                || packets.getFirst() instanceof ReceiverReport)) {
            throw new MalformedDataException("RTCP that does not begin with a report", 0);
        }
        return packets;
    }

    private static RtcpPacket readOne(byte[] bytes, int at, int size) {
        int count = bytes[at] & 0x1F;
        int type = bytes[at + 1] & 0xFF;
        return switch (type) {
            case SENDER_REPORT -> {
                need(at, size, 28 + count * 24);
                long time = (long) RtpPacket.int32(bytes, at + 8) << 32
                        | RtpPacket.int32(bytes, at + 12) & 0xFFFF_FFFFL;
                yield new SenderReport(RtpPacket.int32(bytes, at + 4), time,
                        RtpPacket.int32(bytes, at + 16), RtpPacket.int32(bytes, at + 20),
                        RtpPacket.int32(bytes, at + 24), receptions(bytes, at + 28, count));
            }
            case RECEIVER_REPORT -> {
                need(at, size, 8 + count * 24);
                yield new ReceiverReport(RtpPacket.int32(bytes, at + 4),
                        receptions(bytes, at + 8, count));
            }
            case GOODBYE -> {
                need(at, size, 4 + count * 4);
                List<Integer> sources = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    sources.add(RtpPacket.int32(bytes, at + 4 + i * 4));
                }
                yield new Goodbye(sources);
            }
            default -> new Other(type);
        };
    }

    private static void need(int at, int size, int needed) {
        if (size < needed) {
            throw new MalformedDataException("an RTCP packet shorter than its count says", at);
        }
    }

    private static List<Reception> receptions(byte[] bytes, int start, int count) {
        List<Reception> receptions = new ArrayList<>();
        for (int i = 0, at = start; i < count; i++, at += 24) {
            int lost = RtpPacket.int32(bytes, at + 4);
            receptions.add(new Reception(RtpPacket.int32(bytes, at), lost >>> 24, lost << 8 >> 8,
                    RtpPacket.int32(bytes, at + 8), RtpPacket.int32(bytes, at + 12),
                    RtpPacket.int32(bytes, at + 16), RtpPacket.int32(bytes, at + 20)));
        }
        return receptions;
    }

    /// A report followed by the canonical name, and by the farewell when it is the last.
    static byte[] write(RtcpPacket report, String canonicalName, boolean goodbye) {
        byte[] name = canonicalName.getBytes(StandardCharsets.US_ASCII);
        int nameBytes = Math.min(name.length, 255);
        int source;
        int reportBytes;
        List<Reception> receptions;
        switch (report) {
            case SenderReport sender -> {
                source = sender.source;
                receptions = sender.receptions;
                reportBytes = 28;
            }
            case ReceiverReport receiver -> {
                source = receiver.source;
                receptions = receiver.receptions;
                reportBytes = 8;
            }
            case Goodbye _,Other _ -> throw new IllegalArgumentException("not a report");
        }
        int describing = (8 + 2 + nameBytes) / 4 * 4 + 4;
        int first = reportBytes + receptions.size() * 24;
        byte[] bytes = new byte[first + describing + (goodbye ? 8 : 0)];
        boolean sending = report instanceof SenderReport;
        header(bytes, 0, receptions.size(), sending ? SENDER_REPORT : RECEIVER_REPORT, first);
        RtpPacket.writeInt32(bytes, 4, source);
        if (report instanceof SenderReport sender) {
            RtpPacket.writeInt32(bytes, 8, (int) (sender.networkTime >> 32));
            RtpPacket.writeInt32(bytes, 12, (int) sender.networkTime);
            RtpPacket.writeInt32(bytes, 16, sender.timestamp);
            RtpPacket.writeInt32(bytes, 20, sender.packets);
            RtpPacket.writeInt32(bytes, 24, sender.bytes);
        }
        int at = reportBytes;
        for (Reception reception : receptions) {
            RtpPacket.writeInt32(bytes, at, reception.source);
            RtpPacket.writeInt32(bytes, at + 4,
                    reception.fractionLost << 24 | reception.lost & 0xFF_FFFF);
            RtpPacket.writeInt32(bytes, at + 8, reception.highestSequence);
            RtpPacket.writeInt32(bytes, at + 12, reception.jitter);
            RtpPacket.writeInt32(bytes, at + 16, reception.lastSenderReport);
            RtpPacket.writeInt32(bytes, at + 20, reception.delaySinceLastSenderReport);
            at += 24;
        }
        header(bytes, at, 1, SOURCE_DESCRIPTION, describing);
        RtpPacket.writeInt32(bytes, at + 4, source);
        bytes[at + 8] = 1;
        bytes[at + 9] = (byte) nameBytes;
        System.arraycopy(name, 0, bytes, at + 10, nameBytes);
        if (goodbye) {
            header(bytes, at + describing, 1, GOODBYE, 8);
            RtpPacket.writeInt32(bytes, at + describing + 4, source);
        }
        return bytes;
    }

    private static void header(byte[] bytes, int at, int count, int type, int size) {
        bytes[at] = (byte) (0x80 | count);
        bytes[at + 1] = (byte) type;
        bytes[at + 2] = (byte) (size / 4 - 1 >> 8);
        bytes[at + 3] = (byte) (size / 4 - 1);
    }
}
