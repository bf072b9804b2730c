package org.rialto.transport.outbound;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One address of one host, and how to talk to it. Connections are kept for reuse per endpoint.
///
/// @param host        its name, for TLS and for people
/// @param implicitTls TLS from the first byte (port 465)
/// @param credentials what to authenticate with; null for mail exchangers
/// @param dane        what its certificate must be like; null when DNSSEC does not say
record Endpoint(String host, InetAddress address, int port, TlsPolicy tls, boolean implicitTls,
        @Nullable Credentials credentials, @Nullable Dane dane) {

    Endpoint(String host, InetAddress address, int port, TlsPolicy tls, boolean implicitTls,
            @Nullable Credentials credentials) {
        this(host, address, port, tls, implicitTls, credentials, null);
    }

    /// RFC 7672.
    ///
    /// @param names of which a certificate below a named authority must bear one
    record Dane(Set<Tlsa> records, List<String> names) {}

    @Override
    public String toString() { return host + "[" + address.getHostAddress() + "]:" + port; }

    Endpoint at(InetAddress other) {
        return new Endpoint(host, other, port, tls, implicitTls, credentials, dane);
    }

    Endpoint with(TlsPolicy other) {
        return new Endpoint(host, address, port, other, implicitTls, credentials, dane);
    }

    /// Name and password for a smart host.
    public record Credentials(String user, String password) {
        @Override
        public String toString() { return user + " (password not shown)"; }
    }
}
