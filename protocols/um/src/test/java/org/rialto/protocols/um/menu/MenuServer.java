package org.rialto.protocols.um.menu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.directory.telephone.PinPolicy;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.mail.MimeMessages;
import org.rialto.items.voice.VoiceMessage;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.items.voice.VoiceMessageWriter;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.mailbox.voice.GreetingKind;
import org.rialto.mailbox.voice.VoiceMailbox;
import org.rialto.mailbox.voice.VoiceMailboxes;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.store.Access;
import org.rialto.store.BlobRef;
import org.rialto.store.BlobWriter;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewMailbox;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.transport.MailTransport;
import org.rialto.transport.TransportConfiguration;
import org.rialto.transport.outbound.ClientSettings;
import org.rialto.transport.outbound.Courier;
import org.rialto.transport.outbound.MailExchangers;
import org.rialto.transport.outbound.OutboundSigner;
import org.rialto.transport.outbound.Routing;
import org.rialto.transport.outbound.StsPolicies;
import org.rialto.transport.outbound.Timeouts;
import org.rialto.transport.outbound.TlsPolicy;
import org.rialto.transport.queue.QueueLimits;
import org.rialto.transport.queue.RetrySchedule;
import org.rialto.transport.submission.Submission;

/// A server with Alice (extension 5501), Bob (5502) and Carol, everything below the conversations
/// real. It is always three in the afternoon of Saturday, 21 November 2026, in Berlin.
public final class MenuServer implements AutoCloseable {
    public static final String PIN = "480257";
    static final Instant NOW = Instant.parse("2026-11-21T14:00:00Z");
    private static final SmtpAddress SERVICE = SmtpAddress.parse("voicemail@example.com");

    final Database database;
    final Store store;
    public final Directory directory;
    public final Mailboxes mailboxes;
    public final VoiceMailboxes voiceMailboxes;
    /// The same, which remembers no guesses.
    final Supplier<TelephoneAccess> accesses;
    final TelephoneAccess access;
    final MailTransport transport;
    final Submission submission;
    final Path recordings;
    final Domain domain;
    /// Users whom a new PIN was told to, with the PIN.
    final ConcurrentLinkedQueue<String> pinNotices = new ConcurrentLinkedQueue<>();
    public final MenuServices services;

    public MenuServer(Path folder) {
        database = TestEngine.SQLITE.open(folder);
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        mailboxes = new Mailboxes(store);
        voiceMailboxes = new VoiceMailboxes(store, mailboxes);
        domain = directory.change(edit -> edit.domains().add("example.com"));
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(64, 1, 1), 0, 4, Duration.ofSeconds(30), 8));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        accesses = () -> new TelephoneAccess(directory, hasher, PinPolicy.STANDARD, clock);
        access = accesses.get();
        transport = transport();
        submission = new Submission(transport, database, store, directory, "mail.example.com",
                Clock.systemUTC());
        recordings = folder.resolve("recordings");
        try {
            Files.createDirectories(recordings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Authenticator authenticator = new Authenticator(directory, hasher,
                Authenticator.Settings.DEFAULT, Optional.empty());
        services = new MenuServices(directory, access, authenticator, mailboxes, voiceMailboxes,
                store.blobs(), submission, MenuServer::dial,
                (user, pin) -> pinNotices.add(user.entry().name() + " " + pin), SERVICE,
                recordings, VoiceFormat.WAV, ZoneId.of("Europe/Berlin"), Locale.ENGLISH, clock);
        people();
    }

    private MailTransport transport() {
        Duration soon = Duration.ofSeconds(2);
        Timeouts timeouts = new Timeouts(soon, soon, soon, soon, soon, soon,
                Duration.ofMillis(200));
        Routing routing = new Routing(null, Map.of(), TlsPolicy.OPPORTUNISTIC, Map.of(), 1,
                Set.of("mail.example.com"), _ -> false, false, 8);
        Courier courier = new Courier(routing, ClientSettings.of("mail.example.com", timeouts),
                MailExchangers.system(List.of("127.0.0.1"), soon), StsPolicies.off(),
                OutboundSigner.NONE);
        RetrySchedule retry = new RetrySchedule(List.of(Duration.ofMillis(50)), 0,
                Duration.ofDays(1), Duration.ofHours(1));
        return new MailTransport(new TransportConfiguration("mail.example.com", "main", null,
                null, 10L << 20, 30, true, false, retry, QueueLimits.STANDARD, RuleLimits.DEFAULT),
                database, store, directory, courier, Clock.systemUTC());
    }

    /// Numbers that begin with 0900 are too dear.
    private static Optional<String> dial(DirectoryObject.@Nullable User user, String number) {
        String digits = number.replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.startsWith("0900")
                ? Optional.empty()
                : Optional.of("sip:" + digits + "@example.com");
    }

    // People

    private void people() {
        DirectoryObject.User alice = user("alice", "Alice Adams", "Alice", "Adams", "5501");
        user("bob", "Bob Baker", "Bob", "Baker", "5502");
        user("carol", "Carol Clark", "Carol", "Clark", null);
        access.reset(alice, PIN, false);
        voice("alice").change(settings -> settings.withFirstUseDone(true).withVoiceCommands(false));
    }

    /// As it was in the beginning, with new mailboxes.
    void reset() {
        for (String name : List.of("alice", "bob", "carol")) {
            directory.change(edit -> {
                edit.remove(user(name).id());
                return true;
            });
        }
        people();
    }

    private DirectoryObject.User user(String name, String display, String first, String last,
            @Nullable String extension) {
        DirectoryObject.User user = directory.change(edit -> {
            DirectoryObject.User added = edit.addUser(domain, name);
            edit.setDisplay(added.id(), display);
            edit.set(added.id(), Attribute.FIRST, first);
            edit.set(added.id(), Attribute.LAST, last);
            edit.set(added.id(), Attribute.UM_EXTENSION, extension);
            return added;
        });
        store.createMailbox(new NewMailbox(user.mailboxGuid(), MailboxKind.PRIVATE, name,
                MailboxInfo.Quota.UNLIMITED));
        return user(name);
    }

    public DirectoryObject.User user(String name) {
        return (DirectoryObject.User) directory.named(name);
    }

    public void set(String name, Attribute attribute, String value) {
        directory.change(edit -> edit.set(user(name).id(), attribute, value));
    }

    public TelephoneAccess access() { return access; }

    public VoiceMailbox voice(String name) { return voiceMailboxes.open(user(name)); }

    Mailbox mailbox(String name) {
        return store.open(store.findMailbox(user(name).mailboxGuid()).orElseThrow().mailboxId(),
                Access.SYSTEM);
    }

    // What is in mailboxes

    /// A voice mail of somebody inside or outside.
    ///
    /// @param from name of a user; or a number
    /// @param ago how long before [#NOW] it came
    public long voiceMail(String owner, String from, String words, int seconds, Duration ago) {
        return voiceMail(owner, from, words, seconds, ago, false);
    }

    void onePrivateVoiceMail() {
        voiceMail("alice", "+49 30 123456", "Only for you", 12, Duration.ofDays(1), true);
    }

    long voiceMail(String owner, String from, String words, int seconds, Duration ago,
            boolean isPrivate) {
        boolean number = from.matches("[0-9+ ]+");
        VoiceMessage.Person caller = number
                ? new VoiceMessage.Person("", "", from)
                : new VoiceMessage.Person(user(from).display(), user(from).address().toString(),
                        user(from).entry().attribute(Attribute.UM_EXTENSION).orElse(""));
        byte[] wav = SpokenWav.of(seconds * 1_000, words);
        VoiceMessage message = new VoiceMessage(VoiceMessageKind.CALL_ANSWERING, caller,
                new VoiceMessage.Person(user(owner).display(), user(owner).address().toString(),
                        ""),
                NOW.minus(ago).atOffset(ZoneOffset.UTC), Duration.ofSeconds(seconds), "",
                VoiceMessage.Importance.NORMAL, isPrivate, "", UUID.randomUUID() + "@example.com",
                0, List.of(new VoiceMessage.Attached("audio/wav", "voice.wav",
                        () -> new ByteArrayInputStream(wav))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new VoiceMessageWriter(SERVICE.toString()).write(message, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return add(owner, out.toByteArray(), NOW.minus(ago), 0);
    }

    /// @param header further lines of the header, each with its end
    long email(String owner, String from, String subject, String header, String body,
            Duration ago) {
        String text = "From: " + from + "\r\nTo: " + owner + "@example.com\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + UUID.randomUUID() + "@example.com>\r\n" + header + "\r\n"
                + body + "\r\n";
        return add(owner, text.getBytes(StandardCharsets.UTF_8), NOW.minus(ago), 0);
    }

    /// Very many short emails at once.
    void emails(String owner, int count) {
        Mailbox mailbox = mailbox(owner);
        for (int from = 0; from < count; from += 500) {
            int first = from;
            mailbox.<Boolean>write(change -> {
                for (int i = first; i < Math.min(count, first + 500); i++) {
                    PropertyBag bag = new PropertyBag()
                            .set(PropertyTags.PidTagMessageClass, "IPM.Note")
                            .set(PropertyTags.PidTagSubject, "Number " + i)
                            .set(PropertyTags.PidTagSentRepresentingName, "Carol Clark")
                            .set(PropertyTags.PidTagBody, "Text " + i);
                    change.addMessage(change.folder(SpecialFolder.INBOX).folderId(),
                            new NewMessage(new MessageContent(bag, List.of(), List.of()), false,
                                    0, Set.of(), NOW.minusSeconds(count - i), null, null));
                }
                return true;
            });
        }
    }

    long add(String owner, byte[] mime, Instant received, int flags) {
        try {
            BlobRef blob;
            try (BlobWriter writer = store.blobs().create()) {
                writer.write(mime);
                blob = writer.finish();
            }
            MimeScan scan = MimeScanner.scan(new ByteArrayInputStream(mime));
            NewMessage message = MimeMessages.toNewMessage(blob, scan,
                    (offset, length) -> new ByteArrayInputStream(mime, (int) offset,
                            (int) length),
                    flags, Set.of(), received);
            return mailbox(owner).write(change -> change.addMessage(
                    change.folder(SpecialFolder.INBOX).folderId(), message).messageId());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void twoVoiceMails() {
        voiceMail("alice", "+49 30 123456", "Call me back", 12, Duration.ofDays(1));
        voiceMail("alice", "bob", "Are you coming", 4, Duration.ofMinutes(30));
    }

    void threeEmails() {
        email("alice", "Bob Baker <bob@example.com>", "Budget",
                "Content-Type: text/html\r\n",
                "<p>Hello Alice,</p><p>see <a href='x'>https://example.com/very/long</a>.</p>",
                Duration.ofDays(3));
        email("alice", "Carol Clark <carol@example.com>", "Re: Budget",
                "Thread-Index: AQHbTnMwAQIDBAUGBwgJCgsMDQ4PEA==\r\n",
                "I agree.\r\n\r\nOn Friday, Bob Baker wrote:\r\n> Hello", Duration.ofHours(26));
        email("alice", "Carol Clark <carol@example.com>", "Re: Budget",
                "Thread-Index: AQHbTnMwAQIDBAUGBwgJCgsMDQ4PEA==\r\n"
                        + "Cc: bob@example.com\r\nImportance: high\r\n",
                "Or perhaps not.", Duration.ofHours(2));
    }

    long oneVoiceMail() {
        return voiceMail("alice", "+49 30 123456", "Call me back", 12, Duration.ofDays(1));
    }

    /// Somebody among Alice's contacts, and numbers of Bob.
    void numbers() {
        contact("alice", "Adele Kelly", "Adele", "Kelly", "adele@fabrikam.example",
                "+1 425 555 0100", "0900 12345");
        set("bob", Attribute.PHONE_MOBILE, "+49 170 1234567");
        set("bob", Attribute.TITLE, "Cook");
    }

    /// Alice has a PIN of an administrator's and has never called.
    void neverUsed() {
        access.reset(user("alice"), "571920", true);
        voice("alice").change(settings -> settings.withFirstUseDone(false));
    }

    void bobHasAPin() {
        access.reset(user("bob"), "590361", false);
        voice("bob").change(settings -> settings.withFirstUseDone(true).withVoiceCommands(false));
        voiceMail("bob", "alice", "For Bob", 3, Duration.ofMinutes(5));
    }

    public void contactOf(String owner, String display, String number) {
        contact(owner, display, "", display, "", number, "");
    }

    /// Somebody among a user's contacts.
    void contact(String owner, String display, String first, String last, String address,
            String mobile, String home) {
        mailbox(owner).<Boolean>write(change -> {
            int id = change.registerNamedProperty(NamedProperties.PidLidEmail1EmailAddress.name());
            PropertyBag bag = new PropertyBag()
                    .set(PropertyTags.PidTagMessageClass, "IPM.Contact")
                    .set(PropertyTags.PidTagDisplayName, display)
                    .set(PropertyTags.PidTagGivenName, first)
                    .set(PropertyTags.PidTagSurname, last)
                    .set(PropertyTags.PidTagMobileTelephoneNumber, mobile)
                    .set(PropertyTags.PidTagHomeTelephoneNumber, home)
                    .set(NamedProperties.PidLidEmail1EmailAddress.tag(id), address);
            change.addMessage(change.folder(SpecialFolder.CONTACTS).folderId(), new NewMessage(
                    new MessageContent(bag, List.of(), List.of()), false, 0, Set.of(), NOW, null,
                    null));
            return true;
        });
    }

    List<MessageRow> rows(String owner, SpecialFolder folder) {
        return mailbox(owner).read(snapshot -> snapshot.messages(
                snapshot.folder(folder).folderId(), 1, Integer.MAX_VALUE, 100_000,
                EnumSet.of(MessagePart.PROPERTIES)));
    }

    List<PropertyBag> in(String owner, SpecialFolder folder) {
        return rows(owner, folder).stream().map(MessageRow::properties).toList();
    }

    List<String> subjects(String owner, SpecialFolder folder) {
        return in(owner, folder).stream()
                .map(bag -> bag.getString(PropertyTags.PidTagSubject, "")).toList();
    }

    /// Audio of a message, what is spoken in it.
    List<String> words(String owner, long messageId) {
        return sounds(owner, messageId).stream().map(wav -> SpokenWav.words(wav).orElse(""))
                .toList();
    }

    /// Audio of a message.
    List<byte[]> sounds(String owner, long messageId) {
        SubscriberMailbox mailbox = new SubscriberMailbox(
                mailboxes.open(services.authenticator().actor(user(owner)),
                        user(owner).mailboxGuid()),
                voice(owner), store.blobs());
        List<byte[]> sounds = new ArrayList<>();
        for (var sound : mailbox.audio(mailbox.open(messageId).orElseThrow())) {
            try (InputStream in = ((org.rialto.protocols.um.line.Sound.Recording) sound).source()
                    .open()) {
                sounds.add(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sounds;
    }

    public void greeting(String owner, GreetingKind kind, String words) {
        try {
            voice(owner).setGreeting(kind, new ByteArrayInputStream(SpokenWav.of(1_000, words)),
                    "audio/wav");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> greeting(String owner, GreetingKind kind) {
        return voice(owner).greeting(kind).map(greeting -> {
            try (InputStream in = greeting.open()) {
                return SpokenWav.words(in.readAllBytes()).orElse("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    // Calls

    /// Somebody calls whom nobody knows.
    void call(String name) { call(Transcript.of(name), new SubscriberAccess.Arrival(null, false)); }

    /// A user calls from the own telephone, and is trusted.
    void callTrusted(String user, String name) {
        call(Transcript.of(name), new SubscriberAccess.Arrival(user(user), true));
    }

    void call(Transcript transcript, SubscriberAccess.Arrival arrival) {
        ScriptedLine.call(transcript,
                line -> new SubscriberAccess(services).hold(line, arrival));
        requireNothingHalfDone();
    }

    /// Nothing waits to be sent, nothing is left of a recording, and nothing is lost.
    void requireNothingHalfDone() {
        for (SpecialFolder each : List.of(SpecialFolder.SPOOLER_QUEUE, SpecialFolder.DRAFTS,
                SpecialFolder.OUTBOX)) {
            assertThat(rows("alice", each)).as(each.name()).isEmpty();
        }
        try (Stream<Path> left = Files.list(recordings)) {
            assertThat(left).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        submission.close();
        transport.close();
        voiceMailboxes.close();
        store.close();
        database.close();
    }
}
