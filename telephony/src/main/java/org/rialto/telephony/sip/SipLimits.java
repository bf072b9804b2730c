package org.rialto.telephony.sip;

/// How large one message may be.
///
/// @param maximumHeadBytes start line and headers together
/// @param maximumHeaders rows
/// @param maximumBodyBytes by Content-Length
public record SipLimits(int maximumHeadBytes, int maximumHeaders, int maximumBodyBytes) {
    public static final SipLimits DEFAULT = new SipLimits(32 * 1024, 200, 128 * 1024);
}
