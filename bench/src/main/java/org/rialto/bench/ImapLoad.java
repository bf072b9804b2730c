package org.rialto.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Times IMAP operations against any server: the same program for each. Arguments as [SmtpLoad];
/// user=NAME, `do=fill` (count=100000 size=8192 mailbox=INBOX), or `do=measure` (big=100000 folder,
/// whole=10000 × 8 KB folder). Prints one line of JSON an operation: the first of all rounds, and the
/// median of `times=5` after `warm=12` more.
public final class ImapLoad {
    private final Options options;
    private final String user;

    private ImapLoad(Options options) {
        this.options = options;
        user = options.text("user", "u0");
    }

    public static void main(String[] arguments) throws Exception {
        ImapLoad load = new ImapLoad(Options.parse(arguments));
        switch (load.options.text("do", "measure")) {
            case "fill" -> load.fill();
            case "append" -> load.appends();
            default -> load.measure();
        }
    }

    private void fill() throws IOException {
        int count = options.number("count", 1000);
        int size = options.number("size", 8192);
        String mailbox = options.text("mailbox", "INBOX");
        Messages messages = new Messages(options.number("seed", 7));
        try (ImapClient client = ImapClient.login(options, user)) {
            try {
                client.command("CREATE " + mailbox);
            } catch (IOException exists) {
                System.err.println(exists.getMessage());
            }
            ArrayDeque<String> open = new ArrayDeque<>();
            for (int i = 0; i < count; i++) {
                open.add(client.sendAppend(mailbox, messages.create(i, size)));
                if (open.size() > 8) {
                    client.finish(open.remove());
                }
            }
            while (!open.isEmpty()) {
                client.finish(open.remove());
            }
        }
    }

    private void measure() throws IOException {
        String big = options.text("big", "big");
        String whole = options.text("whole", "whole");
        time("select_fetch_flags_" + big, client -> {
            client.command("SELECT " + big);
            client.command("FETCH 1:* (UID FLAGS)");
        });
        selected(whole, "envelope_bodystructure", "FETCH 1:* (ENVELOPE BODYSTRUCTURE)");
        selected(whole, "whole_messages", "FETCH 1:* BODY.PEEK[]");
        selected(whole, "search_body", "SEARCH BODY \"" + options.text("word", "zzgarbl") + "\"");
        selected(whole, "search_subject",
                "SEARCH SUBJECT \"" + options.text("word", "zzgarbl") + "\"");
        AtomicInteger toggle = new AtomicInteger();
        time("store_flags", client -> client.command("SELECT " + whole), client -> client.command(
                "STORE 1:" + options.number("stored", 10_000) + " "
                        + (toggle.incrementAndGet() % 2 == 1 ? "+" : "-")
                        + "FLAGS.SILENT (\\Flagged)"));
    }

    private void appends() throws Exception {
        int count = options.number("count", 2000);
        int connections = options.number("connections", 1);
        int size = options.number("size", 4096);
        Messages messages = new Messages(options.number("seed", 9));
        byte[][] bodies = new byte[count][];
        for (int i = 0; i < count; i++) {
            bodies[i] = messages.create(i, size);
        }
        AtomicInteger next = new AtomicInteger();
        AtomicReference<IOException> failure = new AtomicReference<>();
        MachineCounters before = MachineCounters.now();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < connections; c++) {
            String name = connections == 1 ? user : "u" + c;
            threads.add(Thread.ofPlatform().start(() -> {
                try (ImapClient client = ImapClient.login(options, name)) {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                        client.append("INBOX", bodies[i]);
                    }
                } catch (IOException e) {
                    failure.compareAndSet(null, e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        MachineCounters used = MachineCounters.now().since(before);
        System.out.printf(Locale.ROOT,
                "{\"name\":\"%s\",\"operation\":\"append_%d\",\"per_s\":%.1f,"
                        + "\"server_cpu_ms\":%.3f,\"flushes\":%.3f,\"bytes_written\":%.0f}%n",
                options.text("name", "?"), connections, count / seconds,
                used.serverMillis() / (double) count, used.flushes() / (double) count,
                used.writtenBytes() / (double) count);
    }

    private interface Step {
        void run(ImapClient client) throws IOException;
    }

    private void selected(String mailbox, String name, String command) throws IOException {
        time(name, client -> client.command("SELECT " + mailbox),
                client -> client.command(command));
    }

    private void time(String name, Step step) throws IOException { time(name, client -> {}, step); }

    private void time(String name, Step before, Step step) throws IOException {
        String only = options.text("only", name);
        if (!only.equals(name)) {
            return;
        }
        int times = options.number("times", 5);
        int warm = options.number("warm", 12);
        double[] millis = new double[times];
        long received = 0;
        double first = 0;
        for (int i = -warm; i < times; i++) {
            try (ImapClient client = ImapClient.login(options, user)) {
                before.run(client);
                long start = System.nanoTime();
                step.run(client);
                double took = (System.nanoTime() - start) / 1e6;
                if (i == -warm) {
                    first = took;
                }
                if (i >= 0) {
                    millis[i] = took;
                }
                received = client.received;
            }
        }
        java.util.Arrays.sort(millis);
        System.out.printf(Locale.ROOT,
                "{\"name\":\"%s\",\"operation\":\"%s\",\"first_ms\":%.2f,\"median_ms\":%.2f,"
                        + "\"octets\":%d}%n",
                options.text("name", "?"), name, first, millis[times / 2], received);
    }
}
