package org.rialto.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.store.Mailbox;
import org.rialto.store.SpecialFolder;

/// Several sessions change one mailbox at random. What each was told must add up to what is there.
@Timeout(300)
class ConcurrentSessionsTest {
    private static final int SESSIONS = 4;
    private static final int STEPS = 150;
    private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
    private static final Pattern EXPUNGE = Pattern.compile("\\* (\\d+) EXPUNGE");
    private static final Pattern FETCH = Pattern
            .compile("\\* (\\d+) FETCH \\((?:UID (\\d+) )?FLAGS \\(([^)]*)\\)\\)");

    @TempDir
    Path folder;

    /// A client's idea of the mailbox, from what it was told.
    private static final class Model {
        final ImapTestClient client;
        final List<String> flags = new ArrayList<>();

        Model(ImapTestServer server) throws IOException {
            client = ImapTestClient.loggedIn(server, "alice");
            take(client.command("SELECT INBOX"), true);
            take(client.command("FETCH 1:* (UID FLAGS)"), true);
        }

        void take(List<String> lines, boolean mayExpunge) {
            for (String line : lines) {
                Matcher matcher = EXISTS.matcher(line);
                if (matcher.matches()) {
                    int count = Integer.parseInt(matcher.group(1));
                    assertThat(count).isGreaterThanOrEqualTo(flags.size());
                    while (flags.size() < count) {
                        flags.add("?");
                    }
                    continue;
                }
                matcher = EXPUNGE.matcher(line);
                if (matcher.matches()) {
                    assertThat(mayExpunge).as(line).isTrue();
                    flags.remove(Integer.parseInt(matcher.group(1)) - 1);
                    continue;
                }
                matcher = FETCH.matcher(line);
                if (matcher.matches()) {
                    flags.set(Integer.parseInt(matcher.group(1)) - 1, matcher.group(3)
                            .replace(" \\Recent", "").replace("\\Recent", ""));
                }
            }
        }

        void step(Random random) throws IOException {
            int count = flags.size();
            int number = count == 0 ? 1 : 1 + random.nextInt(count);
            switch (count == 0 ? 0 : random.nextInt(8)) {
                case 0 -> {
                    byte[] message = ("Subject: " + random.nextInt() + "\r\n\r\nx\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
                    take(client.append("INBOX", "", message), true);
                    take(client.command("NOOP"), true);
                }
                case 1 -> take(client.attempt("STORE " + number + " +FLAGS (\\Seen)"), false);
                case 2 -> take(client.attempt("STORE " + number + " -FLAGS (\\Seen)"), false);
                case 3 -> take(client.attempt("STORE " + number + " +FLAGS (\\Deleted)"), false);
                case 4 -> take(client.command("EXPUNGE"), true);
                case 5 -> take(client.attempt("FETCH " + number + " (BODY.PEEK[])"), false);
                case 6 -> take(client.attempt("UID SEARCH UNSEEN"), true);
                default -> take(client.command("NOOP"), true);
            }
        }

        /// What the server says now must be what was told.
        void check() throws IOException {
            take(client.command("NOOP"), true);
            List<String> known = List.copyOf(flags);
            List<String> told = client.command("FETCH 1:* (UID FLAGS)");
            assertThat(told).hasSize(known.size() + 1);
            for (int i = 0; i < known.size(); i++) {
                Matcher matcher = FETCH.matcher(told.get(i));
                assertThat(matcher.matches()).isTrue();
                if (!known.get(i).equals("?")) {
                    assertThat(matcher.group(3).replace(" \\Recent", "").replace("\\Recent", ""))
                            .isEqualTo(known.get(i));
                }
            }
        }
    }

    @Test
    void anIdlingClientIsToldOfWhatComesAfterMoreThanASubscriptionHolds() throws IOException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ImapTestClient client = ImapTestClient.loggedIn(server, "alice")) {
            client.append("INBOX", "", "Subject: x\r\n\r\nx\r\n".getBytes(
                    StandardCharsets.US_ASCII));
            client.command("SELECT INBOX");
            client.send("x IDLE\r\n");
            assertThat(client.line()).isEqualTo("+ idling");
            Mailbox mailbox = server.mailbox("alice");
            mailbox.write(change -> {
                long inbox = change.folder(SpecialFolder.INBOX).folderId();
                for (int uid = 1; uid < 4096; uid *= 2) {
                    change.copyMessages(inbox, IntStream.rangeClosed(1, uid).toArray(), inbox);
                }
                return true;
            });
            awaitExists(client, 4096);
            mailbox.write(change -> {
                long inbox = change.folder(SpecialFolder.INBOX).folderId();
                return change.copyMessages(inbox, new int[]{1}, inbox);
            });
            awaitExists(client, 4097);
        }
    }

    private static void awaitExists(ImapTestClient client, int count) throws IOException {
        String line = client.line();
        while (!line.equals("* " + count + " EXISTS")) {
            line = client.line();
        }
    }

    @Test
    void everySessionIsToldWhatHappens()
            throws IOException, InterruptedException, ExecutionException {
        try (ImapTestServer server = new ImapTestServer(folder);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Model> models = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                models.add(new Model(server));
            }
            for (int round = 0; round < 3; round++) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < SESSIONS; i++) {
                    Model model = models.get(i);
                    Random random = new Random(100L * round + i);
                    running.add(threads.submit(() -> {
                        for (int step = 0; step < STEPS / 3; step++) {
                            model.step(random);
                        }
                        return true;
                    }));
                }
                for (Future<?> future : running) {
                    future.get();
                }
                for (Model model : models) {
                    model.check();
                }
            }
            for (Model model : models) {
                model.client.close();
            }
        }
    }
}
