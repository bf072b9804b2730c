package org.rialto.imap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// The simplest client: sends bytes, reads lines.
public final class ImapTestClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private InputStream in;
    private OutputStream out;

    public ImapTestClient(InetSocketAddress address) throws IOException {
        socket.connect(address);
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// Connects, reads the greeting and logs in.
    public static ImapTestClient loggedIn(ImapTestServer server, String user) throws IOException {
        ImapTestClient client = new ImapTestClient(server.address());
        client.line();
        client.command("LOGIN " + user + " " + ImapTestServer.PASSWORD);
        return client;
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A line without its end.
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("after: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// Sends a command and reads to its tagged answer, which is the last of the lines and must be
    /// OK.
    public List<String> command(String command) throws IOException {
        List<String> lines = attempt(command);
        if (!lines.getLast().startsWith("x OK")) {
            throw new AssertionError(command + ": " + lines);
        }
        return lines;
    }

    /// The same, whatever the answer.
    public List<String> attempt(String command) throws IOException {
        send("x " + command + "\r\n");
        return answer();
    }

    public List<String> answer() throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(line());
        } while (!lines.getLast().startsWith("x "));
        return lines;
    }

    /// Reads and forgets everything up to the tagged answer; how many octets that were.
    public long drain(String command) throws IOException {
        send("x " + command + "\r\n");
        byte[] buffer = new byte[64 << 10];
        long total = 0;
        for (;;) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException();
            }
            total += count;
            // The tagged line is short and comes last; look for it at the end only.
            String tail = new String(buffer, Math.max(0, count - 200), Math.min(200, count),
                    StandardCharsets.ISO_8859_1);
            int at = tail.startsWith("x ") ? 0 : tail.lastIndexOf("\r\nx ") + 2;
            boolean tagged = tail.startsWith("x ", at);
            if (tagged && tail.indexOf("\r\n", at) == tail.length() - 2) {
                if (!tail.startsWith("x OK", at)) {
                    throw new AssertionError(command + ": " + tail);
                }
                return total;
            }
        }
    }

    public List<String> append(String mailbox, String flags, byte[] message) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(("x APPEND " + mailbox + " " + flags + "{" + message.length + "+}\r\n")
                .getBytes(StandardCharsets.UTF_8));
        command.writeBytes(message);
        command.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        send(command.toByteArray());
        List<String> lines = answer();
        if (!lines.getLast().startsWith("x OK")) {
            throw new AssertionError(lines.toString());
        }
        return lines;
    }

    /// Compresses from here on, both ways (RFC 4978).
    public void deflate() {
        in = new BufferedInputStream(new InflaterInputStream(in, new Inflater(true)));
        out = new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), 512,
                true);
    }

    /// Goes on inside TLS, whoever the server is.
    public void startTls() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new TrustAll()}, null);
        SSLSocket layered = (SSLSocket) context.getSocketFactory().createSocket(socket,
                "localhost", socket.getPort(), true);
        layered.startHandshake();
        in = new BufferedInputStream(layered.getInputStream());
        out = layered.getOutputStream();
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    }

    /// Whether the server has closed the connection.
    public boolean isEnded() throws IOException { return in.read() < 0; }

    @Override
    public void close() throws IOException { socket.close(); }
}
