package org.rialto.protocols.um.call;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.SipMessage;
import org.rialto.telephony.sip.SipPeer;

/// Where the other side of a call is, as far as its signalling shows: what comes by the SIP server of
/// this process has the address in a field of our own, which that takes from everybody else.
public final class Signalling {
    /// Between the SIP server and the UM server of one process: the address that a message came from.
    public static final String SOURCE = "Rialto-Source";

    private Signalling() {}

    /// Null where it is not known.
    static @Nullable InetAddress of(@Nullable SipPeer peer, SipMessage message) {
        if (peer == null)
            return null;
        if (!peer.isInProcess())
            return peer.address();
        String given = message.headers().first(SOURCE);
        try {
            return given == null ? null : InetAddress.ofLiteral(given);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable InetAddress of(OutgoingCall call, SipMessage answer) {
        return of(call.peer(), answer);
    }

    /// Says where a message came from.
    public static void mark(SipMessage message, SipPeer from) {
        message.headers().set(SOURCE, from.address().getHostAddress());
    }

    public static void unmark(SipMessage message) { message.headers().remove(SOURCE); }
}
