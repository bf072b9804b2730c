package org.rialto.telephony.sip;

import java.io.IOException;

/// What messages go over: a TCP or TLS connection, or the link to a core of the same process.
sealed interface SipConnection permits NetworkConnection, InProcessLink {
    /// Whole or not at all; an `IOException` means that the connection has ended.
    void send(SipMessage message) throws IOException;

    SipPeer peer();

    boolean isOpen();

    /// Counts a request in that is to be answered. False when there are too many.
    boolean admits();

    /// It has been answered.
    void left();

    /// Runs the task when the connection has ended, at once when it already has.
    void onClose(Runnable task);

    void removeOnClose(Runnable task);
}
