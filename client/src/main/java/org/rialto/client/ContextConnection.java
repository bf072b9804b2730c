package org.rialto.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.rialto.base.ByteReader;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.mapihttp.wire.ResponseStream;

/// The requests of one Session Context: headers, cookies, response codes. MS-OXCMAPIHTTP §2.2.2,
/// §2.2.3, §3.1.5.
final class ContextConnection {
    private static final String MAPI_HTTP = "application/mapi-http";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private final Account account;
    private final URI endpoint;
    private final String instance = UUID.randomUUID().toString();
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    ContextConnection(Account account, URI endpoint) {
        this.account = account;
        this.endpoint = endpoint;
    }

    /// Reads a response body whose X-ResponseCode is Success.
    interface Reading {
        ResponseBody read(ByteReader in);
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// @throws RefusedException a response code that is not Success
    byte[] send(String requestType, byte[] body) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = account.http().send(request(requestType, body),
                BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException(requestType + " answers HTTP " + response.statusCode());
            }
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            ResponseCode code = ResponseCode.of(Integer.parseInt(
                    response.headers().firstValue("X-ResponseCode").orElse("1")));
            if (code != ResponseCode.SUCCESS) {
                throw RefusedException.of(code,
                        new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            return outcome(ResponseStream.read(in));
        }
    }

    /// A failure response body is refused; what else the body says is its reader's business.
    <T extends ResponseBody> T send(String requestType, byte[] body, Reading reading,
            Class<T> kind) throws IOException, InterruptedException {
        ResponseBody response = reading.read(new ByteReader(send(requestType, body)));
        if (response instanceof ResponseBody.Failure failure) {
            throw RefusedException.of(requestType, failure.statusCode());
        }
        return kind.cast(response);
    }

    /// An additional X-ResponseCode overrides the first.
    private static byte[] outcome(ResponseStream stream) throws RefusedException {
        ResponseCode code = ResponseCode
                .of(Integer.parseInt(stream.headers().getOrDefault("X-ResponseCode", "0")));
        if (code != ResponseCode.SUCCESS) {
            throw RefusedException.of(code, new String(stream.body(), StandardCharsets.UTF_8));
        }
        return stream.body();
    }

    private HttpRequest request(String requestType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).timeout(TIMEOUT)
                .header("Content-Type", MAPI_HTTP).header("X-RequestType", requestType)
                .header("X-RequestId", instance + ":" + requests.incrementAndGet())
                .header("X-ClientInfo", "{" + instance + "}:1")
                .header("X-ClientApplication", "Outlook/15.00.0000.0000")
                .POST(BodyPublishers.ofByteArray(body));
        account.authorize(request);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return request.build();
    }

    private void keep(String cookie) {
        int semicolon = cookie.indexOf(';');
        String pair = semicolon < 0 ? cookie : cookie.substring(0, semicolon);
        int equals = pair.indexOf('=');
        cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
}
