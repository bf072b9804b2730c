package org.rialto.mapihttp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.rialto.http.HttpExchange;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.mapihttp.wire.ResponseStream;
import org.rialto.mapihttp.wire.ResponseStream.MetaTag;

/// The answer to one request: its headers, and either all at once or, after [#begin], piece by
/// piece. MS-OXCMAPIHTTP §2.2.2.2, §3.2.5.2.
final class Answer {
    /// X-ServerApplication has this form for every server (§2.2.3.3.7); the version is the one
    /// that Autodiscover gives.
    private static final String SERVER_APPLICATION = "Exchange/15.01.2507.000";
    private static final String MAPI_HTTP = "application/mapi-http";
    private static final String DIAGNOSIS = "text/html";
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_ECHO = 256;
    private final HttpExchange exchange;
    private final Counters counters;
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private boolean begun;

    Answer(HttpExchange exchange, MapiHttpConfiguration configuration, Counters counters) {
        this.exchange = exchange;
        this.counters = counters;
        echo("X-RequestType");
        echo("X-RequestId");
        echo("X-ClientInfo");
        exchange.setHeader("X-ServerApplication", SERVER_APPLICATION);
        exchange.setHeader("X-ExpirationInfo", String.valueOf(configuration.idle().toMillis()));
        exchange.setHeader("X-PendingPeriod",
                String.valueOf(configuration.pendingPeriod().toMillis()));
        exchange.setHeader("Cache-Control", "private");
    }

    private void echo(String name) {
        String value = exchange.header(name);
        if (value != null && value.length() <= LONGEST_ECHO
                && value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            exchange.setHeader(name, value);
        }
    }

    /// Gives the client a cookie for this endpoint.
    void cookie(String name, String value, String path) {
        exchange.addHeader("Set-Cookie", name + "=" + value + "; path=" + path + "; HttpOnly"
                + (exchange.isSecure() ? "; Secure" : ""));
    }

    /// Tells the client that its request was taken up. Set all headers before.
    void begin() throws IOException {
        exchange.setStatus(200);
        exchange.setHeader("Content-Type", MAPI_HTTP);
        exchange.setHeader("X-ResponseCode", String.valueOf(ResponseCode.SUCCESS.number()));
        // Also to a client that wants the connection closed: §3.2.5.2.
        exchange.setHeader("Transfer-Encoding", "chunked");
        begun = true;
        send(MetaTag.PROCESSING);
    }

    /// Tells the client that the request is worked at, still.
    void pending() throws IOException { send(MetaTag.PENDING); }

    private void send(MetaTag tag) throws IOException {
        OutputStream out = exchange.output();
        out.write(tag.line().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /// Ends the answer.
    void end(Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Done done -> end(done.body().toByteArray());
            case Outcome.Refused refused -> end(refused.error());
        }
    }

    /// Ends the answer with a response body, which may be empty.
    void end(byte[] body) throws IOException {
        byte[] ending = ResponseStream.ending(times(), body);
        if (begun) {
            exchange.output().write(ending);
            exchange.output().flush();
            return;
        }
        exchange.setHeader("X-ResponseCode", String.valueOf(ResponseCode.SUCCESS.number()));
        byte[] first = MetaTag.PROCESSING.line().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(first, first.length + ending.length);
        System.arraycopy(ending, 0, whole, first.length, ending.length);
        exchange.respond(200, MAPI_HTTP, whole);
    }

    /// Ends the answer with a response code and a page that says why, in place of a body.
    void end(RequestError error) throws IOException {
        counters.refused().increment();
        byte[] page = page(error).getBytes(StandardCharsets.UTF_8);
        String code = String.valueOf(error.code().number());
        if (!begun) {
            exchange.setHeader("X-ResponseCode", code);
            exchange.respond(200, DIAGNOSIS, page);
            return;
        }
        Map<String, String> headers = times();
        headers.put("X-ResponseCode", code);
        headers.put("Content-Type", DIAGNOSIS);
        exchange.output().write(ResponseStream.ending(headers, page));
        exchange.output().flush();
    }

    private String page(RequestError error) {
        return "<html><head><title>MAPI over HTTP</title></head><body><p>" + error.code() + ": "
                + error.reason() + " (request " + exchange.requestId() + ")</p></body></html>\r\n";
    }

    private Map<String, String> times() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-StartTime", DATE.format(start));
        headers.put("X-ElapsedTime",
                String.valueOf((System.nanoTime() - startNanos) / 1_000_000));
        return headers;
    }
}
