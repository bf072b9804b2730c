package org.rialto.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Sends messages over parallel SMTP sessions and waits until IMAP shows all of them: the same
/// program for every server. Arguments are `key=value`: smtp=HOST:PORT imap=HOST:PORT sessions=16
/// messages=5000 size=4096 users=16 user=u%d domain=bench.test password=benchmark name=LABEL.
/// Prints one line of JSON.
public final class SmtpLoad {
    private final Options options;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    private SmtpLoad(Options options) { this.options = options; }

    public static void main(String[] arguments) throws Exception {
        new SmtpLoad(Options.parse(arguments)).run();
    }

    private void run() throws Exception {
        int sessions = options.number("sessions", 16);
        int messages = options.number("messages", 5000);
        int size = options.number("size", 4096);
        int users = options.number("users", 16);
        Messages source = new Messages(options.number("seed", 42));
        byte[][] bodies = new byte[messages][];
        for (int i = 0; i < messages; i++) {
            bodies[i] = source.create(i, size);
        }
        long before = delivered(users);
        MachineCounters start = MachineCounters.now();
        long startNanos = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            threads.add(Thread.ofPlatform().start(() -> send(bodies, users)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        double acceptedSeconds = (System.nanoTime() - startNanos) / 1e9;
        while (delivered(users) - before < messages) {
            if (System.nanoTime() - startNanos > 600e9) {
                throw new IOException(
                        "only " + (delivered(users) - before) + " of " + messages + " delivered");
            }
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        MachineCounters used = MachineCounters.now().since(start);
        System.out.printf(Locale.ROOT,
                "{\"name\":\"%s\",\"sessions\":%d,\"messages\":%d,\"size\":%d,"
                        + "\"accepted_per_s\":%.1f,\"delivered_per_s\":%.1f,"
                        + "\"server_cpu_ms_per_message\":%.3f,\"load_cpu_ms_per_message\":%.3f,"
                        + "\"flushes_per_message\":%.3f,\"bytes_written_per_message\":%.0f}%n",
                options.text("name", "?"), sessions, messages, size, messages / acceptedSeconds,
                messages / seconds, used.serverMillis() / (double) messages,
                used.ownMillis() / (double) messages, used.flushes() / (double) messages,
                used.writtenBytes() / (double) messages);
    }

    private void send(byte[][] bodies, int users) {
        String userPattern = options.text("user", "u%d");
        String domain = options.text("domain", "bench.test");
        String[] address = options.text("smtp", "127.0.0.1:10025").split(":");
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(120_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            out.write(ascii("EHLO load.test\r\n"));
            expect(in, "250");
            for (int number = next.getAndIncrement(); number < bodies.length; number = next
                    .getAndIncrement()) {
                String user = String.format(Locale.ROOT, userPattern, number % users);
                out.write(ascii("MAIL FROM:<sender@load.test>\r\nRCPT TO:<" + user + "@" + domain
                        + ">\r\nDATA\r\n"));
                expect(in, "250");
                expect(in, "250");
                expect(in, "354");
                byte[] body = bodies[number];
                byte[] whole = java.util.Arrays.copyOf(body, body.length + 3);
                whole[body.length] = '.';
                whole[body.length + 1] = '\r';
                whole[body.length + 2] = '\n';
                out.write(whole);
                expect(in, "250");
            }
            out.write(ascii("QUIT\r\n"));
            expect(in, "221");
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    private long delivered(int users) throws IOException {
        long count = 0;
        for (int i = 0; i < users; i++) {
            try (ImapClient client = ImapClient.login(options,
                    String.format(Locale.ROOT, options.text("user", "u%d"), i))) {
                count += client.status("INBOX");
            }
        }
        return count;
    }

    private static void expect(InputStream in, String code) throws IOException {
        while (true) {
            String line = ImapClient.line(in);
            if (!line.startsWith(code)) {
                throw new IOException("expected " + code + ", got " + line);
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return;
            }
        }
    }

    private static byte[] ascii(String text) { return text.getBytes(StandardCharsets.US_ASCII); }
}
