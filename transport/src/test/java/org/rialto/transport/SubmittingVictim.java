package org.rialto.transport;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.Actor;
import org.rialto.directory.DirectoryObject;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.ServerId;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.transport.outbound.ScriptedDns;
import org.rialto.transport.submission.Outcome;
import org.rialto.transport.submission.Submission;
import org.rialto.transport.submission.SubmitOptions;

/// A process to be killed: submits messages of Alice's Outbox to Bob as fast as it can, every fourth
/// with a time to wait for, and says which it has submitted. Arguments as [CrashVictim].
public final class SubmittingVictim {
    private static final int SENDERS = 4;

    private SubmittingVictim() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        DatabaseConfiguration database = KilledProcess.database(arguments);
        AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[2]));
        TestServer server = new TestServer(database, folder, new ScriptedDns(),
                Integer.parseInt(arguments[3]), TestServer.quick(), Clock.systemUTC());
        Submission submission = submission(server);
        for (int i = 0; i < SENDERS; i++) {
            Thread.ofPlatform().start(() -> {
                MailboxSession session = session(server);
                while (true) {
                    int number = next.getAndIncrement();
                    long id = draft(session, "m" + number, number % 4 == 0);
                    if (submission.submit(session, id,
                            SubmitOptions.of("TEST")) instanceof Outcome.Refused(var refusal)) {
                        throw new AssertionError(refusal.text());
                    }
                    synchronized (SubmittingVictim.class) {
                        System.out.println("m" + number);
                        System.out.flush();
                    }
                }
            });
        }
    }

    static Submission submission(TestServer server) {
        return new Submission(server.transport, server.database, server.store, server.directory,
                "mail.here.example", Clock.systemUTC());
    }

    static MailboxSession session(TestServer server) {
        DirectoryObject.User alice = (DirectoryObject.User) server.directory.named("alice");
        return new Mailboxes(server.store).open(new Actor.Person(alice.id(), alice.guid(),
                alice.mailboxGuid(), "alice", alice.address().toString(),
                alice.entry().legacyDN(), Set.of(), Actor.Rights.NONE,
                new Actor.AuthenticatedAs(alice.id(), "alice")), alice.mailboxGuid());
    }

    /// A message in the Outbox that goes to Bob and then to Sent Items.
    static long draft(MailboxSession session, String subject, boolean deferred) {
        var folders = session.specialFolders();
        long outbox = folders.getOrDefault(SpecialFolder.OUTBOX, 0L);
        long sent = folders.getOrDefault(SpecialFolder.SENT_ITEMS, 0L);
        PropertyBag bag = new PropertyBag().set(PropertyTags.PidTagMessageClass, "IPM.Note")
                .set(PropertyTags.PidTagSubject, subject).set(PropertyTags.PidTagBody, "Hello")
                .set(PropertyTags.PidTagSentMailSvrEID, ServerId.ofFolder(new FolderId(1, sent)));
        if (deferred) {
            bag.set(PropertyTags.PidTagDeferredSendTime, Instant.now().plusMillis(150));
        }
        PropertyBag bob = new PropertyBag().set(PropertyTags.PidTagRecipientType, 1)
                .set(PropertyTags.PidTagAddressType, "SMTP")
                .set(PropertyTags.PidTagEmailAddress, "bob@here.example");
        NewMessage message = new NewMessage(new MessageContent(bag, List.of(bob), List.of()),
                false, MessageFlags.UNSENT | MessageFlags.READ, Set.of(), Instant.now(), null,
                null);
        return session.mailbox().write(change -> change.addMessage(outbox, message)).messageId();
    }
}
