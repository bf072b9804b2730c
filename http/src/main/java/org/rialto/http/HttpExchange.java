package org.rialto.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.sasl.Login;

/// One request and its answer, read and written by blocking on the request's own virtual thread.
public final class HttpExchange {
    private final Request request;
    private final Response response;
    private final String requestId;
    private final LongPolls longPolls;
    private @Nullable LimitedBody body;
    private @Nullable OutputStream output;
    private @Nullable Fields query;
    private @Nullable Login login;
    private long bodyLimitBytes;
    private int bodyBytesPerSecond;
    private volatile boolean polling;
    private boolean listensForIdleness;

    HttpExchange(Request request, Response response, String requestId, LongPolls longPolls) {
        this.request = request;
        this.response = response;
        this.requestId = requestId;
        this.longPolls = longPolls;
    }

    // ---- the request ------------------------------------------------------------------------

    /// Names this request in the log and in the answer's `request-id` header: a GUID.
    public String requestId() { return requestId; }

    public String method() { return request.getMethod(); }

    /// The path, decoded, without dot segments.
    public String path() {
        String path = request.getHttpURI().getDecodedPath();
        return path == null ? "/" : path;
    }

    String encodedPath() {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "/" : path;
    }

    /// A parameter of the query by its name, without case; null when it is not there.
    public @Nullable String query(String name) {
        Fields fields = query;
        if (fields == null) {
            fields = Request.extractQueryParameters(request);
            query = fields;
        }
        for (Fields.Field field : fields) {
            if (field.getName().equalsIgnoreCase(name))
                return field.getValue();
        }
        return null;
    }

    /// The query as it came, without the question mark; empty when there is none.
    public String rawQuery() {
        String text = request.getHttpURI().getQuery();
        return text == null ? "" : text;
    }

    /// A header's first value; null when it is not there.
    public @Nullable String header(String name) { return request.getHeaders().get(name); }

    public List<String> headers(String name) { return request.getHeaders().getValuesList(name); }

    /// A cookie's value; null when it is not there.
    public @Nullable String cookie(String name) {
        for (var cookie : Request.getCookies(request)) {
            if (cookie.getName().equals(name))
                return cookie.getValue();
        }
        return null;
    }

    /// The host that the client asked, without the port; empty when it did not say.
    public String requestedHost() {
        String host = request.getHttpURI().getHost();
        return host == null ? "" : host;
    }

    public InetAddress remoteAddress() {
        return request.getConnectionMetaData()
                .getRemoteSocketAddress() instanceof InetSocketAddress address
                        ? address.getAddress()
                        : InetAddress.getLoopbackAddress();
    }

    /// Whether the connection is under TLS.
    public boolean isSecure() { return tlsSession() != null; }

    @Nullable
    SSLSession tlsSession() {
        EndPoint.SslSessionData data = request.getConnectionMetaData().getConnection()
                .getEndPoint().getSslSessionData();
        return data == null ? null : data.sslSession();
    }

    /// The log-in, for sessions that outlast the request. Only on routes that ask for it.
    public Login login() {
        if (login == null)
            throw new IllegalStateException("this route is open to anybody");
        return login;
    }

    /// Who has logged in. Only on routes that ask for it.
    public Actor.Person actor() { return login().actor(); }

    void setLogin(Login granted) { login = granted; }

    Actor.@Nullable Person actorAtLogin() { return login == null ? null : login.actorAtLogin(); }

    /// What the connection remembers from request to request; HTTP/1.1 only.
    @Nullable
    Object connectionAttribute(String name) {
        return request.getConnectionMetaData().getAttribute(name);
    }

    void setConnectionAttribute(String name, @Nullable Object value) {
        if (value == null) {
            request.getConnectionMetaData().removeAttribute(name);
        } else {
            request.getConnectionMetaData().setAttribute(name, value);
        }
    }

    /// The announced length of the body, or -1.
    public long contentLength() { return request.getLength(); }

    void setBodyLimit(long bytes, int bytesPerSecond) {
        bodyLimitBytes = bytes;
        bodyBytesPerSecond = bytesPerSecond;
    }

    /// The body. Reading past the route's limit throws [BodyTooLargeException].
    public InputStream body() {
        LimitedBody now = body;
        if (now == null) {
            now = new LimitedBody(Content.Source.asInputStream(request), bodyLimitBytes,
                    bodyBytesPerSecond);
            body = now;
        }
        return now;
    }

    /// The whole body, for small ones.
    public byte[] readBody() throws IOException { return body().readAllBytes(); }

    long bytesRead() { return body == null ? 0 : body.count(); }

    // ---- the answer -------------------------------------------------------------------------

    public void setStatus(int status) { response.setStatus(status); }

    public int status() { return response.getStatus(); }

    /// Replaces what was set under this name.
    public void setHeader(String name, String value) { response.getHeaders().put(name, value); }

    public void addHeader(String name, String value) { response.getHeaders().add(name, value); }

    /// Whether status and headers are on their way and can no longer be changed.
    public boolean isCommitted() { return response.isCommitted(); }

    /// Sends the whole answer.
    public void respond(int status, String contentType, byte[] content) throws IOException {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        Content.Sink.write(response, true, ByteBuffer.wrap(content));
    }

    /// Sends the whole answer in plain text.
    public void respond(int status, String text) throws IOException {
        respond(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public void redirect(int status, String location) throws IOException {
        setHeader("Location", location);
        respond(status, "see " + location + "\n");
    }

    /// For an answer of unknown length: it goes out in chunks, whenever a buffer is full or the
    /// stream is flushed.
    public OutputStream output() {
        OutputStream now = output;
        if (now == null) {
            now = Response.asBufferedOutputStream(request, response);
            output = now;
        }
        return now;
    }

    void finish() throws IOException {
        if (output != null)
            output.close();
    }

    long bytesWritten() { return Response.getContentBytesWritten(response); }

    // ---- waiting ----------------------------------------------------------------------------

    /// Begins to wait for news on behalf of the client, as long polls do. Meanwhile the request
    /// does not count as being at work and is not idle; a server that stops interrupts the thread,
    /// upon which the endpoint answers that nothing happened.
    public LongPoll longPoll() {
        polling = true;
        if (!listensForIdleness) {
            listensForIdleness = true;
            request.addIdleTimeoutListener(_ -> !polling);
        }
        return longPolls.begin(this);
    }

    void endOfLongPoll() { polling = false; }

    /// Whether the server is stopping: answer what is at hand, wait for nothing more.
    public boolean isDraining() { return longPolls.isDraining(); }
}
