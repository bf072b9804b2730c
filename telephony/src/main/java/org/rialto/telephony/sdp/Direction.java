package org.rialto.telephony.sdp;

/// Which way media flows, from the view of who says it. RFC 3264 section 5.1.
public enum Direction {
    SENDRECV(true, true), SENDONLY(true, false), RECVONLY(false, true), INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() { return sends; }

    public boolean receives() { return receives; }

    public static Direction of(boolean sends, boolean receives) {
        if (sends)
            return receives ? SENDRECV : SENDONLY;
        return receives ? RECVONLY : INACTIVE;
    }

    /// The same flow from the other side's view.
    public Direction reversed() { return of(receives, sends); }

    /// What both allow.
    public Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    /// As an attribute's name: `sendrecv`.
    public String attribute() { return name().toLowerCase(java.util.Locale.ROOT); }
}
