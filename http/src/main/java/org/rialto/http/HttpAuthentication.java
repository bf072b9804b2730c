package org.rialto.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.BearerTokens;
import org.rialto.directory.sasl.ChannelBindings;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;

/// Who sends a request: Basic (RFC 7617) and Bearer (RFC 6750), on top of the directory's
/// authenticator, which counts guesses and decides.
public final class HttpAuthentication {
    private static final String REALM = "realm=\"Rialto\"";

    private final Authenticator authenticator;

    public HttpAuthentication(Authenticator authenticator) { this.authenticator = authenticator; }

    /// Scheme and what stands behind it, of an `Authorization` header.
    private record Credentials(String scheme, String rest) {
        static @Nullable Credentials of(@Nullable String header) {
            if (header == null || header.isBlank())
                return null;
            String text = header.strip();
            int space = text.indexOf(' ');
            return space < 0
                    ? new Credentials(text.toLowerCase(Locale.ROOT), "")
                    : new Credentials(text.substring(0, space).toLowerCase(Locale.ROOT),
                            text.substring(space + 1).strip());
        }
    }

    /// The actor, or null when a refusal was answered.
    Actor.@Nullable Person logIn(HttpExchange exchange, Protocol protocol) throws IOException {
        Peer peer = peer(exchange, protocol);
        Credentials credentials = Credentials.of(exchange.header("Authorization"));
        if (credentials == null) {
            challenge(exchange, peer, BearerTokens.Status.VALID);
            return null;
        }
        return switch (credentials.scheme()) {
            case "basic" -> basic(exchange, credentials.rest(), peer);
            case "bearer" -> bearer(exchange, credentials.rest(), peer);
            default -> {
                challenge(exchange, peer, BearerTokens.Status.VALID);
                yield null;
            }
        };
    }

    private static Peer peer(HttpExchange exchange, Protocol protocol) {
        SSLSession session = exchange.tlsSession();
        return new Peer(exchange.remoteAddress(), protocol, session != null,
                session == null ? ChannelBindings.NONE : ChannelBindings.of(session),
                Optional.empty(), true);
    }

    private Actor.@Nullable Person basic(HttpExchange exchange, String token, Peer peer)
            throws IOException {
        String pair = decode(token);
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            challenge(exchange, peer, BearerTokens.Status.VALID);
            return null;
        }
        return judge(exchange, peer, authenticator.password(pair.substring(0, colon),
                pair.substring(colon + 1), "", peer), BearerTokens.Status.VALID);
    }

    /// UTF-8 where it is that, else Latin-1, which old clients send: no password that somebody
    /// typed is likely to be both.
    static @Nullable String decode(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private Actor.@Nullable Person bearer(HttpExchange exchange, String token, Peer peer)
            throws IOException {
        Authenticator.BearerOutcome found = authenticator.bearer(token, "", peer);
        return judge(exchange, peer, found.outcome(), found.status());
    }

    /// The one place where a refusal becomes a status.
    private Actor.@Nullable Person judge(HttpExchange exchange, Peer peer, Outcome outcome,
            BearerTokens.Status status) throws IOException {
        return switch (outcome) {
            case Outcome.Granted granted -> granted.actor();
            case Outcome.Refused refused -> {
                refuse(exchange, peer, refused, status);
                yield null;
            }
        };
    }

    private void refuse(HttpExchange exchange, Peer peer, Outcome.Refused refused,
            BearerTokens.Status status) throws IOException {
        switch (refused.reason()) {
            case INVALID_CREDENTIALS, UNSUPPORTED_MECHANISM, MALFORMED ->
                challenge(exchange, peer, status);
            case ACCOUNT_DISABLED, PASSWORD_EXPIRED, AUTHORIZATION_DENIED, ENCRYPTION_REQUIRED ->
                exchange.respond(403, refused.message() + "\n");
            case TOO_MANY_ATTEMPTS -> {
                exchange.setHeader("Retry-After",
                        String.valueOf(Math.max(1, refused.retryAfter().toSeconds())));
                exchange.respond(429, refused.message() + "\n");
            }
            case UNAVAILABLE -> {
                exchange.setHeader("Retry-After", "10");
                exchange.respond(503, refused.message() + "\n");
            }
        }
    }

    /// 401 with a `WWW-Authenticate` for each scheme that this connection can carry.
    private void challenge(HttpExchange exchange, Peer peer, BearerTokens.Status status)
            throws IOException {
        List<Mechanism> mechanisms = authenticator.mechanisms(peer);
        if (mechanisms.contains(Mechanism.OAUTHBEARER)) {
            exchange.addHeader("WWW-Authenticate", "Bearer " + REALM
                    + (status == BearerTokens.Status.VALID
                            ? ""
                            : ", error=\"" + status.oauthName() + "\""));
        }
        if (mechanisms.contains(Mechanism.PLAIN))
            exchange.addHeader("WWW-Authenticate", "Basic " + REALM + ", charset=\"UTF-8\"");
        exchange.respond(401, "log in\n");
    }
}
