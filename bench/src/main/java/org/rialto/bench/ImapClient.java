package org.rialto.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// As little of an IMAP client as the load programs need: it counts and skips, to cost less than
/// any server.
final class ImapClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] scratch;
    private int tags;
    /// Octets of the last command's answer, literals included.
    long received;

    private ImapClient(Socket socket, int bufferSize) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(600_000);
        scratch = new byte[bufferSize];
        in = new BufferedInputStream(socket.getInputStream(), bufferSize);
        out = socket.getOutputStream();
    }

    static ImapClient login(Options options, String user) throws IOException {
        String[] address = options.text("imap", "127.0.0.1:10143").split(":");
        ImapClient client = new ImapClient(new Socket(address[0], Integer.parseInt(address[1])),
                options.number("buffer", 64 * 1024));
        line(client.in);
        client.command("LOGIN " + user + " " + options.text("password", "benchmark"));
        return client;
    }

    /// The number of messages in a mailbox.
    long status(String mailbox) throws IOException {
        String answer = command("STATUS " + mailbox + " (MESSAGES)");
        int at = answer.indexOf("MESSAGES ");
        int end = answer.indexOf(')', at);
        return Long.parseLong(answer.substring(at + 9, end));
    }

    /// Sends a command; answers its first untagged line; fails unless it ends in OK.
    String command(String command) throws IOException {
        String tag = send(command);
        return finish(tag);
    }

    String send(String command) throws IOException {
        String tag = "t" + ++tags;
        out.write((tag + " " + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return tag;
    }

    /// APPEND with a non-synchronizing literal.
    void append(String mailbox, byte[] message) throws IOException {
        finish(sendAppend(mailbox, message));
    }

    String sendAppend(String mailbox, byte[] message) throws IOException {
        String tag = "t" + ++tags;
        ByteArrayOutputStream all = new ByteArrayOutputStream(message.length + 64);
        all.writeBytes((tag + " APPEND " + mailbox + " {" + message.length + "+}\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(message);
        all.write('\r');
        all.write('\n');
        all.writeTo(out);
        return tag;
    }

    /// Reads up to and with the tagged answer.
    String finish(String tag) throws IOException {
        String first = "";
        received = 0;
        while (true) {
            String line = line(in);
            received += line.length() + 2;
            if (line.startsWith(tag + " ")) {
                if (!line.startsWith("OK", tag.length() + 1)) {
                    throw new IOException("server said: " + line);
                }
                return first;
            }
            if (first.isEmpty()) {
                first = line;
            }
            while (line.endsWith("}")) {
                long length = Long.parseLong(
                        line.substring(line.lastIndexOf('{') + 1, line.length() - 1));
                received += length;
                while (length > 0) {
                    int count = in.read(scratch, 0, (int) Math.min(length, scratch.length));
                    if (count < 0) {
                        throw new EOFException();
                    }
                    length -= count;
                }
                line = line(in);
                received += line.length() + 2;
            }
        }
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("connection closed after: " + line);
            }
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
    }

    @Override
    public void close() throws IOException { socket.close(); }
}
