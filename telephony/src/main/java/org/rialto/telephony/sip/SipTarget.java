package org.rialto.telephony.sip;

/// Where a request is to go next.
public sealed interface SipTarget {
    /// By the rules: the topmost Route when there is one, else the Request-URI, found as RFC 3263
    /// says, over TCP or TLS only.
    record Routed() implements SipTarget {}

    /// To the host of this URI whatever the request says: an outbound proxy, a gateway.
    record NextHop(SipUri uri) implements SipTarget {}

    /// Back over the connection that something came over: a registered phone (RFC 5626 "flow").
    record Flow(SipPeer peer) implements SipTarget {}

    /// Over the connection that a telephone registered over; when that has ended, over one to the
    /// address that it came from and no other, at this port. Over TLS it must show the certificate that it
    /// showed before, or one that is good for this address.
    ///
    /// @param port negative where nothing but its connection leads there
    record FlowOrAddress(SipPeer peer, int port, boolean tls) implements SipTarget {}

    /// Within a dialog: over the connection its peer used, or routed; one when the other fails.
    record FlowOrRouted(SipPeer peer, boolean flowFirst) implements SipTarget {}

    /// To a core of the same layer, as from a trusted peer.
    record InProcess(SipCore core) implements SipTarget {}
}
