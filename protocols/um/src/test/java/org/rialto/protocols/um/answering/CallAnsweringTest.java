package org.rialto.protocols.um.answering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;
import static org.rialto.protocols.um.answering.AnsweringBed.CALLER;
import static org.rialto.protocols.um.answering.AnsweringBed.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.MailDrop;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Sound;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.protocols.um.menu.ScriptedLine;
import org.rialto.protocols.um.menu.Transcript;
import org.rialto.store.Access;
import org.rialto.store.MailboxInfo;
import org.rialto.telephony.audio.Tones;
import org.rialto.telephony.audio.WavWriter;

class CallAnsweringTest {
    private final Path directory;
    private final AnsweringBed bed;
    private final VoiceMailboxes mailboxes;
    private final DirectoryObject.User bob;
    /// What was dropped, by its name.
    private final Map<String, String> mail = Collections.synchronizedMap(
            new LinkedHashMap<>());
    private final List<String> senders = new ArrayList<>();
    private volatile @Nullable MailError failure;

    CallAnsweringTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        bed = new AnsweringBed(directory, this::drop);
        mailboxes = bed.mailboxes;
        bob = bed.bob;
    }

    @AfterEach
    void close() { bed.close(); }

    private void drop(String name, @Nullable SmtpAddress sender, SmtpAddress recipient,
            MailDrop.Message message) throws IOException {
        MailError now = failure;
        if (now != null)
            throw now;
        assertThat(recipient).hasToString("bob@example.com");
        senders.add(String.valueOf(sender));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        mail.putIfAbsent(name, out.toString(StandardCharsets.UTF_8));
    }

    private void call(Caller caller, String transcript) {
        try (CallAnswering answering = bed.answering()) {
            call(answering, caller, transcript);
        }
    }

    private void call(CallAnswering answering, Caller caller, String transcript) {
        ScriptedLine.call(Transcript.parse("a call", transcript), line -> {
            try {
                answering.answer(line, bob, caller, "Lunch?", AnsweredCall.Importance.NORMAL, ways);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private final Ways ways = new Ways();

    /// An operator who takes calls or not, and a PIN that is asked for.
    static final class Ways implements WaysOut {
        boolean operatorIsThere;

        @Override
        public boolean operator(Line line) throws HungUpException {
            line.say(Listening.NOT, List.of(Sound.text("Ringing.")));
            return operatorIsThere;
        }

        @Override
        public void signIn(Line line, DirectoryObject.User called, Runnable signedIn)
                throws HungUpException {
            if (line.say(Listening.digits(6), List.of(Sound.text("PIN?"))).equals(
                    new Heard.Keys("123456", true))) {
                signedIn.run();
                line.say(Listening.NOT, List.of(Sound.text("Main menu.")));
            }
            line.hangUp();
        }
    }

    @Test
    void whoSignsInHasMissedNothing() throws IOException {
        call(CALLER, "S: Bob Baker …\nC: *\nS: PIN?\nC: 123456#\nS: Main menu.\nS: [hang up]\n");
        assertThat(mail).isEmpty();
        nothingIsLeft();
    }

    @Test
    void whoDoesNotGetInHasCalledInVain() throws IOException {
        call(CALLER, "S: Bob Baker …\nC: *\nS: PIN?\nC: hangs up\n");
        assertThat(only()).contains("Content-Class: missedcall\r\n");
        mail.clear();
        call(CALLER, "S: Bob Baker …\nC: *\nS: PIN?\nC: 1#\nS: [hang up]\n");
        assertThat(only()).contains("Content-Class: missedcall\r\n");
        nothingIsLeft();
    }

    @Test
    void whoWantsTheOperatorHasCalledInVainUnlessAMessageIsLeft() throws IOException {
        bed.operator = true;
        String asks = "S: Bob Baker …\nC: 0\nS: One moment please.\nS: Ringing.\n";
        String beep = "S: Sorry, nobody …\nS: Please record …\nS: [beep]\n";
        call(CALLER, asks + "C: hangs up\n");
        assertThat(only()).contains("Content-Class: missedcall\r\n");
        mail.clear();
        call(CALLER, asks + beep + "C: speaks 4 s \"Call me\", then hangs up\n");
        assertThat(only()).contains("Content-Class: voice-ca\r\n");
        mail.clear();
        ways.operatorIsThere = true;
        call(CALLER, asks);
        assertThat(only()).contains("Content-Class: missedcall\r\n");
        nothingIsLeft();
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
    /// Urgent and private.
    private static final String MARKED = GREETED + """
            C: speaks 4 s "Call me", then #
            S: To send your message, …
            C: 3
            S: Urgent. …
            C: 4
            S: Urgent and private. …
            C: #
            S: Your message has been sent. Goodbye.
            S: [hang up]
            """;

    @Test
    void aMessageBecomesVoiceMail() throws IOException {
        call(CALLER, MARKED);

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
    void theSoundMayBeMp3() throws IOException {
        bed.format = VoiceFormat.MP3;
        call(CALLER,
                "S: Bob Baker …\nC: waits\nS: [beep]\nC: speaks 4 s \"Lunch\", then hangs up\n");

        assertThat(only()).contains("Content-Type: audio/mp3", "Voice Mail.mp3",
                "X-VoiceMessageDuration: 4\r\n").doesNotContain("audio/wav");
    }

    @Test
    void aFaxMachineIsNoMissedCall() throws IOException {
        call(CALLER, "S: Bob Baker …\nC: is a fax machine\n");
        call(CALLER, "S: Bob Baker …\nC: waits\nS: [beep]\nC: is a fax machine\n");

        assertThat(mail).isEmpty();
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
        bed.store.open(mailboxes.open(bob).mailbox().info().mailboxId(), Access.SYSTEM)
                .write(change -> {
                    change.setQuota(new MailboxInfo.Quota(1, 1, 1, 0));
                    return 0;
                });

        call(CALLER, "S: Bob Baker …\nC: waits\nS: The mailbox is full and takes no messages"
                + " now.\nS: Goodbye.\nS: [hang up]\n");
    }

    // What a crash leaves

    private RecordingJournal.Entry crashed() throws IOException {
        return bed.journal.begin(new AnsweredCall(
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

    @Test
    void whatWasHeardBeforeACrashIsDeliveredOnce() throws IOException {
        RecordingJournal.Entry entry = crashed();
        unfinished(entry.nextTake(), 0.5);
        unfinished(entry.nextTake(), 0.0001);

        bed.settle();
        bed.settle();

        assertThat(only()).contains("Content-Class: voice-ca\r\n", "Importance: high",
                "X-VoiceMessageDuration: 2\r\n",
                "Message-ID: <11111111-2222-3333-4444-555555555555@mail.example.com>");
        nothingIsLeft();
    }

    @Test
    void aCrashBeforeAnythingWasSaidNotesAMissedCall() throws IOException {
        unfinished(crashed().nextTake(), 0.0001);
        bed.settle();

        assertThat(only()).contains("Content-Class: missedcall\r\n");
        nothingIsLeft();
    }

    @Test
    void whatCannotBeDeliveredNowIsTriedAtTheNextStart() throws IOException {
        RecordingJournal.Entry entry = crashed();
        unfinished(entry.nextTake(), 0.5);
        failure = new MailError.Unavailable("the disk is full");
        bed.settle();
        assertThat(mail).isEmpty();

        failure = null;
        bed.settle();

        assertThat(only()).contains("Content-Class: voice-ca\r\n");
    }

    @Test
    void whatCannotBeDeliveredNowIsTriedAgainAsItWasMarked() throws Exception {
        bed.pauses = new Redelivery.Pauses(Duration.ofMillis(50), Duration.ofMillis(200),
                Duration.ofMinutes(1));
        failure = new MailError.Unavailable("the disk is full");
        try (CallAnswering answering = bed.answering()) {
            call(answering, CALLER, MARKED);
            Thread.sleep(300);
            assertThat(mail).isEmpty();
            failure = null;
            await().until(() -> !mail.isEmpty());
        }
        assertThat(only()).contains("Content-Class: voice-ca\r\n", "Importance: high",
                "Sensitivity: Private", "X-VoiceMessageDuration: 4\r\n");
        nothingIsLeft();
    }

    @Test
    void whatIsMarkedIsSoAfterTheNextStartToo() throws Exception {
        failure = new MailError.Unavailable("the disk is full");
        try (CallAnswering answering = bed.answering()) {
            call(answering, CALLER, GREETED + """
                    C: speaks 4 s "Call me", then #
                    S: To send your message, …
                    C: 4
                    S: Private. …
                    C: hangs up
                    """);
        }
        failure = null;
        bed.settle();

        assertThat(only()).contains("Sensitivity: Private");
        nothingIsLeft();
    }

    /// Afterwards it is not, and what came of the call is in the mailbox soon.
    private void callWhileTheDiskIsFull(String transcript) {
        bed.pauses = new Redelivery.Pauses(Duration.ofMillis(20), Duration.ofMillis(40),
                Duration.ofMinutes(1));
        failure = new MailError.Unavailable("the disk is full");
        try (CallAnswering answering = bed.answering()) {
            call(answering, CALLER, transcript);
            failure = null;
            await().until(() -> !mail.isEmpty());
        }
    }

    @Test
    void whatTheCallerThrewAwayIsNotDeliveredLater() throws Exception {
        callWhileTheDiskIsFull(GREETED + """
                C: speaks 4 s "Call me", then #
                S: To send your message, …
                C: 7
                S: Your message has been thrown away. Goodbye.
                S: [hang up]
                """);
        assertThat(only()).contains("Content-Class: missedcall\r\n");
        nothingIsLeft();
    }

    /// The journal's notes cannot be written either.
    @Test
    void onAFullDiskTooItIsTriedAgainAsItWasMarked() throws Exception {
        bed.journal.whenDone(step -> {
            if (step == RecordingJournal.Step.TAKE_NAMED)
                blockNotes();
        });
        callWhileTheDiskIsFull(MARKED);
        assertThat(only()).contains("Content-Class: voice-ca\r\n", "Sensitivity: Private");
    }

    /// In the place of the next version of each note is a directory.
    private void blockNotes() {
        try (Stream<Path> files = Files.list(directory.resolve("um"))) {
            for (Path note : files.filter(file -> file.toString().endsWith(".call")).toList()) {
                String name = note.getFileName().toString();
                Files.createDirectory(note.resolveSibling(
                        name.substring(0, name.length() - ".call".length()) + ".new"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void attemptsEndAndLeaveTheRestForTheNextStart() throws Exception {
        bed.pauses = new Redelivery.Pauses(Duration.ofMillis(20), Duration.ofMillis(40),
                Duration.ofMillis(100));
        failure = new MailError.Unavailable("the disk is full");
        try (CallAnswering answering = bed.answering()) {
            call(answering, CALLER, "S: Bob Baker …\nC: hangs up\n");
            await().until(() -> answering.attemptsAtHand() == 0);
        }
        assertThat(mail).isEmpty();
        failure = null;
        bed.settle();

        assertThat(only()).contains("Content-Class: missedcall\r\n");
    }

    @Test
    void aCallForSomebodyWhoIsGoneIsForgotten() throws IOException {
        crashed();
        bed.people.change(edit -> {
            edit.remove(bob.id());
            return 0;
        });
        bed.settle();

        assertThat(mail).isEmpty();
        nothingIsLeft();
    }
}
