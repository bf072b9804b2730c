package org.rialto.telephony.media;

/// The numbers of one source's packets: which source is heard, what is lost. RFC 3550 appendix
/// A.1, A.3 and A.8. A new source or a leap in the numbers is believed at its second packet in a
/// row, so that a stray one changes nothing.
final class SourceTracker {
    private static final int MAXIMUM_DROPOUT = 3_000;
    private static final int MAXIMUM_MISORDER = 100;

    /// What a packet is to be taken for.
    enum Verdict {
        ACCEPTED, RESTARTED, REFUSED
    }

    private boolean heard;
    private int source;
    private int highest;
    private int cycles;
    private int first;
    private long received;
    private long lostBefore;
    private long receivedBefore;
    private int candidateSource;
    private int candidateSequence = -1;
    private long expectedAtReport;
    private long receivedAtReport;

    Verdict packet(int packetSource, int sequence) {
        if (!heard) {
            begin(packetSource, sequence);
            heard = true;
            return Verdict.RESTARTED;
        }
        int ahead = sequence - highest & 0xFFFF;
        boolean near = ahead < MAXIMUM_DROPOUT || ahead > 0x10000 - MAXIMUM_MISORDER;
        if (packetSource == source && near) {
            candidateSequence = -1;
            if (ahead < MAXIMUM_DROPOUT) {
                cycles += sequence < highest ? 0x10000 : 0;
                highest = sequence;
            }
            received++;
            return Verdict.ACCEPTED;
        }
        if (candidateSequence == sequence && candidateSource == packetSource) {
            lostBefore += lostNow();
            receivedBefore += received;
            begin(packetSource, sequence);
            return Verdict.RESTARTED;
        }
        candidateSource = packetSource;
        candidateSequence = sequence + 1 & 0xFFFF;
        return Verdict.REFUSED;
    }

    private void begin(int packetSource, int sequence) {
        source = packetSource;
        first = sequence;
        highest = sequence;
        cycles = 0;
        received = 1;
        candidateSequence = -1;
        expectedAtReport = 0;
        receivedAtReport = 0;
    }

    boolean heard() { return heard; }

    int source() { return source; }

    long received() { return receivedBefore + received; }

    long lost() { return lostBefore + lostNow(); }

    private long lostNow() { return heard ? Math.max(0, expected() - received) : 0; }

    private long expected() { return (long) cycles + highest - first + 1; }

    /// The block of a report, and the beginning of the next one's interval.
    RtcpPacket.Reception report(int jitter, int lastSenderReport, int delaySince) {
        long expectedNow = expected() - expectedAtReport;
        long lostSince = expectedNow - (received - receivedAtReport);
        expectedAtReport = expected();
        receivedAtReport = received;
        int fraction = expectedNow <= 0 || lostSince <= 0
                ? 0
                : (int) Math.min(255, (lostSince << 8) / expectedNow);
        int lost = (int) Math.clamp(expected() - received, -0x80_0000, 0x7F_FFFF);
        return new RtcpPacket.Reception(source, fraction, lost, cycles + highest, jitter,
                lastSenderReport, delaySince);
    }
}
