package org.rialto.telephony.sip;

/// What takes the requests of one dialog: a call, a subscription.
public interface DialogUser {
    /// A request within the dialog, to be answered finally. Called on the connection's reading
    /// thread so that requests keep their order: it must not wait.
    void handle(ServerTransaction transaction);

    /// The ACK of a 2xx to INVITE; called like [#handle].
    default void acknowledge(SipRequest ack, SipPeer from) {}
}
