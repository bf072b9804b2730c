package org.rialto.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.SmtpAddress;
import org.rialto.formats.mime.MimeScan;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mailbox.rules.DeliveryRules;
import org.rialto.mailbox.rules.Origin;
import org.rialto.mailbox.rules.Outgoing;
import org.rialto.mailbox.rules.Plan;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Access;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Change;
import org.rialto.store.MailboxInfo;
import org.rialto.store.NewMessage;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts mail into mailboxes on the server's behalf: the end of the way of a message. In three steps,
/// because a unit of work must be quick: [#prepare] once a message, [#plan] once a recipient (what
/// its rules make of it), then [#deliver] inside the caller's unit of work.
public final class Delivery {
    private static final int KNOWN_MAILBOXES = 20_000;
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private final Store store;
    private final Directory directory;
    private final DeliveryRules rules;
    /// Of the mailboxes that were delivered to.
    private final Cache<UUID, Home> homes = Caffeine.newBuilder().maximumSize(KNOWN_MAILBOXES)
            .build();
    /// Where the public folders are whose rules are known.
    private final Map<String, Place> publicFolders = new ConcurrentHashMap<>();

    public Delivery(Store store, Directory directory, RuleLimits limits) {
        this.store = store;
        this.directory = directory;
        this.rules = new DeliveryRules(store, directory, limits);
    }

    /// What a message is delivered as, whoever receives it.
    public record Prepared(NewMessage message, MimeScan scan, BlobRef mime) {}

    private record Place(long mailboxId, long folderId) {}

    /// Where a mailbox receives its messages.
    ///
    /// @param version of the Inbox's rules, which is another when that has changed
    private record Home(long mailboxId, long inboxId, long version, ReceiveFolders folders) {
        static Home read(Snapshot snapshot) {
            long inbox = snapshot.folder(SpecialFolder.INBOX).folderId();
            return new Home(snapshot.info().mailboxId(), inbox, snapshot.rulesVersion(inbox),
                    receiveFolders(snapshot));
        }

        private static ReceiveFolders receiveFolders(Snapshot snapshot) {
            try {
                return MailboxSettings.receiveFolders(snapshot);
            } catch (MailError.Damaged e) {
                log.warn("mailbox {}: its receive folders cannot be read; all is for the Inbox",
                        snapshot.info().mailboxId(), e);
                return new ReceiveFolders(List.of());
            }
        }

        Place place(NewMessage message) {
            String messageClass = message.content().properties()
                    .getString(PropertyTags.PidTagMessageClass, "");
            return new Place(mailboxId, folders.of(messageClass)
                    .map(ReceiveFolders.Row::folderId).orElse(inboxId));
        }
    }

    /// Where a delivered message is.
    ///
    /// @param messageId 0 when the rules keep none
    /// @param send what rules send, to be taken by the transport in the same unit of work
    public record Placed(long mailboxId, long folderId, long messageId, List<Outgoing> send) {}

    /// Undoes a unit of work whose plan is out of date: pass it to [#learn], and plan anew.
    public static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Runnable learn;

        private Outdated(Runnable learn) {
            super(null, null, false, false);
            this.learn = learn;
        }
    }

    /// @param mime the stored bytes, with the Return-Path field that final delivery puts on top
    ///        (RFC 5321 §4.4)
    /// @param scan what one pass over them gave
    /// @param received the delivery time
    public Prepared prepare(BlobRef mime, MimeScan scan, Instant received) {
        return prepare(mime, scan, received, null);
    }

    /// @param origin of a message that a rule sent
    public Prepared prepare(BlobRef mime, MimeScan scan, Instant received,
            @Nullable Origin origin) {
        NewMessage message;
        try (BlobReader reader = store.blobs().open(mime)) {
            message = MimeMessages.toNewMessage(mime, scan, reader::stream, 0, Set.of(), received);
        } catch (IOException e) {
            throw new MailError.Unavailable("the message just stored cannot be read", e);
        }
        message.content().properties().set(PropertyTags.PidTagMessageDeliveryTime, received);
        if (origin != null) {
            origin.mark(message.content().properties(), directory);
        }
        return new Prepared(message, scan, mime);
    }

    /// What the rules of the mailbox's receive folder for its class make of a message; to be made
    /// anew when [#deliver] finds it [Outdated].
    public Plan plan(UUID mailboxGuid, Prepared prepared) {
        Home home = homes.getIfPresent(mailboxGuid);
        return plan(home == null ? null : home.place(prepared.message()), prepared,
                () -> directory.ofMailbox(mailboxGuid));
    }

    /// What the rules of a public folder make of a message.
    ///
    /// @param address of the folder
    public Plan plan(String path, SmtpAddress address, Prepared prepared) {
        return plan(publicFolders.get(path), prepared, () -> directory.ofAddress(address));
    }

    private Plan plan(@Nullable Place place, Prepared prepared,
            java.util.function.Supplier<Optional<DirectoryObject>> addressee) {
        return place == null
                ? Plan.NO_RULES
                : rules.plan(place.mailboxId(), place.folderId(), prepared.message(),
                        prepared.scan(), prepared.mime(), addressee);
    }

    /// The number of a mailbox, as far as it is known; it may have been made anew since.
    public Optional<Long> mailboxId(UUID mailboxGuid) {
        Home home = homes.getIfPresent(mailboxGuid);
        return home == null
                ? store.findMailbox(mailboxGuid).map(MailboxInfo::mailboxId)
                : Optional.of(home.mailboxId());
    }

    /// Finds out what a plan did not know.
    public void learn(Outdated outdated) { outdated.learn.run(); }

    /// Delivers to a mailbox: to the receive folder for the message's class (MS-OXCSTOR §3.2.1), or
    /// where the rules of that folder put it.
    ///
    /// @throws MailError.NotFound there is no such mailbox
    /// @throws MailError.Quota the mailbox takes no more
    /// @throws MailError.Damaged the mailbox cannot be read
    /// @throws Outdated the plan was made by other rules than there are
    public Placed deliver(Sql sql, UUID mailboxGuid, Prepared prepared, Plan plan) {
        Home known = homes.getIfPresent(mailboxGuid);
        if (known != null) {
            try {
                return deliver(sql, mailboxGuid, known, prepared, plan);
            } catch (MailError.NotFound | MailError.Gone e) {
                // Deleted, and perhaps made anew (a restore), or only the folder: looked up again.
                homes.invalidate(mailboxGuid);
            }
        }
        MailboxInfo info = store.findMailbox(mailboxGuid).orElseThrow(
                () -> new MailError.NotFound("there is no mailbox " + mailboxGuid));
        Home found = Home.read(store.join(sql, info.mailboxId(), Access.SYSTEM));
        sql.afterCommit(() -> homes.put(mailboxGuid, found));
        return deliver(sql, mailboxGuid, found, prepared, plan);
    }

    private Placed deliver(Sql sql, UUID mailboxGuid, Home home, Prepared prepared, Plan plan) {
        Change change = store.join(sql, home.mailboxId(), Access.SYSTEM);
        if (change.rulesVersion(home.inboxId()) != home.version()) {
            throw new Outdated(() -> learn(mailboxGuid, home));
        }
        return deliver(change, home.place(prepared.message()), prepared, plan,
                () -> homes.put(mailboxGuid, home));
    }

    private void learn(UUID mailboxGuid, Home old) {
        try {
            homes.put(mailboxGuid, store.open(old.mailboxId(), Access.SYSTEM).read(Home::read));
        } catch (MailError.NotFound e) {
            homes.invalidate(mailboxGuid);
        }
        rules.learn(old.mailboxId(), old.inboxId());
    }

    private Placed deliver(Change change, Place place, Prepared prepared, Plan plan,
            Runnable found) {
        try {
            DeliveryRules.At at = DeliveryRules.carryOut(change, place.mailboxId(),
                    place.folderId(), prepared.message(), plan);
            return new Placed(place.mailboxId(), at == null ? place.folderId() : at.folderId(),
                    at == null ? 0 : at.messageId(), toSend(change, plan));
        } catch (DeliveryRules.Changed e) {
            throw new Outdated(() -> {
                found.run();
                rules.learn(e);
            });
        }
    }

    /// What is to be sent, but for answers that their sender has.
    private static List<Outgoing> toSend(Change change, Plan plan) {
        return plan.outgoing().stream().filter(one -> {
            Outgoing.Reply once = one.reply();
            return once == null
                    || change.noteReply(once.folderId(), once.ruleId(), once.sender());
        }).toList();
    }

    /// Delivers to a public folder, by its path of names (`/Announcements/2026`).
    ///
    /// @throws MailError.NotFound there is no such folder
    /// @throws Outdated the plan was made by other rules than there are
    public Placed deliverToPublicFolder(Sql sql, String path, Prepared prepared, Plan plan) {
        MailboxInfo info = store.findMailbox(Mailboxes.PUBLIC_FOLDERS)
                .orElseThrow(() -> new MailError.NotFound("there are no public folders"));
        Change change = store.join(sql, info.mailboxId(), Access.SYSTEM);
        long folder = change.folder(SpecialFolder.IPM_SUBTREE).folderId();
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                folder = change.child(folder, name).orElseThrow(
                        () -> new MailError.NotFound("there is no public folder " + path))
                        .folderId();
            }
        }
        Place place = new Place(info.mailboxId(), folder);
        return deliver(change, place, prepared, plan, () -> publicFolders.put(path, place));
    }
}
