package org.rialto.mapihttp;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.http.HttpExchange;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapihttp.wire.RequestType;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/mapi/nspi/`: the address book server endpoint. MS-OXCMAPIHTTP §2.2.5, §3.2.5.
///
/// Bind makes a Session Context, Unbind ends it, and what comes between belongs to one, in sequence.
/// A request type that nobody answers gets its failure response body with NotSupported.
final class AddressBookEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AddressBookEndpoint.class);
    private static final ResponseBody NOT_SUPPORTED = new ResponseBody.Failure(
            ErrorCodes.NotSupported.value(), Binary.EMPTY);
    private final MapiHttpConfiguration configuration;
    private final SessionContexts<AddressBookSession> contexts;
    private final ContextCookies<AddressBookSession> cookies;
    private final Map<RequestType, AddressBookRequest> requests;
    private final EndpointUrls urls;
    private final Counters counters;

    AddressBookEndpoint(MapiHttpConfiguration configuration,
            SessionContexts<AddressBookSession> contexts,
            Map<RequestType, AddressBookRequest> requests, EndpointUrls urls, Counters counters) {
        this.configuration = configuration;
        this.contexts = contexts;
        this.cookies = new ContextCookies<>(contexts, MapiEndpoint.ADDRESS_BOOK_PATH);
        this.requests = Map.copyOf(requests);
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
        AddressBookRequest bind = requests.get(RequestType.BIND);
        ResponseBody response = bind == null
                ? NOT_SUPPORTED
                : bind.answer(new AddressBookSession(exchange.login()::actor),
                        new ByteReader(body));
        if (response.errorCode() == 0) {
            Optional<SessionContext<AddressBookSession>> created = cookies.create(exchange, answer,
                    (actor, _) -> new AddressBookSession(actor));
            if (created.isEmpty()) {
                response = new ResponseBody.Failure(MailboxEndpoint.SERVER_TOO_BUSY,
                        Binary.EMPTY);
            }
        }
        answer.end(response.toByteArray());
    }

    private void inContext(HttpExchange exchange, Answer answer, RequestType type, byte[] body)
            throws IOException, RequestError {
        AddressBookRequest request = requests.get(type);
        if (request == null && type != RequestType.UNBIND) {
            answer.end(NOT_SUPPORTED.toByteArray());
            return;
        }
        SessionContext<AddressBookSession> context = cookies.context(exchange);
        String next = context.begin(cookies.sequence(exchange));
        cookies.set(answer, context, next);
        if (type == RequestType.UNBIND) {
            contexts.end(context);
        }
        String requestId = exchange.requestId();
        Work.answer(answer, "mapihttp-nspi-" + context.index(), configuration, () -> {
            try {
                return carryOut(context, request, body, requestId);
            } finally {
                context.finish();
            }
        });
    }

    private Outcome carryOut(SessionContext<AddressBookSession> context,
            @Nullable AddressBookRequest request, byte[] body, String requestId) {
        try {
            return new Outcome.Done(request == null
                    ? NOT_SUPPORTED
                    : request.answer(context.session(), new ByteReader(body)));
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
