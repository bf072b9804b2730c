package org.rialto.telephony.sip;

/// What does something with the requests of a layer: a proxy and registrar, a user agent. The layer
/// asks its cores in the order they were added; see the package's overview.
public interface SipCore {
    /// Whether the request is for this core. Quick, without waiting: it runs on the connection's
    /// reading thread. An ACK is asked about like its INVITE.
    boolean takes(SipRequest request, SipPeer peer);

    /// A request that started a transaction, on a virtual thread of its own. It must be answered
    /// with a final response, sooner or later.
    void handle(ServerTransaction transaction);

    /// An ACK of a 2xx, which has no transaction. A proxy passes it on by
    /// [SipLayer#sendStateless].
    default void acknowledge(SipRequest ack, SipPeer peer) {}
}
