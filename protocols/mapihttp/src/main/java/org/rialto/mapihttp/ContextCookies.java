package org.rialto.mapihttp;

import java.io.IOException;
import java.util.Optional;
import org.rialto.directory.sasl.Login;
import org.rialto.http.HttpExchange;
import org.rialto.mapi.MailError;
import org.rialto.mapihttp.wire.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How requests of one endpoint name their Session Context, and what both endpoints do alike with
/// contexts. MS-OXCMAPIHTTP §2.2.3.2.3, §2.2.3.2.4.
final class ContextCookies<S> {
    static final String CONTEXT_COOKIE = "MapiContext";
    static final String SEQUENCE_COOKIE = "MapiSequence";
    private static final Logger LOG = LoggerFactory.getLogger(ContextCookies.class);
    private final SessionContexts<S> contexts;
    private final String path;

    /// @param path where the cookies are good
    ContextCookies(SessionContexts<S> contexts, String path) {
        this.contexts = contexts;
        this.path = path;
    }

    /// The context of a request.
    SessionContext<S> context(HttpExchange exchange) throws RequestError {
        return contexts.find(cookie(exchange, CONTEXT_COOKIE), exchange.login());
    }

    /// The place of a request in its context's sequence.
    String sequence(HttpExchange exchange) throws RequestError {
        return cookie(exchange, SEQUENCE_COOKIE);
    }

    private static String cookie(HttpExchange exchange, String name) throws RequestError {
        String value = exchange.cookie(name);
        if (value == null) {
            throw new RequestError(ResponseCode.MISSING_COOKIE, "there is no " + name);
        }
        return value;
    }

    void set(Answer answer, SessionContext<S> context, String sequence) {
        setContext(answer, context);
        answer.cookie(SEQUENCE_COOKIE, sequence, path);
    }

    /// Leaves the sequence alone.
    void setContext(Answer answer, SessionContext<S> context) {
        answer.cookie(CONTEXT_COOKIE, context.cookie(), path);
    }

    /// Makes a context for a client that connects, and gives it the cookies; empty when there are too
    /// many. One that it lost the connection to, and whose cookies it shows, ends (§3.2.5.6).
    Optional<SessionContext<S>> create(HttpExchange exchange, Answer answer,
            SessionContext.Opening<S> opening) throws RequestError {
        Login login = exchange.login();
        Optional<SessionContext<S>> created = contexts.create(login, opening);
        if (created.isPresent()) {
            SessionContext<S> context = created.get();
            String sequence = context.begin();
            context.finish();
            set(answer, context, sequence);
        }
        return created;
    }

    /// Ends the context whose cookies a client shows that connects once more, if it still is of any
    /// use. Its sequence does not matter.
    void endPrevious(HttpExchange exchange) {
        String cookie = exchange.cookie(CONTEXT_COOKIE);
        if (cookie == null) {
            return;
        }
        try {
            contexts.end(contexts.find(cookie, exchange.login()));
        } catch (RequestError e) {
            LOG.debug("request {} comes back to a session context that is no more",
                    exchange.requestId());
        }
    }

    /// §3.2.5.3: whether the server is there; with cookies, it keeps the session context alive.
    void ping(HttpExchange exchange, Answer answer) throws IOException, RequestError {
        if (exchange.cookie(CONTEXT_COOKIE) != null) {
            SessionContext<S> context = context(exchange);
            String sequence = context.begin();
            context.finish();
            set(answer, context, sequence);
        }
        answer.end(new byte[0]);
    }

    /// What a request answers when work for it failed in a way nobody foresaw. What the session has
    /// open may be half changed: the client begins anew.
    Outcome failed(SessionContext<S> context, String requestId, Throwable failure,
            Counters counters) {
        LOG.error("request {} failed; its session context ends", requestId, failure);
        counters.failures().increment();
        contexts.end(context);
        return new Outcome.Refused(
                new RequestError(ResponseCode.UNKNOWN_FAILURE, "the server failed"));
    }

    /// What a request answers whose log-in has ended meanwhile.
    Outcome loggedOut(SessionContext<S> context, MailError.LoggedOut reason) {
        LOG.debug("session context {}: {}", context.index(), reason.getMessage());
        contexts.end(context);
        return new Outcome.Refused(new RequestError(ResponseCode.CONTEXT_NOT_FOUND,
                "the log-in no longer holds"));
    }
}
