package org.rialto.protocols.um.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Flag;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;
import org.rialto.store.MessageFlags;
import org.rialto.store.SpecialFolder;

/// What happens around a call: others who change the mailbox, accounts that go, and very many messages.
class RobustnessTest {
    private MenuServer server;

    @BeforeEach
    void open(@TempDir Path folder) { server = new MenuServer(folder); }

    @AfterEach
    void close() { server.close(); }

    /// A line on which something happens behind the caller's back before the sentence that begins so.
    private record Meddled(Line line, String sentence, Runnable deed) implements Line {
        @Override
        public Heard say(Listening listening, List<Sound> sounds) throws HungUpException {
            if (sounds.stream().anyMatch(each -> each instanceof Sound.Text(String words)
                    && words.startsWith(sentence))) {
                deed.run();
            }
            return line.say(listening, sounds);
        }

        @Override
        public Playback play(Sound sound) throws HungUpException { return line.play(sound); }

        @Override
        public Heard listen(Listening listening, Playback along) throws HungUpException {
            return line.listen(listening, along);
        }

        @Override
        public Recorded record(Path file, int longestMillis, int silenceMillis, String keys)
                throws HungUpException {
            return line.record(file, longestMillis, silenceMillis, keys);
        }

        @Override
        public boolean transfer(String sipUri) throws HungUpException {
            return line.transfer(sipUri);
        }

        @Override
        public void hangUp() { line.hangUp(); }

        @Override
        public String origin() { return line.origin(); }

        @Override
        public boolean isUp() { return line.isUp(); }
    }

    private void call(String name, String sentence, Runnable deed) {
        ScriptedLine.call(name, line -> new SubscriberAccess(server.services).hold(
                new Meddled(line, sentence, deed),
                new SubscriberAccess.Arrival(server.user("alice"), true)));
        server.requireNothingHalfDone();
    }

    private void deleteAll() {
        var mailbox = server.mailbox("alice");
        mailbox.<int[]>write(change -> {
            long inbox = change.folder(SpecialFolder.INBOX).folderId();
            int[] uids = server.rows("alice", SpecialFolder.INBOX).stream()
                    .mapToInt(row -> row.uid()).toArray();
            return change.deleteMessages(inbox, uids, true);
        });
    }

    @Test
    void passesOverWhatIsDeletedUnderTheCallersHand() {
        server.twoVoiceMails();
        call("deleted-meanwhile", "For the next message", this::deleteAll);
    }

    @Test
    void whoIsDisabledHearsNothingMore() {
        server.twoVoiceMails();
        call("disabled-meanwhile", "For the next message", () -> server.directory
                .change(edit -> edit.set(server.user("alice").id(), Flag.LOGIN, false)));
    }

    @Test
    void saysSoWhenThereIsNothing() { server.callTrusted("alice", "empty"); }

    /// Ten thousand emails and among them, long ago, two voice mails.
    @Test
    void hearsTheNewestOfTenThousand() {
        server.voiceMail("alice", "bob", "Long ago", 4, Duration.ofDays(300));
        server.emails("alice", 9_998);
        server.voiceMail("alice", "bob", "Just now", 4, Duration.ofMinutes(1));
        long before = System.nanoTime();
        server.callTrusted("alice", "ten-thousand");
        long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
        // A caller must not wait; a second is far more than it takes.
        assertThat(millis).isLessThan(20_000);
        System.getLogger("menus").log(System.Logger.Level.INFO,
                "a call to 10,000 messages: " + millis + " ms");
    }

    @Test
    void neverLeadsIntoAnotherMailbox() {
        server.access.reset(server.user("bob"), "590361", false);
        server.voiceMail("bob", "alice", "For Bob", 3, Duration.ofMinutes(5));
        // Even to somebody who may read it with a mail program.
        server.callTrusted("alice", "empty");
        assertThat(server.rows("bob", SpecialFolder.INBOX))
                .allMatch(row -> (row.flags() & MessageFlags.READ) == 0);
    }

    @Test
    void hostileTextIsOnlyText() {
        server.email("alice", "\"{0} | {1}\" <evil@fabrikam.example>", "{9} {keys} |",
                "", "{5} | " + "=".repeat(2_000) + "\r\n" + "x".repeat(50_000),
                Duration.ofMinutes(3));
        server.add("alice",
                "From: <>\r\nSubject: =?utf-8?B?////?=\r\nContent-Type: text/html\r\n\r\n<p"
                        .getBytes(StandardCharsets.UTF_8),
                MenuServer.NOW, 0);
        server.callTrusted("alice", "hostile");
    }
}
