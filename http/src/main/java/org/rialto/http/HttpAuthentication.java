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
import org.rialto.directory.Protocol;
import org.rialto.directory.ntlm.NtlmServer;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.sasl.BearerTokens;
import org.rialto.directory.sasl.ChannelBindings;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;
import org.rialto.directory.sasl.SaslExchange;
import org.rialto.directory.sasl.SaslStep;
import org.rialto.mapi.MailError;

/// Who sends a request: Basic (RFC 7617), Bearer (RFC 6750), NTLM (MS-NTHT) and Negotiate (RFC 4559,
/// MS-N2HT), on top of the directory's authenticator, which counts guesses and decides.
///
/// NTLM and Negotiate log in the connection: what follows on it without an `Authorization` header is
/// the same client's. The account is looked at again for each request.
public final class HttpAuthentication {
    private static final String REALM = "realm=\"Rialto\"";
    private static final String CONNECTION_LOGIN = "org.rialto.http.login";
    /// How much of a body is read away so that the connection lives through a 401.
    private static final long UNREAD_LIMIT_BYTES = 1 << 20;

    private final Authenticator authenticator;

    public HttpAuthentication(Authenticator authenticator) { this.authenticator = authenticator; }

    /// What a connection remembers of NTLM and Negotiate.
    private sealed interface ConnectionLogin {
        record UnderWay(String scheme, SaslExchange exchange) implements ConnectionLogin {}

        record Done(Login login) implements ConnectionLogin {}
    }

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

    /// The log-in, or null when a refusal was answered.
    @Nullable
    Login logIn(HttpExchange exchange, Protocol protocol) throws IOException {
        Peer peer = peer(exchange, protocol);
        Credentials credentials = Credentials.of(exchange.header("Authorization"));
        if (credentials == null)
            return ofConnection(exchange, peer);
        return switch (credentials.scheme()) {
            case "ntlm" -> negotiated(exchange, "NTLM", credentials.rest(), peer);
            case "negotiate" -> negotiated(exchange, "Negotiate", credentials.rest(), peer);
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

    private @Nullable Login basic(HttpExchange exchange, String token, Peer peer)
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

    /// Somebody whose connection is logged in already.
    private @Nullable Login ofConnection(HttpExchange exchange, Peer peer)
            throws IOException {
        if (exchange.connectionAttribute(CONNECTION_LOGIN) instanceof ConnectionLogin.Done done) {
            try {
                done.login().actor();
                return judge(exchange, peer, authenticator.use(done.login(), peer.protocol()),
                        BearerTokens.Status.VALID);
            } catch (MailError.LoggedOut e) {
                exchange.setConnectionAttribute(CONNECTION_LOGIN, null);
            }
        }
        challenge(exchange, peer, BearerTokens.Status.VALID);
        return null;
    }

    /// One step of NTLM or Negotiate, or a single one of Kerberos.
    private @Nullable Login negotiated(HttpExchange exchange, String scheme, String token,
            Peer peer) throws IOException {
        byte[] message;
        try {
            message = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            challenge(exchange, peer, BearerTokens.Status.VALID);
            return null;
        }
        SaslExchange underWay = exchange.connectionAttribute(
                CONNECTION_LOGIN) instanceof ConnectionLogin.UnderWay before
                && before.scheme().equals(scheme) && !isFirst(message)
                        ? before.exchange()
                        : authenticator.begin(scheme.equals("NTLM") ? "NTLM" : "GSS-SPNEGO", peer);
        exchange.setConnectionAttribute(CONNECTION_LOGIN, null);
        switch (underWay.next(message)) {
            case SaslStep.Challenge challenge -> {
                exchange.setConnectionAttribute(CONNECTION_LOGIN,
                        new ConnectionLogin.UnderWay(scheme, underWay));
                readAway(exchange);
                exchange.addHeader("WWW-Authenticate", scheme + " "
                        + Base64.getEncoder().encodeToString(challenge.data()));
                exchange.respond(401, "go on\n");
                return null;
            }
            case SaslStep.Finished finished -> {
                Login login = judge(exchange, peer, finished.outcome(),
                        BearerTokens.Status.VALID);
                if (login == null)
                    return null;
                exchange.setConnectionAttribute(CONNECTION_LOGIN,
                        new ConnectionLogin.Done(login));
                if (finished.data() != null) {
                    exchange.addHeader("WWW-Authenticate", scheme + " "
                            + Base64.getEncoder().encodeToString(finished.data()));
                }
                exchange.setHeader("Persistent-Auth", "true");
                return login;
            }
        }
    }

    /// A client that gives up and begins anew on the same connection.
    private static boolean isFirst(byte[] message) {
        return NtlmServer.isNtlm(message) && message[8] == 1
                || message.length > 0 && message[0] == 0x60;
    }

    private static void readAway(HttpExchange exchange) throws IOException {
        if (exchange.contentLength() > 0 && exchange.contentLength() <= UNREAD_LIMIT_BYTES
                && exchange.header("Expect") == null) {
            exchange.body().skipNBytes(exchange.contentLength());
        }
    }

    private @Nullable Login bearer(HttpExchange exchange, String token, Peer peer)
            throws IOException {
        Authenticator.BearerOutcome found = authenticator.bearer(token, "", peer);
        return judge(exchange, peer, found.outcome(), found.status());
    }

    /// The one place where a refusal becomes a status.
    private @Nullable Login judge(HttpExchange exchange, Peer peer, Outcome outcome,
            BearerTokens.Status status) throws IOException {
        return switch (outcome) {
            case Outcome.Granted granted -> granted.login();
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

    /// 401, mostly, with a `WWW-Authenticate` for each scheme that this connection can carry.
    private void challenge(HttpExchange exchange, Peer peer, BearerTokens.Status status)
            throws IOException {
        readAway(exchange);
        List<Mechanism> mechanisms = authenticator.mechanisms(peer);
        if (mechanisms.contains(Mechanism.GSS_SPNEGO))
            exchange.addHeader("WWW-Authenticate", "Negotiate");
        if (mechanisms.contains(Mechanism.NTLM))
            exchange.addHeader("WWW-Authenticate", "NTLM");
        if (mechanisms.contains(Mechanism.OAUTHBEARER)) {
            exchange.addHeader("WWW-Authenticate", "Bearer " + REALM
                    + (status == BearerTokens.Status.VALID
                            ? ""
                            : ", error=\"" + status.oauthName() + "\""));
        }
        if (mechanisms.contains(Mechanism.PLAIN))
            exchange.addHeader("WWW-Authenticate", "Basic " + REALM + ", charset=\"UTF-8\"");
        // RFC 6750 §3.1: who has logged in with too little does not get further by doing it again.
        exchange.respond(status == BearerTokens.Status.INSUFFICIENT_SCOPE ? 403 : 401,
                "log in\n");
    }
}
