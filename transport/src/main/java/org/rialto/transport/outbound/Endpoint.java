package org.rialto.transport.outbound;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// One address of one host, and how to talk to it. Connections are kept for reuse per endpoint.
///
/// @param host        its name, for TLS and for people
/// @param implicitTls TLS from the first byte (port 465)
/// @param credentials what to authenticate with; null for mail exchangers
record Endpoint(String host, InetAddress address, int port, TlsPolicy tls, boolean implicitTls,
        @Nullable Credentials credentials) {

    @Override
    public String toString() { return host + "[" + address.getHostAddress() + "]:" + port; }

    Endpoint with(TlsPolicy other) {
        return new Endpoint(host, address, port, other, implicitTls, credentials);
    }

    /// Name and password for a smart host.
    public record Credentials(String user, String password) {
        @Override
        public String toString() { return user + " (password not shown)"; }
    }
}
