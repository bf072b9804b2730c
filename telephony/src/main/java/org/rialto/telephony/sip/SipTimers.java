package org.rialto.telephony.sip;

/// RFC 3261 table 4, as far as reliable transports use it; all in milliseconds.
///
/// @param t1 estimate of a round trip; B, F, H, L and M are 64 times that
/// @param t2 longest interval of 2xx retransmission
/// @param pendingMillis how long an INVITE may wait for its final response before it is ended, so
///        that nothing stays for ever; above timer C's three minutes
public record SipTimers(int t1, int t2, int pendingMillis) {
    public static final SipTimers DEFAULT = new SipTimers(500, 4000, 600_000);

    /// Timers B, F, H, L and M.
    int sixtyFourT1() { return 64 * t1; }
}
