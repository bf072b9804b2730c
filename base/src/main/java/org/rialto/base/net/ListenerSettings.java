package org.rialto.base.net;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One listening socket: where, how secured, how much it admits, and what it says when it cannot.
///
/// @param name short, for thread names, logs and metrics: `imaps`
/// @param address where to listen; port 0 takes a free one
/// @param tls the certificate; needed for implicit TLS and for [Connection#startTls]
/// @param implicitTls whether the first byte is already TLS
/// @param limits how many connections are admitted
/// @param refusal the line, with CRLF, for a connection that is not admitted; may be empty
/// @param farewell the line, with CRLF, for a connection that waits when the server stops
/// @param idleTimeoutMillis how long a read may wait until the protocol sets its own
public record ListenerSettings(String name, InetSocketAddress address, @Nullable ServerTls tls,
        boolean implicitTls, ListenerLimits limits, String refusal, String farewell,
        int idleTimeoutMillis) {
    public ListenerSettings {
        if (implicitTls && tls == null) {
            throw new IllegalArgumentException(name + ": implicit TLS needs a certificate");
        }
    }

    byte[] refusalBytes() { return refusal.getBytes(StandardCharsets.UTF_8); }

    byte[] farewellBytes() { return farewell.getBytes(StandardCharsets.UTF_8); }
}
