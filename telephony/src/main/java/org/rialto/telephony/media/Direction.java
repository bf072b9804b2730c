package org.rialto.telephony.media;

/// Which way sound goes, as this end sees it. RFC 3264 §5.1.
public enum Direction {
    SEND_RECEIVE(true, true), SEND_ONLY(true, false), RECEIVE_ONLY(false, true), INACTIVE(false,
            false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() { return sends; }

    public boolean receives() { return receives; }
}
