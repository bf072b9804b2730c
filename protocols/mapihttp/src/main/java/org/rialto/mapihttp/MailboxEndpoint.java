package org.rialto.mapihttp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.sasl.Login;
import org.rialto.http.HttpExchange;
import org.rialto.http.LongPoll;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapihttp.wire.AuxiliaryBlock;
import org.rialto.mapihttp.wire.Connect;
import org.rialto.mapihttp.wire.Disconnect;
import org.rialto.mapihttp.wire.Execute;
import org.rialto.mapihttp.wire.NotificationWait;
import org.rialto.mapihttp.wire.RequestType;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.protocols.rops.engine.CallError;
import org.rialto.protocols.rops.engine.ClientLocale;
import org.rialto.protocols.rops.engine.ExecuteOptions;
import org.rialto.protocols.rops.engine.RopErrors;
import org.rialto.protocols.rops.engine.RopServer;
import org.rialto.protocols.rops.engine.RopSession;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/mapi/emsmdb/`: the mailbox server endpoint. MS-OXCMAPIHTTP §2.2.4, §3.2.5.
final class MailboxEndpoint {
    /// RPC_S_SERVER_TOO_BUSY: try again, as often and as late as Connect's response said.
    static final int SERVER_TOO_BUSY = 0x0000_06BB;
    private static final Logger LOG = LoggerFactory.getLogger(MailboxEndpoint.class);
    private static final int POLLS_MAX_MILLIS = 60_000;
    private static final int RETRY_COUNT = 6;
    private static final int RETRY_DELAY_MILLIS = 10_000;
    private final RopServer server;
    private final MapiHttpConfiguration configuration;
    private final SessionContexts<RopSession> contexts;
    private final ContextCookies<RopSession> cookies;
    private final Counters counters;

    MailboxEndpoint(RopServer server, MapiHttpConfiguration configuration,
            SessionContexts<RopSession> contexts, Counters counters) {
        this.server = server;
        this.configuration = configuration;
        this.contexts = contexts;
        this.cookies = new ContextCookies<>(contexts, MapiEndpoint.MAILBOX_PATH);
        this.counters = counters;
    }

    /// Ends the session of a context.
    static void close(RopSession session) {
        session.notifications().whenFilled(null);
        session.close();
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
            case PING -> cookies.ping(exchange, answer);
            case BIND, UNBIND, COMPARE_MIDS, DN_TO_MID, GET_MATCHES, GET_PROP_LIST, GET_PROPS,
                    GET_SPECIAL_TABLE, GET_TEMPLATE_INFO, MOD_LINK_ATT, MOD_PROPS, QUERY_COLUMNS,
                    QUERY_ROWS, RESOLVE_NAMES, RESORT_RESTRICTION, SEEK_ENTRIES, UPDATE_STAT,
                    GET_MAILBOX_URL, GET_ADDRESS_BOOK_URL ->
                throw new IllegalArgumentException(type + " is of the other endpoint");
        }
    }

    // ---- Connect, Disconnect ----------------------------------------------------------------

    /// §3.2.5.1, and §3.2.5.6 for a client that comes back.
    private void connect(HttpExchange exchange, Answer answer, Connect.Request request)
            throws IOException, RequestError {
        cookies.endPrevious(exchange);
        Optional<DirectoryObject> named = server.directory().ofLegacyDN(request.userDN());
        ErrorCode refusal = refusal(request, exchange.login(), named.orElse(null));
        if (refusal != null) {
            answer.end(new Connect.Response(refusal.value(), 0, 0, 0, "", "", Binary.EMPTY)
                    .toByteArray());
            return;
        }
        Optional<SessionContext<RopSession>> created = cookies.create(exchange, answer,
                (actor, index) -> new RopSession(server, actor, new ClientLocale(
                        request.defaultCodePage(), request.lcidSort(), request.lcidString()),
                        index));
        if (created.isEmpty()) {
            answer.end(new ResponseBody.Failure(SERVER_TOO_BUSY, Binary.EMPTY).toByteArray());
            return;
        }
        SessionContext<RopSession> context = created.get();
        context.session().notifications().whenFilled(context::tell);
        context.session().setCached(isCached(request, exchange.requestId()));
        // Recipients have their whole names: there is no prefix to leave out.
        answer.end(new Connect.Response(0, POLLS_MAX_MILLIS, RETRY_COUNT, RETRY_DELAY_MILLIS, "",
                named.map(DirectoryObject::display).orElse(""), topology(exchange.login()))
                .toByteArray());
    }

    /// What the client says of itself is for information: if it cannot be read, nothing is lost.
    private static boolean isCached(Connect.Request request, String requestId) {
        try {
            return AuxiliaryBlock.readAll(request.auxiliary()).stream()
                    .anyMatch(AuxiliaryBlock::saysCached);
        } catch (MalformedDataException e) {
            LOG.debug("request {}: auxiliary buffer: {}", requestId, e.getMessage());
            return false;
        }
    }

    /// What a client should know of the server. MS-OXCRPC §3.1.4.1.2.1.
    private Binary topology(Login login) {
        int folders;
        try {
            server.mailboxes().publicFolders(login);
            folders = AuxiliaryBlock.PUBLIC_FOLDERS_ENABLED
                    | AuxiliaryBlock.AUTODISCOVER_PUBLIC_FOLDERS;
        } catch (MailError.NotFound e) {
            folders = 0;
        }
        return AuxiliaryBlock.buffer(List.of(
                AuxiliaryBlock.ofFlags(AuxiliaryBlock.ORGANIZATION_INFO, folders),
                AuxiliaryBlock.ofFlags(AuxiliaryBlock.SERVER_CAPABILITIES,
                        AuxiliaryBlock.PACKED_FAST_TRANSFER_UPLOAD
                                | AuxiliaryBlock.PACKED_WRITE_STREAM_UPLOAD)));
    }

    /// MS-OXCRPC §3.1.4.1, Return Values. Null when there is nothing against it; what of a mailbox
    /// the client may see is asked when it logs on.
    private static @Nullable ErrorCode refusal(Connect.Request request, Login login,
            @Nullable DirectoryObject named) {
        if (isCutShort(request.auxiliary())) {
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

    /// MS-OXCRPC §3.1.4.1 and §3.1.4.2, cbAuxIn.
    private static boolean isCutShort(Binary auxiliary) {
        return auxiliary.length() > 0 && auxiliary.length() < ExtendedBuffer.HEADER_BYTES;
    }

    /// §3.2.5.4. The cookies are sent once more, though they are of no use now.
    private void disconnect(HttpExchange exchange, Answer answer)
            throws IOException, RequestError {
        SessionContext<RopSession> context = cookies.context(exchange);
        String sequence = context.begin(cookies.sequence(exchange));
        contexts.end(context);
        context.finish();
        cookies.set(answer, context, sequence);
        answer.end(new Disconnect.Response(0, Binary.EMPTY).toByteArray());
    }

    // ---- Execute ----------------------------------------------------------------------------

    private void execute(HttpExchange exchange, Answer answer, Execute.Request request)
            throws IOException, RequestError {
        SessionContext<RopSession> context = cookies.context(exchange);
        String next = context.begin(cookies.sequence(exchange));
        cookies.set(answer, context, next);
        String requestId = exchange.requestId();
        Work.answer(answer, "mapihttp-" + context.index(), configuration, () -> {
            try {
                return carryOut(context, request, requestId);
            } finally {
                context.finish();
            }
        });
    }

    private Outcome carryOut(SessionContext<RopSession> context, Execute.Request request,
            String requestId) {
        try {
            if (isCutShort(request.auxiliary())) {
                throw new CallError(ErrorCodes.NetworkError,
                        "an auxiliary buffer without a header", null);
            }
            byte[] answered = context.session().execute(request.ropBuffer().toByteArray(),
                    options(request, requestId));
            return new Outcome.Done(
                    new Execute.Response(0, Binary.wrap(answered), Binary.EMPTY));
        } catch (CallError e) {
            LOG.debug("request {}: {}", requestId, e.getMessage());
            if (e.code().equals(ErrorCodes.BufferTooSmall)) {
                // MS-OXCROPS §3.2.4.3.
                return new Outcome.Done(
                        new ResponseBody.Failure(e.code().value(), Binary.EMPTY));
            }
            return new Outcome.Done(
                    new Execute.Response(e.code().value(), Binary.EMPTY, Binary.EMPTY));
        } catch (MailError.LoggedOut e) {
            return cookies.loggedOut(context, e);
        } catch (MailError.Unavailable e) {
            LOG.warn("request {}: {}", requestId, e.getMessage());
            return new Outcome.Done(new ResponseBody.Failure(SERVER_TOO_BUSY, Binary.EMPTY));
        } catch (MailError e) {
            LOG.warn("request {}: {}", requestId, e.getMessage());
            return new Outcome.Done(
                    new ResponseBody.Failure(RopErrors.of(e).value(), Binary.EMPTY));
        } catch (RuntimeException | Error e) {
            return cookies.failed(context, requestId, e, counters);
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
        SessionContext<RopSession> context = cookies.context(exchange);
        context.beginWait();
        counters.waiting().incrementAndGet();
        try {
            cookies.setContext(answer, context);
            answer.end(wait(exchange, answer, context));
        } finally {
            counters.waiting().decrementAndGet();
            context.finishWait();
        }
    }

    private Outcome wait(HttpExchange exchange, Answer answer, SessionContext<RopSession> context)
            throws IOException {
        long endNanos = System.nanoTime() + configuration.notificationWait().toNanos();
        try {
            boolean pending = isThereNews(context, Duration.ZERO);
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
            return cookies.loggedOut(context, e);
        } catch (InterruptedException e) {
            // The server is stopping: nothing has happened.
            return new Outcome.Done(new NotificationWait.Response(0, false, Binary.EMPTY));
        }
    }

    private static boolean awaitNews(HttpExchange exchange, SessionContext<RopSession> context,
            Duration atMost) throws RequestError, InterruptedException {
        try (LongPoll _ = exchange.longPoll()) {
            return isThereNews(context, atMost);
        }
    }

    private static boolean isThereNews(SessionContext<RopSession> context, Duration atMost)
            throws RequestError, InterruptedException {
        return context.awaitNews(() -> !context.session().notifications().isEmpty(), atMost);
    }
}
