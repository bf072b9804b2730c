package org.rialto.server.acme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Protocol;
import org.rialto.http.HttpExchange;
import org.rialto.http.HttpRoute;

/// Answers the authority that asks, over plain HTTP, whether this server is who it says. RFC 8555
/// §8.3 (http-01).
public final class AcmeChallenges {
    private static final String PATH = "/.well-known/acme-challenge/";

    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    /// Where challenges are answered, in the clear too.
    public HttpRoute route() {
        return new HttpRoute(PATH + "*", Protocol.ADMINISTRATION,
                HttpRoute.Access.ANYBODY_IN_CLEAR, 0, this::answer);
    }

    void begin(String token, String authorization) { authorizations.put(token, authorization); }

    void end(String token) { authorizations.remove(token); }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.path();
        @Nullable
        String authorization = path.length() > PATH.length()
                ? authorizations.get(path.substring(PATH.length()))
                : null;
        if (authorization == null) {
            exchange.respond(404, "There is no such challenge\n");
        } else {
            exchange.respond(200, "application/octet-stream",
                    authorization.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
