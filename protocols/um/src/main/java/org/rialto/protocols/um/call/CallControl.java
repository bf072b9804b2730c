package org.rialto.protocols.um.call;

/// What a line has of the signalling of its call.
public interface CallControl {
    /// Whether the call has been answered and has not ended.
    boolean isUp();

    /// Ends the call; nothing when it has ended.
    void hangUp();

    /// Sends the other side elsewhere (REFER) and waits until it has gone there; false when it does
    /// not go, and the call is still up.
    boolean transfer(String sipUri);
}
