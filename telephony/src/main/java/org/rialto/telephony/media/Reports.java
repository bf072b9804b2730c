package org.rialto.telephony.media;

import java.util.List;
import org.rialto.base.MalformedDataException;

/// The RTCP of a session: a report every few seconds, and farewells. RFC 3550 §6.
final class Reports {
    /// Seconds from 1900 to 1970.
    private static final long NETWORK_EPOCH_SECONDS = 2_208_988_800L;
    private static final long NANOS = 1_000_000_000;

    private final MediaSession session;
    private final String canonicalName;
    private int lastSenderReport;
    private long lastSenderReportNanos;
    private long sentPacketsReported;
    private volatile double roundTripMillis = -1;

    Reports(MediaSession session, String canonicalName) {
        this.session = session;
        this.canonicalName = canonicalName;
    }

    double roundTripMillis() { return roundTripMillis; }

    /// False when it is no RTCP.
    boolean receive(byte[] bytes, int length, SourceTracker tracker, long now) {
        List<RtcpPacket> packets;
        try {
            packets = RtcpPacket.read(bytes, length);
        } catch (MalformedDataException e) {
            return false;
        }
        for (RtcpPacket packet : packets) {
            switch (packet) {
                case RtcpPacket.SenderReport report -> {
                    lastSenderReport = (int) (report.networkTime() >> 16);
                    lastSenderReportNanos = now;
                    measure(report.receptions());
                }
                case RtcpPacket.ReceiverReport report -> measure(report.receptions());
                case RtcpPacket.Goodbye goodbye -> {
                    if (tracker.heard() && goodbye.sources().contains(tracker.source())) {
                        session.peerLeft();
                    }
                }
                case RtcpPacket.Other _ -> {
                    // Names and applications are not needed.
                }
            }
        }
        return true;
    }

    private void measure(List<RtcpPacket.Reception> receptions) {
        for (RtcpPacket.Reception reception : receptions) {
            if (reception.source() == session.source() && reception.lastSenderReport() != 0) {
                int there = (int) (networkTime() >> 16) - reception.lastSenderReport()
                        - reception.delaySinceLastSenderReport();
                if (there >= 0 && there < 10 << 16) {
                    roundTripMillis = there * 1000.0 / 65_536;
                }
            }
        }
    }

    private static long networkTime() {
        long millis = System.currentTimeMillis();
        long fraction = (millis % 1000 << 32) / 1000;
        return millis / 1000 + NETWORK_EPOCH_SECONDS << 32 | fraction;
    }

    /// What is to be sent now.
    synchronized byte[] write(Sender sender, SourceTracker tracker, int jitter, boolean goodbye,
            long now) {
        int delay = lastSenderReport == 0
                ? 0
                : (int) ((now - lastSenderReportNanos) * 65_536 / NANOS);
        List<RtcpPacket.Reception> receptions = tracker.heard()
                ? List.of(tracker.report(jitter, lastSenderReport, delay))
                : List.of();
        long packets = sender.packets();
        boolean sending = packets != sentPacketsReported;
        sentPacketsReported = packets;
        RtcpPacket report = sending
                ? new RtcpPacket.SenderReport(sender.source(), networkTime(), sender.timestamp(),
                        (int) packets, (int) sender.bytes(), receptions)
                : new RtcpPacket.ReceiverReport(sender.source(), receptions);
        return RtcpPacket.write(report, canonicalName, goodbye);
    }
}
