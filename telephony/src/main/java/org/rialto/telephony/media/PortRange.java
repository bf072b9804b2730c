package org.rialto.telephony.media;

/// The UDP ports that calls may use, in pairs: RTP on the even one, RTCP on the next. RFC 3550
/// §11. Its size bounds the number of calls.
public record PortRange(int first, int last) {
    public PortRange {
        if (first < 1024 || last > 65_535 || pairs(first, last) < 1) {
            throw new IllegalArgumentException(first + "-" + last + " holds no pair of ports");
        }
    }

    private static int pairs(int first, int last) { return (last + 1 - (first + 1 & ~1)) / 2; }

    public int pairs() { return pairs(first, last); }

    /// The even port of a pair.
    int port(int pair) { return (first + 1 & ~1) + pair * 2; }
}
