package org.rialto.mapihttp;

import java.io.IOException;
import java.util.Locale;
import org.rialto.base.MalformedDataException;
import org.rialto.http.HttpEndpoint;
import org.rialto.http.HttpExchange;
import org.rialto.mapi.MailError;
import org.rialto.mapihttp.wire.Execute;
import org.rialto.mapihttp.wire.RequestType;
import org.rialto.mapihttp.wire.RequestType.Endpoint;
import org.rialto.mapihttp.wire.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything below `/mapi/`: looks at what all requests have in common, then lets the endpoint of
/// the path answer. Whatever is wrong gets HTTP's 200 and a response code. MS-OXCMAPIHTTP §2.2.2.
final class MapiEndpoint implements HttpEndpoint {
    static final String MAILBOX_PATH = "/mapi/emsmdb";
    static final String ADDRESS_BOOK_PATH = "/mapi/nspi";
    /// The longest request body of the mailbox endpoint: Execute's.
    static final int MOST_BYTES = Execute.MOST_BYTES + 0x1008 + 64;
    /// The longest of the address book: an explicit table and columns of 100,000 elements each
    /// (MS-OXCMAPIHTTP §2.2.1.8, §2.2.5.12.1), and some more.
    static final int MOST_ADDRESS_BOOK_BYTES = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(MapiEndpoint.class);
    private static final String MAPI_HTTP = "application/mapi-http";
    private final MapiHttpConfiguration configuration;
    private final MailboxEndpoint mailbox;
    private final AddressBookEndpoint addressBook;
    private final Counters counters;

    MapiEndpoint(MapiHttpConfiguration configuration, MailboxEndpoint mailbox,
            AddressBookEndpoint addressBook, Counters counters) {
        this.configuration = configuration;
        this.mailbox = mailbox;
        this.addressBook = addressBook;
        this.counters = counters;
    }

    @Override
    public void answer(HttpExchange exchange) throws IOException {
        counters.requests().increment();
        Answer answer = new Answer(exchange, configuration, counters);
        try {
            if (!exchange.method().equals("POST")) {
                throw new RequestError(ResponseCode.INVALID_VERB, "only POST is allowed");
            }
            Endpoint endpoint = endpoint(exchange.path());
            RequestType type = type(exchange, endpoint);
            checkHeaders(exchange);
            byte[] body = body(exchange, endpoint);
            switch (endpoint) {
                case MAILBOX -> mailbox.answer(exchange, answer, type, body);
                case ADDRESS_BOOK -> addressBook.answer(exchange, answer, type, body);
            }
        } catch (RequestError e) {
            LOG.debug("request {}: {}", exchange.requestId(), e.code());
            answer.end(e);
        } catch (MalformedDataException e) {
            LOG.debug("request {}: malformed: {}", exchange.requestId(), e.getMessage());
            answer.end(new RequestError(ResponseCode.INVALID_REQUEST_BODY,
                    "the request body is malformed"));
        } catch (MailError.LoggedOut e) {
            answer.end(new RequestError(ResponseCode.CONTEXT_NOT_FOUND,
                    "the log-in no longer holds"));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} failed", exchange.requestId(), e);
            counters.failures().increment();
            answer.end(new RequestError(ResponseCode.UNKNOWN_FAILURE, "the server failed"));
        }
    }

    private static Endpoint endpoint(String path) throws RequestError {
        String lower = path.toLowerCase(Locale.ROOT);
        return switch (lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower) {
            case MAILBOX_PATH -> Endpoint.MAILBOX;
            case ADDRESS_BOOK_PATH -> Endpoint.ADDRESS_BOOK;
            default -> throw new RequestError(ResponseCode.INVALID_PATH,
                    "there is no such endpoint");
        };
    }

    private static RequestType type(HttpExchange exchange, Endpoint endpoint)
            throws RequestError {
        RequestType type = RequestType.find(required(exchange, "X-RequestType"));
        if (type == null || !type.isOf(endpoint)) {
            throw new RequestError(ResponseCode.INVALID_REQUEST_TYPE,
                    "this endpoint has no such request type");
        }
        return type;
    }

    private static void checkHeaders(HttpExchange exchange) throws RequestError {
        required(exchange, "X-RequestId");
        String type = required(exchange, "Content-Type");
        int parameters = type.indexOf(';');
        String media = parameters < 0 ? type : type.substring(0, parameters);
        if (!media.strip().equalsIgnoreCase(MAPI_HTTP)) {
            throw new RequestError(ResponseCode.INVALID_HEADER,
                    "the Content-Type of requests is " + MAPI_HTTP);
        }
    }

    private static String required(HttpExchange exchange, String name) throws RequestError {
        String value = exchange.header(name);
        if (value == null || value.isBlank()) {
            throw new RequestError(ResponseCode.MISSING_HEADER, "there is no " + name);
        }
        return value;
    }

    private static byte[] body(HttpExchange exchange, Endpoint endpoint)
            throws IOException, RequestError {
        int most = switch (endpoint) {
            case MAILBOX -> MOST_BYTES;
            case ADDRESS_BOOK -> MOST_ADDRESS_BOOK_BYTES;
        };
        byte[] body = exchange.body().readNBytes(most + 1);
        if (body.length > most) {
            throw new RequestError(ResponseCode.TOO_LARGE,
                    "the request body is longer than " + most + " bytes");
        }
        return body;
    }
}
