package org.rialto.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.TestEngine;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.SmtpAddress;
import org.rialto.store.Access;
import org.rialto.store.BlobReader;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageRow;
import org.rialto.store.NewMailbox;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.rialto.store.StoreConfiguration;
import org.rialto.transport.outbound.ClientSettings;
import org.rialto.transport.outbound.Courier;
import org.rialto.transport.outbound.OutboundSigner;
import org.rialto.transport.outbound.Routing;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.outbound.StsPolicies;
import org.rialto.transport.outbound.Timeouts;
import org.rialto.transport.outbound.TlsPolicy;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.transport.queue.QueueLimits;
import org.rialto.transport.queue.RetrySchedule;

/// A transport with everything below it real, on a directory of the test: domain `here.example`,
/// peers on loopback, a name server in memory. Closed and opened again on the same directory, it
/// goes on where it was.
final class TestServer implements AutoCloseable {
    final Database database;
    final Store store;
    final Directory directory;
    final MailTransport transport;
    final Domain domain;

    /// @param peerPort where every mail exchanger listens
    TestServer(TestEngine engine, Path directory, ScriptedDns dns, int peerPort,
            RetrySchedule retry) {
        this(engine, directory, dns, peerPort, retry, Clock.systemUTC());
    }

    TestServer(TestEngine engine, Path folder, ScriptedDns dns, int peerPort, RetrySchedule retry,
            Clock clock) {
        this(engine.configuration(folder), folder, dns, peerPort, retry, clock);
    }

    TestServer(DatabaseConfiguration configuration, Path folder, ScriptedDns dns, int peerPort,
            RetrySchedule retry, Clock clock) {
        this(configuration, folder, dns, peerPort, retry, clock, null);
    }

    TestServer(DatabaseConfiguration configuration, Path folder, ScriptedDns dns, int peerPort,
            RetrySchedule retry, Clock clock, @Nullable SmtpAddress journal) {
        database = Database.open(configuration);
        store = Store.open(database, StoreConfiguration.in(folder.resolve("blobs")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        domain = directory.defaultDomain().orElseGet(
                () -> directory.change(edit -> edit.domains().add("here.example")));
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2),
                Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2),
                Duration.ofSeconds(2), Duration.ofMillis(200));
        Routing routing = new Routing(null, Map.of(), TlsPolicy.OPPORTUNISTIC, Map.of(), peerPort,
                Set.of("mail.here.example"), address -> false, false, 8);
        Courier courier = new Courier(routing, ClientSettings.of("mail.here.example", timeouts),
                dns.exchangers(), StsPolicies.off(), OutboundSigner.NONE);
        transport = new MailTransport(
                new TransportConfiguration("mail.here.example", "main", null, journal, 10L << 20,
                        30, true,
                        false, retry, QueueLimits.STANDARD, RuleLimits.DEFAULT),
                database, store, directory, courier, clock);
    }

    static RetrySchedule quick() {
        return new RetrySchedule(List.of(Duration.ofMillis(50)), 0, Duration.ofDays(1),
                Duration.ofHours(1));
    }

    /// A user with a mailbox.
    TestServer user(String name) {
        DirectoryObject.User user = directory.change(edit -> edit.addUser(domain, name));
        createMailbox(user.mailboxGuid(), MailboxInfo.Quota.UNLIMITED);
        return this;
    }

    DirectoryObject.User userWithoutMailbox(String name) {
        return directory.change(edit -> edit.addUser(domain, name));
    }

    TestServer administrator(String name) {
        user(name);
        long id = directory.named(name).id();
        directory.change(edit -> edit.set(id, Flag.ADMINISTRATOR, true));
        return this;
    }

    void createMailbox(UUID guid, MailboxInfo.Quota quota) {
        store.createMailbox(new NewMailbox(guid, MailboxKind.PRIVATE, "Mailbox", quota));
    }

    TestServer group(String name, String... members) {
        directory.change(edit -> {
            DirectoryObject.Group group = edit.addGroup(domain, name);
            for (String member : members) {
                edit.addLink(group.id(), org.rialto.directory.Link.MEMBER,
                        edit.named(member).id());
            }
            return true;
        });
        return this;
    }

    static SmtpAddress address(String text) {
        return SmtpAddress.parse(text.contains("@") ? text : text + "@here.example");
    }

    static Envelope.Client client() {
        return new Envelope.Client("192.0.2.7", "client.example", "ESMTP", false);
    }

    static Envelope envelope(@Nullable String from, String... to) {
        List<Recipient> recipients = new ArrayList<>();
        for (String one : to) {
            recipients.add(Recipient.of(address(one)));
        }
        return Envelope.of(from == null ? null : address(from), client(), recipients);
    }

    String send(Envelope envelope, String message) {
        try (Intake intake = transport.begin(envelope)) {
            intake.write(message.getBytes(StandardCharsets.UTF_8));
            return intake.commit().queueId();
        }
    }

    String send(@Nullable String from, String subject, String... to) {
        return send(envelope(from, to), message(subject));
    }

    static String message(String subject) {
        return "From: someone\r\nSubject: " + subject + "\r\n\r\nHello\r\n";
    }

    /// The messages in a user's inbox, as they came.
    List<String> inbox(String name) {
        DirectoryObject.MailboxOwner owner = (DirectoryObject.MailboxOwner) directory.named(name);
        MailboxInfo info = store.findMailbox(owner.mailboxGuid()).orElseThrow();
        List<MessageRow> rows = store.open(info.mailboxId(), Access.SYSTEM).read(snapshot -> {
            long inbox = snapshot.folder(SpecialFolder.INBOX).folderId();
            return snapshot.messages(inbox, 1, Integer.MAX_VALUE, 100_000,
                    EnumSet.noneOf(org.rialto.store.MessagePart.class));
        });
        return rows.stream().map(this::content).toList();
    }

    private String content(MessageRow row) {
        try (BlobReader reader = store.blobs().open(java.util.Objects.requireNonNull(row.mime()))) {
            return new String(reader.stream(0, reader.length()).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> subjects(String name) {
        return inbox(name).stream().map(message -> message.lines()
                .filter(line -> line.startsWith("Subject: ")).findFirst().orElse("").substring(9))
                .toList();
    }

    static InetAddress loopback() { return InetAddress.ofLiteral("127.0.0.1"); }

    static Instant now() { return Instant.now(); }

    @Override
    public void close() {
        transport.close();
        store.close();
        database.close();
    }
}
