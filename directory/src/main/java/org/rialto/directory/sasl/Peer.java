package org.rialto.directory.sasl;

import java.net.InetAddress;
import java.util.Optional;

import org.rialto.directory.Protocol;

/// What the connection knows about who is at its other end.
///
/// @param address where guesses are counted
/// @param encrypted under TLS now; a loopback address counts as if it were
/// @param channelBindings of the TLS connection, which make SCRAM-SHA-256-PLUS possible
/// @param externalName log-in name that the connection itself vouches for (a client certificate that
/// was verified), for EXTERNAL
/// @param successData whether the protocol can send data with a success (LDAP) or not (SMTP, IMAP,
/// POP3)
public record Peer(InetAddress address, Protocol protocol, boolean encrypted,
        ChannelBindings channelBindings, Optional<String> externalName, boolean successData) {
    public Peer(InetAddress address, Protocol protocol, boolean encrypted) {
        this(address, protocol, encrypted, ChannelBindings.NONE, Optional.empty(), false);
    }

    public Peer withChannelBindings(ChannelBindings bindings) {
        return new Peer(address, protocol, encrypted, bindings, externalName, successData);
    }

    /// Whether a password may be sent as it is.
    boolean isConfidential() { return encrypted || address.isLoopbackAddress(); }
}
