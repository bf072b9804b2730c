package org.rialto.protocols.rops.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A smart host on loopback that takes every message, and every recipient but `nobody@…`.
final class SmtpSink implements AutoCloseable {
    private final ServerSocket listener;
    final List<Taken> taken = new CopyOnWriteArrayList<>();

    /// A message and its envelope.
    record Taken(String sender, List<String> recipients, String text) {}

    SmtpSink() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() { return listener.getLocalPort(); }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(new InputStreamReader(
                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            say(out, "220 sink");
            String sender = "";
            List<String> recipients = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("EHLO")) {
                    say(out, "250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n"
                            + "250 ENHANCEDSTATUSCODES");
                } else if (line.startsWith("MAIL FROM:")) {
                    sender = line.substring(10).split(" ")[0];
                    recipients = new ArrayList<>();
                    say(out, "250 2.1.0 ok");
                } else if (line.startsWith("RCPT TO:<nobody@")) {
                    say(out, "550 5.1.1 there is nobody");
                } else if (line.startsWith("RCPT TO:")) {
                    recipients.add(line.substring(8).split(" ")[0]);
                    say(out, "250 2.1.5 ok");
                } else if (line.equals("DATA")) {
                    if (recipients.isEmpty()) {
                        say(out, "554 5.5.1 for whom?");
                        continue;
                    }
                    say(out, "354 go on");
                    StringBuilder text = new StringBuilder();
                    for (String data = in.readLine(); !data.equals("."); data = in.readLine()) {
                        text.append(data.startsWith(".") ? data.substring(1) : data).append("\r\n");
                    }
                    taken.add(new Taken(sender, List.copyOf(recipients), text.toString()));
                    say(out, "250 2.0.0 taken");
                } else if (line.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The connection broke: the next one is another.
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
