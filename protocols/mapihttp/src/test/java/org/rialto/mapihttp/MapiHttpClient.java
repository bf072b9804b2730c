package org.rialto.mapihttp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapihttp.wire.Connect;
import org.rialto.mapihttp.wire.Disconnect;
import org.rialto.mapihttp.wire.Execute;
import org.rialto.mapihttp.wire.NotificationWait;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.mapihttp.wire.ResponseStream;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.RopResponseReader;

/// A MAPI client of one session context, over HTTP. Shares only the wire records with the server.
/// For one thread, and another that waits.
final class MapiHttpClient {
    static final String MAPI_HTTP = "application/mapi-http";
    private static final ValueFormat FORMAT = ValueFormat.rop(CodePage.charset(1252));
    private final HttpClient http;
    private final URI server;
    private final String authorization;
    private final String clientInstance = "{" + UUID.randomUUID() + "}";
    private final RopResponseReader reader = new RopResponseReader(FORMAT);
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private List<Integer> handles = List.of();
    private final AtomicInteger requests = new AtomicInteger();

    MapiHttpClient(HttpClient http, URI server, String user, String password) {
        this.http = http;
        this.server = server;
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /// A response, whatever it is.
    ///
    /// @param stream of a response whose Content-Type says that it is one
    /// @param page of any other
    record Reply(HttpResponse<byte[]> http, @Nullable ResponseStream stream, String page) {
        @Nullable
        String header(String name) {
            String additional = stream == null ? null : stream.headers().get(name);
            return additional != null
                    ? additional
                    : http.headers().firstValue(name).orElse(null);
        }

        /// Of the whole request: an additional header overrides the first.
        ResponseCode code() {
            String value = header("X-ResponseCode");
            if (value == null) {
                throw new AssertionError("no X-ResponseCode in a response of " + http.statusCode());
            }
            return ResponseCode.of(Integer.parseInt(value));
        }

        List<ResponseStream.MetaTag> metaTags() {
            if (stream == null) {
                throw new AssertionError("no stream: " + page);
            }
            return stream.metaTags();
        }

        ResponseBody body(Function<ByteReader, ResponseBody> read) {
            if (stream == null || code() != ResponseCode.SUCCESS) {
                throw new AssertionError(code() + ": " + page);
            }
            return read.apply(new ByteReader(stream.body()));
        }
    }

    /// What the client was given and gives back.
    Map<String, String> cookies() { return cookies; }

    HttpRequest.Builder request(String path, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30)).header("Authorization", authorization)
                .header("Content-Type", MAPI_HTTP).header("X-RequestType", type)
                .header("X-RequestId", clientInstance + ":" + requests.incrementAndGet())
                .header("X-ClientInfo", clientInstance + ":1")
                .header("X-ClientApplication", "Outlook/15.00.0000.0000");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining("; ")));
        }
        return request;
    }

    Reply send(HttpRequest.Builder request, byte[] body)
            throws IOException, InterruptedException {
        return send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String pair = cookie.substring(0, cookie.indexOf(';'));
            int equals = pair.indexOf('=');
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        boolean streamed = response.headers().firstValue("Content-Type").orElse("")
                .equals(MAPI_HTTP);
        return streamed
                ? new Reply(response,
                        ResponseStream.read(new ByteArrayInputStream(response.body())), "")
                : new Reply(response, null, new String(response.body(), StandardCharsets.UTF_8));
    }

    Reply send(String type, byte[] body) throws IOException, InterruptedException {
        return send(request("/mapi/emsmdb/", type), body);
    }

    // ---- the request types ------------------------------------------------------------------

    ResponseBody connect(String userDN, int flags) throws IOException, InterruptedException {
        return send("Connect",
                new Connect.Request(userDN, flags, 1252, 0x409, 0x409, Binary.EMPTY)
                        .toByteArray())
                .body(Connect::readResponse);
    }

    /// Connects and succeeds.
    Connect.Response connect(String userDN) throws IOException, InterruptedException {
        Connect.Response response = (Connect.Response) connect(userDN, 0);
        if (response.errorCode() != 0) {
            throw new AssertionError("Connect: " + Integer.toHexString(response.errorCode()));
        }
        return response;
    }

    static byte[] executeBody(Binary ropBuffer) {
        return new Execute.Request(Execute.NO_XOR_MAGIC, ropBuffer,
                ExtendedBuffer.LARGEST_PAYLOAD_BYTES + ExtendedBuffer.HEADER_BYTES, Binary.EMPTY)
                .toByteArray();
    }

    static Binary ropBuffer(List<Integer> table, List<RopRequest> requests) {
        ByteWriter out = new ByteWriter();
        ExtendedBuffer.write(out, RopBuffer.ofRequests(requests, table, FORMAT).toByteArray(),
                ExtendedBuffer.Coding.PLAIN, true);
        return Binary.wrap(out.toByteArray());
    }

    Execute.Response execute(Binary ropBuffer) throws IOException, InterruptedException {
        return (Execute.Response) send("Execute", executeBody(ropBuffer))
                .body(Execute::readResponse);
    }

    /// Carries operations out.
    List<RopResponse> execute(List<Integer> table, RopRequest... asked)
            throws IOException, InterruptedException {
        Execute.Response response = execute(ropBuffer(table, List.of(asked)));
        if (response.errorCode() != 0) {
            throw new AssertionError("Execute: " + Integer.toHexString(response.errorCode()));
        }
        List<RopResponse> all = new ArrayList<>();
        for (Binary payload : ExtendedBuffer.readAll(response.ropBuffer().reader())) {
            RopBuffer output = RopBuffer.read(payload.reader());
            handles = output.handles();
            all.addAll(reader.read(List.of(asked), output));
        }
        return all;
    }

    /// The handle at an index of the last answer's table.
    int handle(int index) { return handles.get(index); }

    Disconnect.Response disconnect() throws IOException, InterruptedException {
        return (Disconnect.Response) send("Disconnect",
                new Disconnect.Request(Binary.EMPTY).toByteArray())
                .body(Disconnect::readResponse);
    }

    Reply notificationWait() throws IOException, InterruptedException {
        return send("NotificationWait",
                new NotificationWait.Request(0, Binary.EMPTY).toByteArray());
    }
}
