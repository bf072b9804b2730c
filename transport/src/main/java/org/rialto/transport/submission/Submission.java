package org.rialto.transport.submission;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.directory.Actor;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.items.mail.MimeGeneration;
import org.rialto.mailbox.MailboxSession;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Access;
import org.rialto.store.Change;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageUpdate;
import org.rialto.store.Store;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.Envelope;
import org.rialto.transport.InSameUnit;
import org.rialto.transport.Intake;
import org.rialto.transport.MailTransport;
import org.rialto.transport.submission.Outcome.Deferred;
import org.rialto.transport.submission.Outcome.LeftToSpooler;
import org.rialto.transport.submission.Outcome.Refused;
import org.rialto.transport.submission.Outcome.Sent;
import org.rialto.transport.submission.Refusal.Reason;

/// Sends messages of mailboxes: the one place where a message at rest becomes mail on its way,
/// whatever protocol asks for it. MS-OXOMSG §3.3.
///
/// What sends a message and what becomes of it in its mailbox is one unit of work: either it is with
/// its recipients (or in the queue) and no longer submitted, or nothing of that happened. So it is
/// sent once, whatever breaks in between.
public final class Submission implements AutoCloseable {
    private final MailTransport transport;
    private final Database database;
    private final Store store;
    private final Directory directory;
    private final Clock clock;
    private final Outgoing.Maker maker;
    private final MimeGeneration mime;
    private final ReadReceipts receipts;
    private final DeferredSending deferred;
    /// Messages that a client is sending by itself now, and the client.
    private final Map<SpooledMessage, Object> locks = new ConcurrentHashMap<>();

    private record SpooledMessage(long mailboxId, long messageId) {}

    /// Resumes what waits to be sent.
    ///
    /// @param hostName what the identifiers of messages end with
    public Submission(MailTransport transport, Database database, Store store,
            Directory directory, String hostName, Clock clock) {
        this.transport = transport;
        this.database = database;
        this.store = store;
        this.directory = directory;
        this.clock = clock;
        this.maker = new Outgoing.Maker(transport, new Correspondents(directory), hostName);
        this.mime = new MimeGeneration(store.blobs());
        this.receipts = new ReadReceipts(transport, store, directory, maker.correspondents(), mime,
                hostName, clock);
        SubmissionRows.migrate(database);
        this.deferred = new DeferredSending(database, transport.node(), clock, this::sendDeferred);
    }

    public Correspondents correspondents() { return maker.correspondents(); }

    /// The largest message that someone may send.
    public long sizeLimitBytes(DirectoryObject.MailboxOwner owner) {
        return transport.sizeLimitBytes(owner);
    }

    /// Whether a user may send as someone else, not only on behalf.
    public boolean maySendAs(DirectoryObject user, DirectoryObject owner) {
        return transport.maySendAs(user, owner);
    }

    public ReadReceipts receipts() { return receipts; }

    /// Submits a message of the session's mailbox for its actor: sends it, or keeps it until its time
    /// (PidTagDeferredSendTime). Durable when it returns.
    ///
    /// @throws MailError.NotFound there is no such message
    /// @throws MailError.Denied   the actor may not change it
    /// @throws MailError.Conflict somebody changed it meanwhile
    /// @throws MailError.Unavailable it cannot be sent now; it is as it was
    public Outcome submit(MailboxSession session, long messageId, SubmitOptions options) {
        Mailbox mailbox = session.mailbox();
        try {
            Draft draft = Draft.read(mailbox, messageId, store.blobs());
            requireSendable(draft);
            if (draft.has(MessageFlags.SUBMITTED)) {
                return refused(Reason.ALREADY_SUBMITTED, "the message is on its way already");
            }
            DirectoryObject owner = owner(draft.mailbox().guid());
            DirectoryObject submitter = submitter(session.actor(), owner);
            Instant now = clock.instant();
            Outgoing outgoing = maker.make(draft.content(), draft.row().flags(), submitter, owner,
                    now, options.protocol());
            PropertyBag bag = outgoing.kept().properties();
            Instant until = DeferredTime.of(bag, now);
            if (options.leaveToSpooler()) {
                return keep(mailbox, draft, outgoing, submitter, null);
            }
            if (until.isAfter(now)) {
                bag.set(PropertyTags.PidTagDeferredSendTime, until);
                return keep(mailbox, draft, outgoing, submitter, until);
            }
            return send(new Sending(mailbox, draft, outgoing, false, options.after()));
        } catch (Refusal.Refused e) {
            return new Refused(e.refusal());
        }
    }

    private static Refused refused(Reason reason, String text) {
        return new Refused(new Refusal(reason, text));
    }

    private static void requireSendable(Draft draft) {
        if (draft.row().associated() || draft.mailbox().kind() != MailboxKind.PRIVATE) {
            throw new Refusal.Refused(Reason.NOT_SENDABLE,
                    "only messages of a person's mailbox can be sent");
        }
    }

    private DirectoryObject owner(UUID mailboxGuid) {
        return directory.ofMailbox(mailboxGuid).orElseThrow(() -> new Refusal.Refused(
                Reason.MAY_NOT_SEND_AS, "the mailbox is nobody's"));
    }

    private DirectoryObject submitter(Actor actor, DirectoryObject owner) {
        return switch (actor) {
            case Actor.Server _ -> owner;
            case Actor.Anonymous _ -> throw new Refusal.Refused(Reason.MAY_NOT_SEND_AS,
                    "log in to send");
            case Actor.Person person -> submitter(person.userGuid());
        };
    }

    private DirectoryObject submitter(UUID guid) {
        return directory.ofGuid(guid).orElseThrow(() -> new Refusal.Refused(
                Reason.MAY_NOT_SEND_AS, "the user is not in the directory any more"));
    }

    /// Keeps a message where it is, submitted.
    ///
    /// @param due null leaves it to a client
    private Outcome keep(Mailbox mailbox, Draft draft, Outgoing outgoing,
            DirectoryObject submitter, @Nullable Instant due) {
        Access access = mailbox.access();
        long mailboxId = draft.mailbox().mailboxId();
        long messageId = draft.row().messageId();
        database.write(sql -> {
            Change change = store.join(sql, mailboxId, access);
            requireUnchanged(change, draft, false);
            change.saveMessage(messageId, draft.row().contentChangeNumber(),
                    new MessageUpdate(outgoing.kept(), false, MessageFlags.SUBMITTED, 0));
            SubmissionRows.insert(sql, new SubmissionRows.Row(mailboxId, messageId,
                    submitter.guid(), due == null
                            ? SubmissionRows.LEFT_TO_SPOOLER
                            : SubmissionRows.WAITING,
                    due));
            return true;
        });
        if (due == null) {
            return new LeftToSpooler();
        }
        deferred.wake();
        return new Deferred(due);
    }

    private static void requireUnchanged(Change change, Draft draft, boolean submitted) {
        MessageRow now = change.message(draft.row().messageId(), Set.of());
        if (now.contentChangeNumber() != draft.row().contentChangeNumber()
                || (now.flags() & MessageFlags.SUBMITTED) != 0 != submitted) {
            throw new MailError.Conflict("the message was changed while it was submitted");
        }
    }

    /// One message on its way.
    ///
    /// @param wasKept it was submitted before and waited
    private record Sending(Mailbox mailbox, Draft draft, Outgoing outgoing, boolean wasKept,
            SubmitOptions.After after) {}

    private Outcome send(Sending sending) {
        Intake.Receipt receipt = hand(sending.outgoing().content(), sending.draft().names(),
                sending.outgoing().envelope(),
                transport.submit(sending.outgoing().envelope(), settle(sending)));
        return new Sent(receipt.queueId(), sending.outgoing().kept().properties());
    }

    /// Writes a message as MIME to the transport.
    private Intake.Receipt hand(MessageContent content, Map<Integer, PropertyName> names,
            Envelope envelope, Intake begun) {
        try (Intake intake = begun) {
            // It is written in small pieces.
            Counted counted = new Counted(new BufferedOutputStream(intake));
            mime.write(content, names, false, counted);
            counted.flush();
            requireSize(envelope, counted.bytes);
            return intake.commit();
        } catch (MailError.TooLarge e) {
            throw new Refusal.Refused(Reason.TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new MailError.Unavailable("the message to send cannot be read", e);
        }
    }

    private void requireSize(Envelope envelope, long bytes) {
        long limit = transport.sizeLimitBytes(envelope);
        if (bytes > limit) {
            throw new Refusal.Refused(Reason.TOO_LARGE,
                    "messages may have up to " + limit + " bytes");
        }
    }

    /// What the sending of a message changes in its mailbox.
    private InSameUnit settle(Sending sending) {
        Access access = sending.wasKept() ? Access.SYSTEM : sending.mailbox().access();
        long mailboxId = sending.draft().mailbox().mailboxId();
        return new InSameUnit() {
            @Override
            public OptionalLong mailboxId() { return OptionalLong.of(mailboxId); }

            @Override
            public void write(Sql sql) throws SQLException {
                Change asActor = store.join(sql, mailboxId, access);
                Change asServer = store.join(sql, mailboxId, Access.SYSTEM);
                boolean kept = SubmissionRows.remove(sql, mailboxId,
                        sending.draft().row().messageId());
                if (kept != sending.wasKept()) {
                    throw new MailError.Conflict("the submission was taken back");
                }
                requireUnchanged(asActor, sending.draft(), sending.wasKept());
                sent(asActor, asServer, sending);
            }
        };
    }

    private void sent(Change asActor, Change asServer, Sending sending) {
        long messageId = sending.draft().row().messageId();
        PropertyBag bag = sending.outgoing().kept().properties().copy();
        long target = sending.after().folder(bag, asActor, asServer);
        EntryId.Message known = SentFolder.target(bag, asServer.info());
        if (known != null) {
            bag.set(PropertyTags.PidTagSourceKey, SentFolder.sourceKey(known));
            bag.remove(PropertyTags.PidTagTargetEntryId);
        }
        MessageContent content = new MessageContent(bag, sending.outgoing().kept().recipients(),
                sending.outgoing().kept().attachments());
        asActor.saveMessage(messageId, sending.draft().row().contentChangeNumber(),
                new MessageUpdate(content, false, MessageFlags.READ | MessageFlags.FROM_ME,
                        MessageFlags.UNSENT | MessageFlags.SUBMITTED | MessageFlags.RESEND,
                        bag.getTime(PropertyTags.PidTagClientSubmitTime)));
        MessageRow saved = asServer.message(messageId, Set.of());
        int[] uid = {saved.uid()};
        if (target == SentFolder.DELETED) {
            asServer.deleteMessages(saved.folderId(), uid, true);
        } else if (target != SentFolder.NONE && target != saved.folderId()) {
            asServer.moveMessages(saved.folderId(), uid, target);
        }
    }

    /// Takes a submission back, if it is not too late: the message is a draft again.
    ///
    /// @throws MailError.NotFound there is no such message
    public Abort abort(MailboxSession session, long messageId) {
        Mailbox mailbox = session.mailbox();
        long mailboxId = mailbox.info().mailboxId();
        Access access = mailbox.access();
        if (locks.containsKey(new SpooledMessage(mailboxId, messageId))) {
            return Abort.LOCKED;
        }
        return database.write(sql -> {
            Change change = store.join(sql, mailboxId, access);
            MessageRow row = change.message(messageId, Set.of());
            if (!SubmissionRows.remove(sql, mailboxId, messageId)) {
                return Abort.NOT_SUBMITTED;
            }
            release(change, row);
            return Abort.DONE;
        });
    }

    static void release(Change change, MessageRow row) {
        change.saveMessage(row.messageId(), row.contentChangeNumber(), new MessageUpdate(
                change.content(row.messageId()), true, MessageFlags.UNSENT,
                MessageFlags.SUBMITTED));
    }

    /// What came of an [#abort].
    public enum Abort {
        DONE,
        /// It was never submitted, or is sent.
        NOT_SUBMITTED,
        /// A client is sending it.
        LOCKED
    }

    // Clients that send messages themselves. MS-OXOMSG §2.2.5.

    /// Locks a message that was left to clients; false when another has it.
    ///
    /// @param client whose lock it is, until it is [#unlock]ed
    /// @throws MailError.NotFound there is no such message, or it is not left to clients
    public boolean lock(MailboxSession session, long messageId, Object client) {
        long mailboxId = session.mailbox().info().mailboxId();
        requireSpooled(session.mailbox(), messageId);
        SpooledMessage message = new SpooledMessage(mailboxId, messageId);
        return locks.computeIfAbsent(message, any -> client) == client;
    }

    private void requireSpooled(Mailbox mailbox, long messageId) {
        mailbox.read(snapshot -> snapshot.message(messageId, Set.of()));
        SubmissionRows.Row row = database.read(sql -> SubmissionRows.find(sql,
                mailbox.info().mailboxId(), messageId));
        if (row == null || row.state() != SubmissionRows.LEFT_TO_SPOOLER) {
            throw new MailError.NotFound("the message is not left to clients");
        }
    }

    /// False when the client does not have it locked.
    public boolean unlock(MailboxSession session, long messageId, Object client) {
        return locks.remove(new SpooledMessage(session.mailbox().info().mailboxId(), messageId),
                client);
    }

    /// Releases all that a client has locked.
    public void unlockAll(Object client) { locks.values().removeIf(owner -> owner == client); }

    /// A client has sent a message that it has locked: with it happens what happens to one that the
    /// server sent. False when the client does not have it locked.
    public boolean finish(MailboxSession session, long messageId, Object client) {
        Mailbox mailbox = session.mailbox();
        SpooledMessage message = new SpooledMessage(mailbox.info().mailboxId(), messageId);
        if (locks.get(message) != client) {
            return false;
        }
        Draft draft = Draft.read(mailbox, messageId, store.blobs());
        Outgoing done = new Outgoing(draft.content(), draft.content(), Envelope.of(null,
                Outgoing.client("MAPI"), List.of()));
        InSameUnit settle = settle(
                new Sending(mailbox, draft, done, true, SubmitOptions.After.AS_IT_SAYS));
        database.write(sql -> {
            settle.write(sql);
            return true;
        });
        locks.remove(message, client);
        return true;
    }

    // Deferred messages.

    /// Sends a message whose time has come. What cannot be sent any more comes back to its sender.
    private void sendDeferred(SubmissionRows.Row row) {
        Mailbox mailbox = store.open(row.mailboxId(), Access.SYSTEM);
        Draft draft = Draft.read(mailbox, row.messageId(), store.blobs());
        try {
            DirectoryObject owner = owner(draft.mailbox().guid());
            Outgoing outgoing = maker.make(draft.content(), draft.row().flags(),
                    submitter(row.submitter()), owner, clock.instant(), "MAPI");
            send(new Sending(mailbox, draft, outgoing, true, SubmitOptions.After.AS_IT_SAYS));
        } catch (Refusal.Refused e) {
            comeBack(draft, e.refusal());
        }
    }

    /// The message is a draft again, and its owner is told why it was not sent.
    private void comeBack(Draft draft, Refusal refusal) {
        long mailboxId = draft.mailbox().mailboxId();
        long messageId = draft.row().messageId();
        InSameUnit taken = new InSameUnit() {
            @Override
            public OptionalLong mailboxId() { return OptionalLong.of(mailboxId); }

            @Override
            public void write(Sql sql) throws SQLException {
                Change change = store.join(sql, mailboxId, Access.SYSTEM);
                if (!SubmissionRows.remove(sql, mailboxId, messageId)) {
                    throw new MailError.Conflict("the submission was taken back");
                }
                release(change, change.message(messageId, Set.of()));
            }
        };
        DirectoryObject owner = directory.ofMailbox(draft.mailbox().guid()).orElse(null);
        Recipients recipients = Recipients.of(draft.content().recipients(),
                draft.content().properties(), false, correspondents());
        if (owner == null || recipients.sendTo().isEmpty()) {
            database.write(sql -> {
                taken.write(sql);
                return true;
            });
            return;
        }
        SmtpAddress address = owner.address();
        Envelope envelope = Envelope.of(address, Outgoing.client("MAPI"), recipients.sendTo());
        EnhancedStatus status = refusal.reason() == Reason.TOO_LARGE
                ? EnhancedStatus.MESSAGE_TOO_BIG
                : EnhancedStatus.NOT_AUTHORIZED;
        try (Intake intake = transport.refuse(envelope, taken, status, refusal.text())) {
            MessageContent header = new MessageContent(draft.content().properties(),
                    recipients.rows(), List.of());
            mime.write(header, draft.names(), false, intake);
            intake.commit();
        } catch (IOException e) {
            throw new MailError.Unavailable("the message that cannot be sent cannot be read", e);
        }
    }

    /// Something waits that was not submitted here: it was restored.
    public void lookAgain() { deferred.wake(); }

    /// Sends nothing more that waits; it waits for the next start.
    @Override
    public void close() { deferred.close(); }

    /// Counts what passes by.
    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) { this.out = out; }

        @Override
        public void write(int one) throws IOException {
            bytes++;
            out.write(one);
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            bytes += length;
            out.write(some, offset, length);
        }

        @Override
        public void flush() throws IOException { out.flush(); }
    }
}
