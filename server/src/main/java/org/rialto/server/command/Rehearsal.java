package org.rialto.server.command;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rialto.base.net.Listener;
import org.rialto.server.RunningServer;

/// Mail in and out of a server that is being rehearsed, for a few seconds: so that what the launcher
/// records holds not only what a start loads but also which code is hot and what it meets there. A
/// server that starts from it reaches its full speed after hundreds of messages, not thousands.
final class Rehearsal {
    private static final int SESSIONS = 8;
    private static final int MESSAGES_A_SESSION = 200;
    private static final int[] SIZES = {1_500, 4_000, 4_000, 16_000, 60_000};
    private static final List<String> READING = List.of("FETCH 1:* (UID FLAGS)",
            "FETCH 1:* (ENVELOPE BODYSTRUCTURE)", "FETCH 1:400 (UID BODY.PEEK[])",
            "FETCH 1:400 (FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)])",
            "STORE 1:* +FLAGS.SILENT (\\Flagged)", "STORE 1:100 -FLAGS (\\Flagged)",
            "SEARCH BODY nothing", "SEARCH SUBJECT 7", "UID SEARCH UNSEEN");

    private final RunningServer server;

    Rehearsal(RunningServer server) { this.server = server; }

    void run() throws IOException, InterruptedException {
        inParallel(this::deliver);
        inParallel(this::read);
    }

    private interface Part {
        void run(int number) throws IOException;
    }

    private static void inParallel(Part part) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(SESSIONS)) {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                int number = i;
                parts.add(() -> {
                    part.run(number);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(parts)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the rehearsal went wrong: " + e.getCause(), e);
        }
    }

    private void deliver(int session) throws IOException {
        try (Line line = new Line("smtp")) {
            line.answer("220");
            line.ask("EHLO rehearsal.example.com\r\n", "250 ");
            for (int i = 0; i < MESSAGES_A_SESSION; i++) {
                String to = (i & 1) == 0 ? "alice" : "bob";
                line.ask("MAIL FROM:<someone@elsewhere.example>\r\n", "250 ");
                line.ask("RCPT TO:<" + to + "@" + DemoHome.DOMAIN + ">\r\n", "250 ");
                line.ask("DATA\r\n", "354");
                line.ask(message(session, i) + ".\r\n", "250 ");
            }
        }
    }

    private void read(int session) throws IOException {
        String user = (session & 1) == 0 ? "alice" : "bob";
        try (Line line = new Line("imap")) {
            line.answer("* OK");
            line.ask("a LOGIN " + user + " " + DemoHome.PASSWORD + "\r\n", "a OK");
            for (int i = 0; i < 40; i++) {
                byte[] appended = message(session, i).getBytes(StandardCharsets.US_ASCII);
                line.ask("a APPEND INBOX {" + appended.length + "}\r\n", "+");
                line.ask(new String(appended, StandardCharsets.US_ASCII) + "\r\n", "a OK");
            }
            line.ask("a SELECT INBOX\r\n", "a OK");
            for (String command : READING) {
                line.ask("a " + command + "\r\n", "a OK");
            }
        }
    }

    private static String message(int session, int number) {
        StringBuilder text = new StringBuilder(64_000);
        text.append("Date: Sat, 21 Nov 2026 10:00:00 +0100\r\nFrom: Some One <s").append(session)
                .append("@elsewhere.example>\r\nTo: You <you@example.com>\r\nSubject: Number ")
                .append(number).append("\r\nMessage-ID: <").append(session).append('.')
                .append(number).append("@elsewhere.example>\r\nMIME-Version: 1.0\r\n");
        boolean parts = (number & 3) == 0;
        text.append("Content-Type: ").append(parts
                ? "multipart/alternative; boundary=\"cut\""
                : "text/plain; charset=utf-8").append("\r\n\r\n");
        if (parts) {
            text.append("--cut\r\nContent-Type: text/plain\r\n\r\nPlain words.\r\n--cut\r\n"
                    + "Content-Type: text/html\r\n\r\n<p>Marked <b>words</b>.</p>\r\n");
        }
        int size = SIZES[number % SIZES.length];
        for (int line = 0; text.length() < size; line++) {
            text.append("Line ").append(line).append(" of a letter, with words ")
                    .append(session * 31 + number).append(" that differ.\r\n");
        }
        return text.append(parts ? "--cut--\r\n" : "").toString();
    }

    /// One connection to a listener of the server.
    private final class Line implements Closeable {
        private final Socket socket = new Socket();
        private final InputStream in;
        private final OutputStream out;

        Line(String name) throws IOException {
            Listener listener = server.listeners().stream()
                    .filter(one -> one.name().equals(name)).findFirst()
                    .orElseThrow(() -> new IOException("no listener " + name));
            socket.connect(new InetSocketAddress("127.0.0.1", listener.address().getPort()));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream(), 32 << 10);
            out = new BufferedOutputStream(socket.getOutputStream(), 32 << 10);
        }

        void ask(String request, String expected) throws IOException {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            answer(expected);
        }

        /// Reads lines to the one that begins as expected.
        void answer(String expected) throws IOException {
            StringBuilder line = new StringBuilder();
            do {
                line.setLength(0);
                for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                    if (octet < 0)
                        throw new EOFException("waiting for " + expected);
                    line.append((char) octet);
                }
            } while (!line.toString().startsWith(expected));
        }

        @Override
        public void close() throws IOException { socket.close(); }
    }
}
