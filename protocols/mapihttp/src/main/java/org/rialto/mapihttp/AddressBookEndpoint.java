package org.rialto.mapihttp;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.http.HttpExchange;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapihttp.wire.Bind;
import org.rialto.mapihttp.wire.RequestType;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.protocols.nspi.NspiError;
import org.rialto.protocols.nspi.NspiServer;
import org.rialto.protocols.nspi.NspiSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/mapi/nspi/`: the address book server endpoint. MS-OXCMAPIHTTP §2.2.5, §3.2.5.
///
/// Bind makes a Session Context, Unbind ends it, and what comes between belongs to one, in sequence.
final class AddressBookEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AddressBookEndpoint.class);
    private static final UUID NO_SERVER = new UUID(0, 0);
    private final MapiHttpConfiguration configuration;
    private final SessionContexts<NspiSession> contexts;
    private final ContextCookies<NspiSession> cookies;
    private final NspiServer server;
    private final EndpointUrls urls;
    private final Counters counters;

    AddressBookEndpoint(MapiHttpConfiguration configuration,
            SessionContexts<NspiSession> contexts,
            NspiServer server, EndpointUrls urls, Counters counters) {
        this.configuration = configuration;
        this.contexts = contexts;
        this.cookies = new ContextCookies<>(contexts, MapiEndpoint.ADDRESS_BOOK_PATH);
        this.server = server;
        this.urls = urls;
        this.counters = counters;
    }

    void answer(HttpExchange exchange, Answer answer, RequestType type, byte[] body)
            throws IOException, RequestError {
        switch (type) {
            case PING -> cookies.ping(exchange, answer);
            case BIND -> bind(exchange, answer, body);
            case UNBIND, COMPARE_MIDS, DN_TO_MID, GET_MATCHES, GET_PROP_LIST, GET_PROPS,
                    GET_SPECIAL_TABLE, GET_TEMPLATE_INFO, MOD_LINK_ATT, MOD_PROPS, QUERY_COLUMNS,
                    QUERY_ROWS, RESOLVE_NAMES, RESORT_RESTRICTION, SEEK_ENTRIES, UPDATE_STAT ->
                inContext(exchange, answer, type, body);
            case GET_MAILBOX_URL, GET_ADDRESS_BOOK_URL -> answer.end(
                    urls.answer(type, new ByteReader(body), exchange.actor()).toByteArray());
            case CONNECT, EXECUTE, DISCONNECT, NOTIFICATION_WAIT ->
                throw new IllegalArgumentException(type + " is of the other endpoint");
        }
    }

    /// §3.2.5.1, and §3.2.5.6 for a client that comes back.
    private void bind(HttpExchange exchange, Answer answer, byte[] body)
            throws IOException, RequestError {
        cookies.endPrevious(exchange);
        Bind.Request request = Bind.Request.read(new ByteReader(body));
        try {
            var unused = server.bind(exchange.login()::actor, request.state());
        } catch (NspiError e) {
            LOG.debug("request {}: {}", exchange.requestId(), e.getMessage());
            answer.end(new Bind.Response(e.code().value(), NO_SERVER, Binary.EMPTY)
                    .toByteArray());
            return;
        }
        Optional<SessionContext<NspiSession>> created = cookies.create(exchange, answer,
                (actor, _) -> server.bind(actor, request.state()));
        ResponseBody response = created.isPresent()
                ? new Bind.Response(ErrorCodes.Success.value(), server.guid(), Binary.EMPTY)
                : new ResponseBody.Failure(MailboxEndpoint.SERVER_TOO_BUSY, Binary.EMPTY);
        answer.end(response.toByteArray());
    }

    private void inContext(HttpExchange exchange, Answer answer, RequestType type, byte[] body)
            throws IOException, RequestError {
        SessionContext<NspiSession> context = cookies.context(exchange);
        String next = context.begin(cookies.sequence(exchange));
        cookies.set(answer, context, next);
        if (type == RequestType.UNBIND) {
            contexts.end(context);
        }
        String requestId = exchange.requestId();
        Work.answer(answer, "mapihttp-nspi-" + context.index(), configuration, () -> {
            try {
                return carryOut(context, type, body, requestId);
            } finally {
                context.finish();
            }
        });
    }

    private Outcome carryOut(SessionContext<NspiSession> context,
            RequestType type, byte[] body, String requestId) {
        try {
            return new Outcome.Done(AddressBookMethods.answer(type, context.session(),
                    new ByteReader(body)));
        } catch (MalformedDataException e) {
            LOG.debug("request {}: malformed: {}", requestId, e.getMessage());
            return new Outcome.Refused(new RequestError(ResponseCode.INVALID_REQUEST_BODY,
                    "the request body is malformed"));
        } catch (MailError.LoggedOut e) {
            return cookies.loggedOut(context, e);
        } catch (MailError.Unavailable e) {
            LOG.warn("request {}: {}", requestId, e.getMessage());
            return new Outcome.Done(
                    new ResponseBody.Failure(MailboxEndpoint.SERVER_TOO_BUSY, Binary.EMPTY));
        } catch (MailError e) {
            LOG.warn("request {}: {}", requestId, e.getMessage());
            return new Outcome.Done(new ResponseBody.Failure(
                    ErrorCodes.GeneralFailure.value(), Binary.EMPTY));
        } catch (RuntimeException | Error e) {
            return cookies.failed(context, requestId, e, counters);
        }
    }
}
