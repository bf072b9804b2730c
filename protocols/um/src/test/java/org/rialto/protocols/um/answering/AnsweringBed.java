package org.rialto.protocols.um.answering;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.voice.MailDrop;
import org.rialto.mailbox.voice.VoiceMailDelivery;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewMailbox;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;

/// A home in which calls for Bob are answered; made when it is not there yet.
final class AnsweringBed implements AutoCloseable {
    static final Caller CALLER = new Caller("+49301234567", "Vera Vendor",
            "vera@fabrikam.example", false);
    static final Instant NOW = Instant.parse("2026-11-21T15:00:00Z");

    final Store store;
    final Directory people;
    final VoiceMailboxes mailboxes;
    final DirectoryObject.User bob;
    final RecordingJournal journal;
    private final Database database;
    private final MailDrop drop;

    AnsweringBed(Path directory, MailDrop drop) throws IOException {
        this.drop = drop;
        database = Database.open(new DatabaseConfiguration.Sqlite(directory.resolve("d.db")));
        store = Store.open(database, StoreConfiguration.in(directory.resolve("blobs")));
        people = Directory.open(database, Directory.Settings.DEFAULT);
        bob = people.ofAddress(SmtpAddress.parse("bob@example.com"))
                .filter(DirectoryObject.User.class::isInstance)
                .map(DirectoryObject.User.class::cast).orElseGet(this::makeBob);
        mailboxes = new VoiceMailboxes(store, new Mailboxes(store));
        journal = RecordingJournal.open(directory.resolve("um"));
    }

    private DirectoryObject.User makeBob() {
        long id = people.change(edit -> {
            long added = edit.addUser(edit.domains().add("example.com"), "bob").id();
            edit.setDisplay(added, "Bob Baker");
            edit.set(added, Attribute.UM_EXTENSION, "5502");
            return added;
        });
        DirectoryObject.User made = (DirectoryObject.User) people.object(id).orElseThrow();
        store.createMailbox(new NewMailbox(made.mailboxGuid(), MailboxKind.PRIVATE, "Bob",
                new MailboxInfo.Quota(0, 0, 0, 0)));
        return made;
    }

    /// Before something is tried again.
    Redelivery.Pauses pauses = Redelivery.Pauses.USUAL;
    /// Of the sound in mail.
    VoiceFormat format = VoiceFormat.WAV;

    /// Whether `0` leads to somebody.
    boolean operator;

    CallAnswering answering() {
        return new CallAnswering(new CallAnswering.Settings(Duration.ofMinutes(5),
                Duration.ofSeconds(3), operator, "mail.example.com", ZoneOffset.UTC,
                Locale.ENGLISH, format), people,
                mailboxes, new VoiceMailDelivery(drop,
                        SmtpAddress.parse("voicemail@example.com")),
                journal, Clock.fixed(NOW, ZoneOffset.UTC), null, pauses);
    }

    /// What a start does with calls that an earlier process left.
    void settle() throws IOException {
        try (CallAnswering answering = answering()) {
            answering.settle(answering.unfinished());
        }
    }

    @Override
    public void close() {
        mailboxes.close();
        store.close();
        database.close();
    }
}
