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
import java.util.ArrayList;
import java.util.List;

/// The simplest client: sends bytes, reads lines.
public final class ImapTestClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    public ImapTestClient(InetSocketAddress address) throws IOException {
        socket.connect(address);
        socket.setSoTimeout(10_000);
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
        byte[] end = new byte[5];
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
            int at = tail.lastIndexOf("\r\nx ");
            if (tail.endsWith("\r\n") && (at >= 0 || tail.startsWith("x "))
                    && tail.indexOf("\r\n", at + 2) == tail.length() - 2) {
                if (!tail.startsWith("x OK", at + 2)) {
                    throw new AssertionError(command + ": " + tail + end.length);
                }
                return total;
            }
        }
    }

    public void append(String mailbox, String flags, byte[] message) throws IOException {
        send("x APPEND " + mailbox + " " + flags + "{" + message.length + "+}\r\n");
        send(message);
        send("\r\n");
        List<String> lines = answer();
        if (!lines.getLast().startsWith("x OK")) {
            throw new AssertionError(lines.toString());
        }
    }

    public Socket socket() { return socket; }

    @Override
    public void close() throws IOException { socket.close(); }
}
