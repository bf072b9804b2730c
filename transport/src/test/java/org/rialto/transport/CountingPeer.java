package org.rialto.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An SMTP server on loopback that takes everything and remembers the subjects.
final class CountingPeer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 200,
            InetAddress.ofLiteral("127.0.0.1"));
    private final List<String> subjects = new CopyOnWriteArrayList<>();

    CountingPeer() throws IOException { Thread.ofVirtual().start(this::accept); }

    int port() { return listener.getLocalPort(); }

    List<String> subjects() { return subjects; }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            out.write("220 counting\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String line; (line = in.readLine()) != null;) {
                String reply = "250 ok\r\n";
                if (line.equals("DATA")) {
                    out.write("354 go\r\n".getBytes(StandardCharsets.US_ASCII));
                    String subject = "";
                    String text;
                    while ((text = in.readLine()) != null && !text.equals(".")) {
                        subject = text.startsWith("Subject: ") ? text.substring(9) : subject;
                    }
                    if (text == null) {
                        return; // killed in the middle: not received
                    }
                    subjects.add(subject);
                }
                out.write(reply.getBytes(StandardCharsets.US_ASCII));
                if (line.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client was killed.
        }
    }

    @Override
    public void close() throws IOException { listener.close(); }
}
