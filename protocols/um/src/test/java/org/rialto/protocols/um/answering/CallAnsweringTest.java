package org.rialto.protocols.um.answering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.MailDrop;
import org.rialto.mailbox.voice.VoiceMailDelivery;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.menu.ScriptedLine;
import org.rialto.protocols.um.menu.Transcript;
import org.rialto.store.Access;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewMailbox;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.telephony.audio.Tones;
import org.rialto.telephony.audio.WavWriter;

class CallAnsweringTest {
    private static final Caller CALLER = new Caller("+49301234567", "Vera Vendor",
            "vera@fabrikam.example", false);
    private static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");

    private final Path directory;
    private final Database database;
    private final Store store;
    private final Directory people;
    private final VoiceMailboxes mailboxes;
    private final DirectoryObject.User bob;
    /// What was dropped, by its name.
    private final Map<String, String> mail = new LinkedHashMap<>();
    private final List<String> senders = new ArrayList<>();
    private @Nullable MailError failure;

    CallAnsweringTest(@TempDir Path directory) {
        this.directory = directory;
        database = Database.open(new DatabaseConfiguration.Sqlite(directory.resolve("d.db")));
        store = Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
        people = Directory.open(database, Directory.Settings.DEFAULT);
        long id = people.change(edit -> {
            long added = edit.addUser(edit.domains().add("example.com"), "bob").id();
            edit.setDisplay(added, "Bob Baker");
            edit.set(added, Attribute.UM_EXTENSION, "5502");
            return added;
        });
        bob = (DirectoryObject.User) people.object(id).orElseThrow();
        store.createMailbox(new NewMailbox(bob.mailboxGuid(), MailboxKind.PRIVATE, "Bob",
                new MailboxInfo.Quota(0, 0, 0, 0)));
        mailboxes = new VoiceMailboxes(store, new Mailboxes(store));
    }

    @AfterEach
    void close() {
        mailboxes.close();
        store.close();
        database.close();
    }

    private void drop(String name, @Nullable SmtpAddress sender, SmtpAddress recipient,
            MailDrop.Message message) throws IOException {
        if (failure != null)
            throw failure;
        assertThat(recipient).hasToString("bob@example.com");
        senders.add(String.valueOf(sender));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        mail.putIfAbsent(name, out.toString(StandardCharsets.UTF_8));
    }

    private CallAnswering answering() throws IOException {
        return new CallAnswering(new CallAnswering.Settings(Duration.ofMinutes(5),
                Duration.ofSeconds(3), false, "mail.example.com", ZoneOffset.UTC), people,
                mailboxes, new VoiceMailDelivery(this::drop,
                        SmtpAddress.parse("voicemail@example.com")),
                RecordingJournal.open(directory.resolve("um")),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void call(Caller caller, String transcript) {
        ScriptedLine.call(Transcript.parse("a call", transcript), line -> {
            try {
                answering().answer(line, bob, caller, "Lunch?", AnsweredCall.Importance.NORMAL);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private String only() {
        assertThat(mail).hasSize(1);
        return mail.values().iterator().next();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("um"))) {
            assertThat(files).isEmpty();
        }
    }

    private static final String GREETED = "S: Bob Baker is not available."
            + " Please record your message after the tone.\nC: waits\nS: [beep]\n";

    @Test
    void aMessageBecomesVoiceMail() throws IOException {
        call(CALLER, GREETED + """
                C: speaks 4 s "Call me", then #
                S: To send your message, …
                C: 3
                S: Urgent. …
                C: 4
                S: Urgent and private. …
                C: #
                S: Your message has been sent. Goodbye.
                S: [hang up]
                """);

        assertThat(only()).contains("Content-Class: voice-ca\r\n", "Subject: Lunch?\r\n",
                "From: Vera Vendor <vera@fabrikam.example>", "Importance: high",
                "Sensitivity: Private", "X-CallingTelephoneNumber: +49301234567",
                "X-VoiceMessageDuration: 4\r\n", "Content-Type: audio/wav");
        assertThat(senders).containsExactly("vera@fabrikam.example");
        nothingIsLeft();
    }

    @Test
    void aCallThatLeavesNothingIsNotedAsMissed() throws IOException {
        call(CALLER, "S: Bob Baker …\nC: hangs up\n");

        assertThat(only()).contains("Content-Class: missedcall\r\n").doesNotContain("audio/");
        nothingIsLeft();
    }

    @Test
    void missedCallsAreNotNotedForWhoDoesNotWantThemAndNotOfMachines() throws IOException {
        call(new Caller("+4930", "", "", true),
                "S: Bob Baker …\nS: [beep]\nC: waits\nS: Goodbye.\nS: [hang up]\n");
        mailboxes.open(bob).change(settings -> settings.withMissedCallNotification(false));
        call(CALLER, "S: Bob Baker …\nC: hangs up\n");

        assertThat(mail).isEmpty();
        nothingIsLeft();
    }

    @Test
    void whatTheUserRecordedIsTheGreeting() throws IOException {
        byte[] sound = WavWriter.bytes(Tones.beep(), null);
        mailboxes.open(bob).setGreeting(GreetingKind.RECORDED_NAME,
                new ByteArrayInputStream(sound), "audio/wav");
        call(CALLER, "S: [recording] is not available. Please record …\nC: hangs up\n");
        mailboxes.open(bob).setGreeting(GreetingKind.PERSONAL, new ByteArrayInputStream(sound),
                "audio/wav");
        call(CALLER, "S: [recording]\nC: hangs up\n");
        mailboxes.open(bob).change(settings -> settings.withOofStatus(true));
        call(CALLER, "S: [recording] is out of the office. Please record …\nC: hangs up\n");
        mailboxes.open(bob).setGreeting(GreetingKind.OUT_OF_OFFICE,
                new ByteArrayInputStream(sound), "audio/wav");
        call(CALLER, "S: [recording]\nC: hangs up\n");

        assertThat(mail).hasSize(4);
    }

    @Test
    void aFullMailboxSaysSo() {
        // So that there is something in it.
        mailboxes.open(bob).change(settings -> settings.withLanguage("en"));
        store.open(mailboxes.open(bob).mailbox().info().mailboxId(), Access.SYSTEM)
                .write(change -> {
                    change.setQuota(new MailboxInfo.Quota(1, 1, 1, 0));
                    return 0;
                });

        call(CALLER, "S: Bob Baker …\nC: waits\nS: The mailbox is full and takes no messages"
                + " now.\nS: Goodbye.\nS: [hang up]\n");
    }

    // What a crash leaves

    private RecordingJournal.Entry crashed() throws IOException {
        return RecordingJournal.open(directory.resolve("um")).begin(new AnsweredCall(
                UUID.fromString("11111111-2222-3333-4444-555555555555"), bob.mailboxGuid(),
                "bob@example.com", CALLER, NOW, "", AnsweredCall.Importance.HIGH));
    }

    /// As [WavWriter] leaves it when it is killed: the head says nothing is there.
    private static void unfinished(Path take, double level) throws IOException {
        byte[] file = WavWriter.bytes(Tones.tone(Duration.ofSeconds(2), 440, 0, level), null);
        for (int i = 40; i < 44; i++) {
            file[i] = 0;
        }
        Files.write(take, file);
    }

    private void settle() throws IOException {
        CallAnswering answering = answering();
        answering.settle(answering.unfinished());
    }

    @Test
    void whatWasHeardBeforeACrashIsDeliveredOnce() throws IOException {
        RecordingJournal.Entry entry = crashed();
        unfinished(entry.nextTake(), 0.5);
        unfinished(entry.nextTake(), 0.0001);

        settle();
        settle();

        assertThat(only()).contains("Content-Class: voice-ca\r\n", "Importance: high",
                "X-VoiceMessageDuration: 2\r\n",
                "Message-ID: <11111111-2222-3333-4444-555555555555@mail.example.com>");
        nothingIsLeft();
    }

    @Test
    void aCrashBeforeAnythingWasSaidNotesAMissedCall() throws IOException {
        unfinished(crashed().nextTake(), 0.0001);
        settle();

        assertThat(only()).contains("Content-Class: missedcall\r\n");
        nothingIsLeft();
    }

    @Test
    void whatCannotBeDeliveredNowIsTriedAtTheNextStart() throws IOException {
        RecordingJournal.Entry entry = crashed();
        unfinished(entry.nextTake(), 0.5);
        failure = new MailError.Unavailable("the disk is full");
        settle();
        assertThat(mail).isEmpty();

        failure = null;
        settle();

        assertThat(only()).contains("Content-Class: voice-ca\r\n");
    }

    @Test
    void aCallForSomebodyWhoIsGoneIsForgotten() throws IOException {
        crashed();
        people.change(edit -> {
            edit.remove(bob.id());
            return 0;
        });
        settle();

        assertThat(mail).isEmpty();
        nothingIsLeft();
    }
}
