package org.rialto.protocols.um.proxy;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// Where a user's telephone is: one binding of an address-of-record. RFC 3261 section 10.
///
/// @param uri as the telephone gave it
/// @param instance `+sip.instance` (RFC 5626), by which a telephone is known after a restart; or empty
/// @param q which is tried first; those with the same one ring together
/// @param flow the connection that it was registered over, which may have ended meanwhile
/// @param listener where it listens by its own words, when that is where the connection came from; null
///        where only the connection leads there, as behind a router
/// @param path proxies on the way (RFC 3327)
/// @param standing whether what was shown to register it still holds
record Contact(SipUri uri, String instance, double q, Instant expires, String callId,
        long sequence, SipPeer flow, @Nullable Listener listener, List<String> path,
        BooleanSupplier standing) {
    Contact { path = List.copyOf(path); }

    /// A port of the address that the flow comes from.
    record Listener(int port, boolean tls) {}

    /// Whether it is the same telephone.
    boolean replaces(SipUri otherUri, String otherInstance) {
        return instance.isEmpty() || otherInstance.isEmpty()
                ? uri.matches(otherUri)
                : instance.equals(otherInstance);
    }

    /// Whether anything leads to it, as far as that is known without trying.
    boolean isLive(Instant now) {
        return expires.isAfter(now) && (listener != null || flow.isOpen())
                && standing.getAsBoolean();
    }

    /// Whether a connection is the telephone's: the one it registered over, or one that was opened to
    /// where it listens.
    boolean isAt(SipPeer peer) {
        return peer == flow || listener != null && peer.port() == listener.port()
                && peer.isSecure() == listener.tls() && peer.address().equals(flow.address());
    }

    /// What a telephone says of its address must lead nowhere else, least of all to the gateway.
    SipTarget target() { return target(flow); }

    /// @param peer the connection that it has answered over
    SipTarget target(SipPeer peer) {
        return listener == null
                ? new SipTarget.FlowOrAddress(peer, -1, false)
                : new SipTarget.FlowOrAddress(peer, listener.port(), listener.tls());
    }
}
