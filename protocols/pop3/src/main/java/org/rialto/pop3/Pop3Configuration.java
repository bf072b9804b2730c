package org.rialto.pop3;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ServerTls;

/// One POP3 listener.
///
/// @param name             short, for logs and metrics: `pop3s`
/// @param address          where to listen
/// @param tls              the certificate; null offers no STLS
/// @param implicitTls      TLS from the first byte (RFC 8314)
/// @param connectionLimits how many connections are admitted
/// @param hostName         what the server calls itself
/// @param limits           everything else that is bounded
public record Pop3Configuration(String name, InetSocketAddress address, @Nullable ServerTls tls,
        boolean implicitTls, ListenerLimits connectionLimits, String hostName,
        Pop3Limits limits) {}
