package org.rialto.mapihttp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.sasl.Login;
import org.rialto.http.HttpExchange;
import org.rialto.http.LongPoll;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapihttp.wire.Connect;
import org.rialto.mapihttp.wire.Disconnect;
import org.rialto.mapihttp.wire.Execute;
import org.rialto.mapihttp.wire.NotificationWait;
import org.rialto.mapihttp.wire.RequestType;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.protocols.rops.engine.CallError;
import org.rialto.protocols.rops.engine.ExecuteOptions;
import org.rialto.protocols.rops.engine.RopErrors;
import org.rialto.protocols.rops.engine.RopServer;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/mapi/emsmdb/`: the mailbox server endpoint. MS-OXCMAPIHTTP §2.2.4, §3.2.5.
final class MailboxEndpoint {
    static final String CONTEXT_COOKIE = "MapiContext";
    static final String SEQUENCE_COOKIE = "MapiSequence";
    /// RPC_S_SERVER_TOO_BUSY: try again, as often and as late as Connect's response said.
    static final int SERVER_TOO_BUSY = 0x0000_06BB;
    private static final Logger LOG = LoggerFactory.getLogger(MailboxEndpoint.class);
    private static final int POLLS_MAX_MILLIS = 60_000;
    private static final int RETRY_COUNT = 6;
    private static final int RETRY_DELAY_MILLIS = 10_000;
    private final RopServer server;
    private final MapiHttpConfiguration configuration;
    private final SessionContexts contexts;

    MailboxEndpoint(RopServer server, MapiHttpConfiguration configuration,
            SessionContexts contexts) {
        this.server = server;
        this.configuration = configuration;
        this.contexts = contexts;
    }

    void answer(HttpExchange exchange, Answer answer, RequestType type, byte[] body)
            throws IOException, RequestError {
        switch (type) {
            case CONNECT -> connect(exchange, answer, Connect.Request.read(new ByteReader(body)));
            case EXECUTE -> execute(exchange, answer, Execute.Request.read(new ByteReader(body)));
            case DISCONNECT -> {
                Disconnect.Request.read(new ByteReader(body));
                disconnect(exchange, answer);
            }
            case NOTIFICATION_WAIT -> {
                NotificationWait.Request.read(new ByteReader(body));
                notificationWait(exchange, answer);
            }
            case PING -> ping(exchange, answer);
            case BIND, UNBIND, COMPARE_MIDS, DN_TO_MID, GET_MATCHES, GET_PROP_LIST, GET_PROPS,
                    GET_SPECIAL_TABLE, GET_TEMPLATE_INFO, MOD_LINK_ATT, MOD_PROPS, QUERY_COLUMNS,
                    QUERY_ROWS, RESOLVE_NAMES, RESORT_RESTRICTION, SEEK_ENTRIES, UPDATE_STAT,
                    GET_MAILBOX_URL, GET_ADDRESS_BOOK_URL ->
                throw new IllegalArgumentException(type + " is of the other endpoint");
        }
    }

    // ---- Connect, Disconnect, PING ----------------------------------------------------------

    /// §3.2.5.1, and §3.2.5.6 for a client that comes back.
    private void connect(HttpExchange exchange, Answer answer, Connect.Request request)
            throws IOException, RequestError {
        endPrevious(exchange);
        Login login = exchange.login();
        Optional<DirectoryObject> named = server.directory().ofLegacyDN(request.userDN());
        ErrorCode refusal = refusal(request, login, named.orElse(null));
        if (refusal != null) {
            answer.end(new Connect.Response(refusal.value(), 0, 0, 0, "", "", Binary.EMPTY)
                    .toByteArray());
            return;
        }
        Optional<SessionContext> created = contexts.create(login, request.defaultCodePage());
        if (created.isEmpty()) {
            answer.end(new ResponseBody.Failure(SERVER_TOO_BUSY, Binary.EMPTY).toByteArray());
            return;
        }
        SessionContext context = created.get();
        String sequence = context.begin();
        context.finish();
        cookies(answer, context, sequence);
        // Recipients have their whole names: there is no prefix to leave out.
        answer.end(new Connect.Response(0, POLLS_MAX_MILLIS, RETRY_COUNT, RETRY_DELAY_MILLIS, "",
                named.map(DirectoryObject::display).orElse(""), Binary.EMPTY).toByteArray());
    }

    /// The cookies of the session context that the client lost its connection to, if they still are
    /// of any use. Its sequence does not matter.
    private void endPrevious(HttpExchange exchange) {
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

    /// MS-OXCRPC §3.1.4.1, Return Values. Null when there is nothing against it; what of a mailbox
    /// the client may see is asked when it logs on.
    private static @Nullable ErrorCode refusal(Connect.Request request, Login login,
            @Nullable DirectoryObject named) {
        int auxiliary = request.auxiliary().length();
        if (auxiliary > 0 && auxiliary < ExtendedBuffer.HEADER_BYTES) {
            return ErrorCodes.NetworkError;
        } else if (request.userDN().isEmpty()) {
            return ErrorCodes.AccessDenied;
        } else if (!(named instanceof DirectoryObject.MailboxOwner)) {
            return ErrorCodes.UnknownUser;
        } else if ((request.flags() & Connect.ADMINISTRATOR) != 0
                && !login.actor().rights().administrator()) {
            return ErrorCodes.LoginPermission;
        }
        return null;
    }

    /// §3.2.5.4. The cookies are sent once more, though they are of no use now.
    private void disconnect(HttpExchange exchange, Answer answer)
            throws IOException, RequestError {
        SessionContext context = context(exchange);
        String sequence = context.begin(sequence(exchange));
        contexts.end(context);
        context.finish();
        cookies(answer, context, sequence);
        answer.end(new Disconnect.Response(0, Binary.EMPTY).toByteArray());
    }

    /// §3.2.5.3: whether the server is there; with cookies, it keeps the session context alive.
    private void ping(HttpExchange exchange, Answer answer) throws IOException, RequestError {
        if (exchange.cookie(CONTEXT_COOKIE) != null) {
            SessionContext context = context(exchange);
            String sequence = context.begin();
            context.finish();
            cookies(answer, context, sequence);
        }
        answer.end(new byte[0]);
    }

    // ---- Execute ----------------------------------------------------------------------------

    private void execute(HttpExchange exchange, Answer answer, Execute.Request request)
            throws IOException, RequestError {
        SessionContext context = context(exchange);
        String next = context.begin(sequence(exchange));
        cookies(answer, context, next);
        String requestId = exchange.requestId();
        Work.answer(answer, "mapihttp-" + context.index(), configuration, () -> {
            try {
                return carryOut(context, request, requestId);
            } finally {
                context.finish();
            }
        });
    }

    private Outcome carryOut(SessionContext context, Execute.Request request, String requestId) {
        try {
            byte[] answered = context.session().execute(request.ropBuffer().toByteArray(),
                    options(request, requestId));
            return new Outcome.Done(
                    new Execute.Response(0, Binary.wrap(answered), Binary.EMPTY));
        } catch (CallError e) {
            LOG.debug("request {}: {}", requestId, e.getMessage());
            return new Outcome.Done(
                    new Execute.Response(e.code().value(), Binary.EMPTY, Binary.EMPTY));
        } catch (MailError.LoggedOut e) {
            contexts.end(context);
            return new Outcome.Refused(new RequestError(ResponseCode.CONTEXT_NOT_FOUND,
                    "the log-in no longer holds"));
        } catch (MailError.Unavailable e) {
            LOG.warn("request {}: {}", requestId, e.getMessage());
            return new Outcome.Done(new ResponseBody.Failure(SERVER_TOO_BUSY, Binary.EMPTY));
        } catch (MailError e) {
            LOG.warn("request {}: {}", requestId, e.getMessage());
            return new Outcome.Done(
                    new ResponseBody.Failure(RopErrors.of(e).value(), Binary.EMPTY));
        } catch (RuntimeException | Error e) {
            // What the session has open may be half changed: the client begins anew.
            LOG.error("request {} failed; its session context ends", requestId, e);
            contexts.end(context);
            return new Outcome.Refused(
                    new RequestError(ResponseCode.UNKNOWN_FAILURE, "the server failed"));
        }
    }

    private static ExecuteOptions options(Execute.Request request, String requestId) {
        int most = Integer.compareUnsigned(request.maxRopOut(), Execute.MOST_BYTES) > 0
                ? Execute.MOST_BYTES
                : request.maxRopOut();
        ExtendedBuffer.Coding coding = new ExtendedBuffer.Coding(
                (request.flags() & Execute.NO_COMPRESSION) == 0,
                (request.flags() & Execute.NO_XOR_MAGIC) == 0);
        return new ExecuteOptions(most, coding, (request.flags() & Execute.CHAIN) != 0,
                requestId);
    }

    // ---- NotificationWait -------------------------------------------------------------------

    /// §3.2.5.5. Comes beside another request, out of sequence; the sequence cookie is left alone,
    /// lest an answer that was begun long ago takes the client back to it.
    private void notificationWait(HttpExchange exchange, Answer answer)
            throws IOException, RequestError {
        SessionContext context = context(exchange);
        context.beginWait();
        try {
            answer.cookie(CONTEXT_COOKIE, context.cookie(), MapiEndpoint.MAILBOX_PATH);
            answer.end(wait(exchange, answer, context));
        } finally {
            context.finishWait();
        }
    }

    private Outcome wait(HttpExchange exchange, Answer answer, SessionContext context)
            throws IOException {
        long endNanos = System.nanoTime() + configuration.notificationWait().toNanos();
        try {
            boolean pending = context.awaitNews(Duration.ZERO);
            if (!pending) {
                answer.begin();
            }
            long left = endNanos - System.nanoTime();
            while (!pending && left > 0 && !exchange.isDraining()) {
                Duration period = configuration.pendingPeriod();
                pending = awaitNews(exchange, context,
                        left < period.toNanos() ? Duration.ofNanos(left) : period);
                left = endNanos - System.nanoTime();
                if (!pending && left > 0) {
                    context.checkLogin();
                    answer.pending();
                }
            }
            return new Outcome.Done(new NotificationWait.Response(0, pending, Binary.EMPTY));
        } catch (RequestError e) {
            return new Outcome.Refused(e);
        } catch (MailError.LoggedOut e) {
            contexts.end(context);
            return new Outcome.Refused(new RequestError(ResponseCode.CONTEXT_NOT_FOUND,
                    "the log-in no longer holds"));
        } catch (InterruptedException e) {
            // The server is stopping: nothing has happened.
            return new Outcome.Done(new NotificationWait.Response(0, false, Binary.EMPTY));
        }
    }

    private static boolean awaitNews(HttpExchange exchange, SessionContext context,
            Duration atMost) throws RequestError, InterruptedException {
        try (LongPoll _ = exchange.longPoll()) {
            return context.awaitNews(atMost);
        }
    }

    // ---- cookies ----------------------------------------------------------------------------

    private SessionContext context(HttpExchange exchange) throws RequestError {
        return contexts.find(cookie(exchange, CONTEXT_COOKIE), exchange.login());
    }

    private static String sequence(HttpExchange exchange) throws RequestError {
        return cookie(exchange, SEQUENCE_COOKIE);
    }

    private static String cookie(HttpExchange exchange, String name) throws RequestError {
        String value = exchange.cookie(name);
        if (value == null) {
            throw new RequestError(ResponseCode.MISSING_COOKIE, "there is no " + name);
        }
        return value;
    }

    private static void cookies(Answer answer, SessionContext context, String sequence) {
        answer.cookie(CONTEXT_COOKIE, context.cookie(), MapiEndpoint.MAILBOX_PATH);
        answer.cookie(SEQUENCE_COOKIE, sequence, MapiEndpoint.MAILBOX_PATH);
    }
}
