package org.rialto.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Says lines to a server and reads its lines.
final class TextClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader in;

    TextClient(InetSocketAddress address) throws IOException {
        socket.connect(address);
        socket.setSoTimeout(60_000);
        in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    TextClient say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// The next line; null at the end.
    @Nullable
    String line() throws IOException { return in.readLine(); }

    /// Reads to a line that begins so.
    String await(String beginning) throws IOException {
        StringBuilder before = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("no " + beginning + " in:\n" + before);
    }

    @Override
    public void close() throws IOException { socket.close(); }
}
