package org.rialto.mailbox.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.compose.Content;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.voice.VoiceMessage;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.mailbox.Delivery;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.rules.Plan;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.FlagChange;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewMailbox;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;

/// The telephone side of a mailbox, on both engines, with voice mail that came by delivery.
@ParameterizedClass
@EnumSource(TestEngine.class)
class VoiceMailboxTest {
    private final Database database;
    private final Directory directory;
    private final Store store;
    private final Delivery delivery;
    private final VoiceMailboxes voices;
    private final DirectoryObject.User alice;
    private final VoiceMailbox voice;

    VoiceMailboxTest(TestEngine engine, @TempDir Path folder) {
        database = engine.open(folder);
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        Domain domain = directory.change(edit -> edit.domains().add("example.com"));
        alice = directory.change(edit -> edit.addUser(domain, "alice"));
        store.createMailbox(new NewMailbox(alice.mailboxGuid(), MailboxKind.PRIVATE, "Alice",
                new MailboxInfo.Quota(0, 0, 0, 0)));
        delivery = new Delivery(store, directory, RuleLimits.DEFAULT);
        voices = new VoiceMailboxes(store, new Mailboxes(store));
        voice = voices.open(alice);
    }

    @AfterEach
    void close() {
        voices.close();
        store.close();
        database.close();
    }

    /// As the transport does it.
    private void leave(VoiceMessage message) throws IOException {
        VoiceMailDelivery deliverer = new VoiceMailDelivery((_, sender, recipient, content) -> {
            assertThat(recipient).hasToString("alice@example.com");
            BlobRef mime;
            try (BlobWriter writer = store.blobs().create()) {
                content.writeTo(writer);
                mime = writer.finish();
            }
            MimeScan scan;
            try (InputStream in = store.blobs().open(mime).stream(0, mime.length())) {
                scan = MimeScanner.scan(in);
            }
            Delivery.Prepared prepared = delivery.prepare(mime, scan, Instant.now());
            database.write(sql -> delivery.deliver(sql, alice.mailboxGuid(), prepared,
                    Plan.NO_RULES));
        }, SmtpAddress.parse("voice@example.com"));
        deliverer.deliver(message);
    }

    private static VoiceMessage message(VoiceMessageKind kind, String name, boolean isPrivate) {
        return new VoiceMessage(kind, new VoiceMessage.Person(name, "", "+14255550101"),
                new VoiceMessage.Person("Alice", "alice@example.com", "5501"),
                OffsetDateTime.parse("2026-11-21T15:30:00+01:00"), Duration.ofSeconds(75), "",
                VoiceMessage.Importance.HIGH, isPrivate, "call-1", "one@example.com", 0,
                List.of(new VoiceMessage.Attached("audio/mp3", "message.mp3",
                        Content.of(new byte[]{1, 2, 3}))));
    }

    @Test
    void remembersSettingsAcrossOpenings() {
        assertThat(voice.settings()).isEqualTo(VoiceSettings.NEW);
        VoiceSettings changed = voice.change(old -> old.withOofStatus(true)
                .withPlayOnPhoneDialString("<\"+1\" & co>").withLanguage("de-DE")
                .withTelephoneAccessFolderId(77).withFirstUseDone(true));
        assertThat(voices.open(alice).settings()).isEqualTo(changed);
        voice.change(old -> old.withOofStatus(false));
        assertThat(voice.settings()).isEqualTo(changed.withOofStatus(false));
        int kept = voice.mailbox().read(
                snapshot -> snapshot.folder(SpecialFolder.INBOX).associatedCount());
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void keepsGreetings() throws IOException {
        assertThat(voice.greeting(GreetingKind.PERSONAL)).isEmpty();
        byte[] sound = new byte[100_000];
        sound[99_999] = 7;
        voice.setGreeting(GreetingKind.PERSONAL, new ByteArrayInputStream(new byte[]{1}),
                "audio/mpeg");
        voice.setGreeting(GreetingKind.PERSONAL, new ByteArrayInputStream(sound), "audio/wav");
        voice.setGreeting(GreetingKind.RECORDED_NAME, new ByteArrayInputStream(new byte[]{2}),
                "audio/wav");
        Greeting greeting = voice.greeting(GreetingKind.PERSONAL).orElseThrow();
        assertThat(greeting.mediaType()).isEqualTo("audio/wav");
        try (InputStream in = greeting.open()) {
            assertThat(in.readAllBytes()).isEqualTo(sound);
        }
        assertThat(voice.removeGreeting(GreetingKind.PERSONAL)).isTrue();
        assertThat(voice.removeGreeting(GreetingKind.PERSONAL)).isFalse();
        assertThat(voice.greeting(GreetingKind.PERSONAL)).isEmpty();
        assertThat(voice.greeting(GreetingKind.RECORDED_NAME)).isPresent();
    }

    @Test
    void refusesAGreetingOverTheLimit() {
        InputStream endless = new InputStream() {
            @Override
            public int read() { return 0; }
        };
        assertThatThrownBy(
                () -> voice.setGreeting(GreetingKind.PERSONAL, endless, "audio/wav"))
                .isInstanceOf(MailError.TooLarge.class);
    }

    @Test
    void listsVoiceMailLatestFirstAndCountsWhatWaits() throws IOException {
        assertThat(voice.waiting()).isEqualTo(MessageWaiting.NONE);
        leave(message(VoiceMessageKind.CALL_ANSWERING, "Bob", false));
        leave(message(VoiceMessageKind.MISSED_CALL, "Carol", false));
        leave(message(VoiceMessageKind.SENT_BY_TELEPHONE, "Dave", true));
        List<VoiceMail> mails = voice.voiceMails(10);
        assertThat(mails).extracting(VoiceMail::callerName).containsExactly("Dave", "Bob");
        VoiceMail bob = mails.getLast();
        assertThat(bob.messageClass()).isEqualTo("IPM.Note.Microsoft.Voicemail.UM.CA");
        assertThat(bob.callerNumber()).isEqualTo("+14255550101");
        assertThat(bob.duration()).isEqualTo(Duration.ofSeconds(75));
        assertThat(bob.isUnread()).isTrue();
        assertThat(bob.isUrgent()).isTrue();
        assertThat(bob.isPrivate()).isFalse();
        assertThat(mails.getFirst().isPrivate()).isTrue();
        assertThat(voice.waiting()).isEqualTo(new MessageWaiting(2, 0));
        assertThat(voice.voiceMails(1)).hasSize(1);
    }

    @Test
    void tellsWhoWatchesWhenTheCountChanges() throws Exception {
        BlockingQueue<MessageWaiting> told = new LinkedBlockingQueue<>();
        try (AutoCloseable watching = voices.watch(alice, told::add)) {
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(MessageWaiting.NONE);
            leave(message(VoiceMessageKind.CALL_ANSWERING, "Bob", false));
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(new MessageWaiting(1, 0));
            voice.mailbox().write(change -> {
                long inbox = change.folder(SpecialFolder.INBOX).folderId();
                return change.changeFlags(inbox, change.index(inbox).uids().clone(),
                        FlagChange.set(MessageFlags.READ));
            });
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(new MessageWaiting(0, 1));
        }
    }

    @Test
    void writesTheSameMessageForTheSameCall() throws IOException {
        List<byte[]> seen = new ArrayList<>();
        VoiceMailDelivery deliverer = new VoiceMailDelivery((_, sender, recipient, content) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            content.writeTo(out);
            seen.add(out.toByteArray());
        }, SmtpAddress.parse("voice@example.com"));
        deliverer.deliver(message(VoiceMessageKind.CALL_ANSWERING, "Bob", false));
        deliverer.deliver(message(VoiceMessageKind.CALL_ANSWERING, "Bob", false));
        for (byte[] one : seen)
            assertThat(new String(one, java.nio.charset.StandardCharsets.US_ASCII))
                    .contains("Message-ID: <one@example.com>");
    }
}
