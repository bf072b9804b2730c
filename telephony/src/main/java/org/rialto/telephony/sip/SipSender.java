package org.rialto.telephony.sip;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the connection for a message and sends it, trying the next hops in turn. RFC 3261 sections
/// 8.1.2, 18.1.1 and 18.2.2, RFC 3263 section 4.3. Blocks.
final class SipSender {
    private static final Logger log = LoggerFactory.getLogger(SipSender.class);

    /// What is to be done with the connection.
    interface Sending {
        /// False when nothing is to be sent any more.
        boolean over(SipConnection connection) throws IOException;

        /// Before it is sent to one of several next hops: those that could be tried after it.
        default void left(List<SipResolver.Hop> hops) {}
    }

    private final SipLayer layer;
    private final SipTransport transport;
    private final SipResolver resolver;

    SipSender(SipLayer layer, SipTransport transport, SipResolver resolver) {
        this.layer = layer;
        this.transport = transport;
        this.resolver = resolver;
    }

    /// Null when it was sent, else why not.
    @Nullable
    String route(SipRequest request, SipTarget target, Sending sending) {
        return switch (target) {
            case SipTarget.Flow(SipPeer peer) -> over(peer, sending);
            case SipTarget.FlowOrAddress(SipPeer peer, int port, boolean tls) -> {
                String failure = over(peer, sending);
                yield failure == null || port < 0
                        ? failure
                        : toOneOf(List.of(SipResolver.Hop.back(peer, port, tls)), sending);
            }
            case SipTarget.InProcess(SipCore core) -> sent(InProcessLink.to(core, layer), sending);
            case SipTarget.NextHop(SipUri uri) -> resolved(uri, sending);
            case SipTarget.Routed() -> resolved(nextHop(request), sending);
            case SipTarget.FlowOrRouted(SipPeer peer, boolean flowFirst) -> {
                String failure = flowFirst
                        ? over(peer, sending)
                        : resolved(nextHop(request), sending);
                yield failure == null
                        ? null
                        : flowFirst
                                ? resolved(nextHop(request), sending)
                                : over(peer, sending);
            }
        };
    }

    /// Section 8.1.2; a strict router's URI is already in the Request-URI.
    private static SipUri nextHop(SipRequest request) {
        NameAddress route = request.headers().address("Route");
        return route != null && route.uri().parameters().has("lr") ? route.uri() : request.uri();
    }

    private @Nullable String over(SipPeer peer, Sending sending) {
        return peer.isOpen() ? sent(peer.connection(), sending) : "The connection has ended";
    }

    private static @Nullable String sent(SipConnection connection, Sending sending) {
        try {
            sending.over(connection);
            return null;
        } catch (IOException e) {
            log.debug("{}: {}", connection.peer(), e.toString());
            return "The connection has ended";
        }
    }

    private @Nullable String resolved(SipUri uri, Sending sending) {
        return toOneOf(resolver.hops(uri), sending);
    }

    /// To the first of these that can be reached. Null when it was sent, else why not.
    @Nullable
    String toOneOf(List<SipResolver.Hop> hops, Sending sending) {
        String failure = "The next hop has no address for TCP or TLS";
        for (int i = 0; i < hops.size(); i++) {
            SipResolver.Hop hop = hops.get(i);
            sending.left(hops.subList(i + 1, hops.size()));
            try {
                failure = sent(transport.to(hop), sending);
                // A connection that was kept may turn out to be gone: once more over a new one.
                if (failure != null)
                    failure = sent(transport.to(hop), sending);
                if (failure == null)
                    return null;
            } catch (IOException e) {
                log.debug("{}: {}", hop.address(), e.toString());
                failure = e instanceof javax.net.ssl.SSLException
                        ? "The next hop's certificate is not trusted"
                        : "The next hop cannot be reached";
            }
        }
        return failure;
    }

    /// A response goes over the connection of its request, else to where its Via says: section
    /// 18.2.2.
    void respond(SipResponse response, SipConnection connection) {
        try {
            if (connection.isOpen()) {
                connection.send(response);
                return;
            }
        } catch (IOException e) {
            log.debug("{}: {}", connection.peer(), e.toString());
        }
        Via via = response.headers().topVia();
        String received = via.parameters().value("received");
        int port = via.port() >= 0
                ? via.port()
                : connection.peer().isSecure() ? SipResolver.SECURE_PORT : SipResolver.PORT;
        SipUri to = SipUri.of(null, via.host(), port).withParameter("transport",
                connection.peer().isSecure() ? "tls" : "tcp");
        String failure = resolved(
                received == null ? to : to.withParameter("maddr", received), over -> {
                    over.send(response);
                    return true;
                });
        if (failure != null)
            log.debug("{} not sent: {}", response, failure);
    }
}
