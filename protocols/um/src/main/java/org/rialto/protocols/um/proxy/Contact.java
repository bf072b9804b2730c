package org.rialto.protocols.um.proxy;

import java.time.Instant;
import java.util.List;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipUri;

/// Where a user's telephone is: one binding of an address-of-record. RFC 3261 section 10.
///
/// @param uri as the telephone gave it
/// @param instance `+sip.instance` (RFC 5626), by which a telephone is known after a restart; or empty
/// @param q which is tried first; those with the same one ring together
/// @param flow the connection that it was registered over; telephones behind a router are reached by
///        no other way
/// @param path proxies on the way (RFC 3327)
record Contact(SipUri uri, String instance, double q, Instant expires, String callId,
        long sequence, SipPeer flow, List<String> path) {
    Contact { path = List.copyOf(path); }

    /// Whether it is the same telephone.
    boolean replaces(SipUri otherUri, String otherInstance) {
        return instance.isEmpty() || otherInstance.isEmpty()
                ? uri.matches(otherUri)
                : instance.equals(otherInstance);
    }

    boolean isLive(Instant now) { return expires.isAfter(now); }
}
