package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.backup.BackupFile;
import org.rialto.store.backup.BackupSummary;
import org.rialto.store.backup.BackupWriter;
import org.rialto.store.backup.MailboxRestore;
import org.rialto.store.backup.MailboxRestore.Numbers;
import org.rialto.store.backup.MailboxRows;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.submission.KeptSubmissions;
import org.rialto.transport.submission.Outcome;
import org.rialto.transport.submission.Submission;
import org.rialto.transport.submission.Submission.Abort;
import org.rialto.transport.submission.SubmitOptions;

/// What becomes of messages that wait to be sent when their mailbox comes back from a backup: they
/// are sent once, or drafts again.
@ParameterizedClass
@EnumSource(TestEngine.class)
final class KeptSubmissionsTest {
    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = ((InstantSource) this::now).withZone(ZoneOffset.UTC);
    private final Path folder;
    private final TestServer server;
    private final Submission submission;

    KeptSubmissionsTest(TestEngine engine, @TempDir Path folder) {
        this.folder = folder;
        server = new TestServer(engine, folder, new ScriptedDns(), 1, TestServer.quick(), clock)
                .user("alice").user("bob").user("carol");
        submission = new Submission(server.transport, server.database, server.store,
                server.directory, "mail.here.example", clock);
    }

    @AfterEach
    void close() {
        submission.close();
        server.close();
    }

    private Instant now() { return Objects.requireNonNull(now.get()); }

    private UUID guid(String name) {
        return ((DirectoryObject.User) server.directory.named(name)).mailboxGuid();
    }

    /// Submits a message that is to be sent in an hour.
    private long submitDeferred(String subject) {
        long id = SubmittingVictim.draft(alice(), subject, false);
        deferTo(id, now().plus(HOUR));
        assertThat(submission.submit(alice(), id, SubmitOptions.of("TEST")))
                .isInstanceOf(Outcome.Deferred.class);
        return id;
    }

    private void deferTo(long id, Instant due) {
        alice().mailbox().write(change -> {
            var content = change.content(id);
            content.properties().set(PropertyTags.PidTagDeferredSendTime, due);
            change.saveMessage(id, change.message(id, Set.of()).contentChangeNumber(), content);
            return true;
        });
    }

    private MailboxSession alice() { return SubmittingVictim.session(server); }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
        submission.lookAgain();
    }

    private KeptSubmissions kept(boolean asDrafts) {
        return new KeptSubmissions(server.database, clock, asDrafts);
    }

    private Path backup(MailboxRows... rows) throws IOException {
        Path file = folder.resolve("backup");
        new BackupWriter(server.database, server.store, (guid, name) -> name,
                (what, done, most) -> {}, List.of(rows)).write(file, Set.of(guid("alice")));
        return file;
    }

    private Path backup() throws IOException { return backup(kept(false)); }

    private List<String> restore(Path file, String as, Numbers numbers, boolean asDrafts)
            throws IOException {
        try (BackupFile backup = BackupFile.open(file, (what, done, most) -> {})) {
            BackupSummary done = new MailboxRestore(server.database, server.store, backup,
                    (what, at, most) -> {}, List.of(kept(asDrafts)))
                    .run(guid("alice"), guid(as), true, numbers);
            submission.lookAgain();
            return done.warnings();
        }
    }

    private void restore(Path file) throws IOException {
        assertThat(restore(file, "alice", Numbers.MOVED_ON, false)).isEmpty();
    }

    private void restoreAsDraft(Path file, String as, Numbers numbers, boolean asDrafts)
            throws IOException {
        assertThat(restore(file, as, numbers, asDrafts)).singleElement().asString()
                .contains("a draft again", "\"later\"");
    }

    private void lose() {
        server.store.deleteMailbox(server.store.findMailbox(guid("alice")).orElseThrow()
                .mailboxId());
    }

    private int flags(long id) {
        MessageRow row = alice().mailbox().read(snapshot -> snapshot.message(id, Set.of()));
        return row.flags() & (MessageFlags.UNSENT | MessageFlags.SUBMITTED);
    }

    private void assertIsDraft(long id) {
        assertThat(flags(id)).isEqualTo(MessageFlags.UNSENT);
        assertThat(submission.abort(alice(), id)).isEqualTo(Abort.NOT_SUBMITTED);
    }

    /// Whatever time passes.
    private void assertBobGets(String... subjects) {
        pass(Duration.ofDays(1));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.subjects("bob").size() >= subjects.length);
        submitNow("last");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.subjects("bob").contains("last"));
        assertThat(server.subjects("bob")).filteredOn(subject -> !subject.equals("last"))
                .containsExactlyInAnyOrder(subjects);
    }

    private void submitNow(String subject) {
        long id = SubmittingVictim.draft(alice(), subject, false);
        assertThat(submission.submit(alice(), id, SubmitOptions.of("TEST")))
                .isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void waitsOnInALostMailboxAndIsSentAtItsTime() throws IOException {
        submitDeferred("later");
        Path file = backup();
        lose();
        restore(file);
        pass(HOUR.dividedBy(2));
        assertThat(server.subjects("bob")).isEmpty();
        assertBobGets("later");
    }

    @Test
    void canBeTakenBackAfterARestore() throws IOException {
        long id = submitDeferred("later");
        Path file = backup();
        lose();
        restore(file);
        assertThat(submission.abort(alice(), id)).isEqualTo(Abort.DONE);
        assertIsDraft(id);
        assertBobGets();
    }

    @Test
    void isSentOnceWhenTheReplacedMailboxStillHadIt() throws IOException {
        submitDeferred("later");
        restore(backup());
        restore(backup());
        assertBobGets("later");
    }

    @Test
    void waitsForTheTimeThatWasSetLast() throws IOException {
        long id = submitDeferred("later");
        Path file = backup();
        submission.abort(alice(), id);
        deferTo(id, START.plus(Duration.ofHours(5)));
        assertThat(submission.submit(alice(), id, SubmitOptions.of("TEST")))
                .isInstanceOf(Outcome.Deferred.class);
        pass(Duration.ofHours(2));
        restore(file);
        submitNow("meanwhile");
        assertThat(server.subjects("bob")).containsExactly("meanwhile");
        assertBobGets("meanwhile", "later");
    }

    @Test
    void isADraftWhenItWasSentAfterTheBackup() throws IOException {
        long id = submitDeferred("later");
        Path file = backup();
        pass(HOUR.plusMinutes(1));
        await().until(() -> server.subjects("bob").contains("later"));
        restoreAsDraft(file, "alice", Numbers.AS_THEY_WERE, false);
        assertIsDraft(id);
        assertBobGets("later");
    }

    @Test
    void isADraftWhenItWasTakenBackAfterTheBackup() throws IOException {
        long id = submitDeferred("later");
        Path file = backup();
        submission.abort(alice(), id);
        restoreAsDraft(file, "alice", Numbers.MOVED_ON, false);
        assertIsDraft(id);
        assertBobGets();
    }

    @Test
    void isADraftInALostMailboxWhenItsTimeHasPassed() throws IOException {
        long id = submitDeferred("later");
        Path file = backup();
        lose();
        pass(Duration.ofHours(2));
        restoreAsDraft(file, "alice", Numbers.MOVED_ON, false);
        assertIsDraft(id);
        assertBobGets();
    }

    @Test
    void isSentThoughItsTimeHasPassedWhenNothingWasDoneSince() throws IOException {
        submitDeferred("later");
        Path file = backup();
        lose();
        pass(Duration.ofHours(2));
        assertThat(restore(file, "alice", Numbers.AS_THEY_WERE, false)).isEmpty();
        assertBobGets("later");
    }

    @Test
    void isADraftInACopyBesideTheOriginalWhichIsSent() throws IOException {
        submitDeferred("later");
        restoreAsDraft(backup(), "carol", Numbers.AS_THEY_WERE, false);
        assertBobGets("later");
    }

    @Test
    void isADraftWhereThatIsAskedFor() throws IOException {
        long id = submitDeferred("later");
        restoreAsDraft(backup(), "alice", Numbers.AS_THEY_WERE, true);
        assertIsDraft(id);
        assertBobGets();
    }

    @Test
    void isADraftWhenTheBackupDoesNotSayHowItWaits() throws IOException {
        long id = submitDeferred("later");
        restoreAsDraft(backup(new MailboxRows[0]), "alice", Numbers.MOVED_ON, false);
        assertIsDraft(id);
        assertBobGets();
    }

    @Test
    void staysLeftToItsClientWhenTheReplacedMailboxStillHadIt() throws IOException {
        long id = SubmittingVictim.draft(alice(), "later", false);
        assertThat(submission.submit(alice(), id, new SubmitOptions("TEST", true,
                SubmitOptions.After.AS_IT_SAYS))).isInstanceOf(Outcome.LeftToSpooler.class);
        Path file = backup();
        restore(file);
        assertThat(submission.lock(alice(), id, this)).isTrue();
        submission.unlockAll(this);
        lose();
        restoreAsDraft(file, "alice", Numbers.MOVED_ON, false);
        assertIsDraft(id);
        assertBobGets();
    }
}
