package org.rialto.mailbox;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.rialto.database.Sql;
import org.rialto.formats.mime.MimeScan;
import org.rialto.items.mail.MimeMessages;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Access;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Change;
import org.rialto.store.MailboxInfo;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.rialto.store.Store;

/// Puts mail into mailboxes on the server's behalf: the end of the way of a message. In two steps,
/// because a unit of work must be quick: [#prepare] once a message, then [#deliver] once a mailbox
/// inside the caller's unit of work.
public final class Delivery {
    private final Store store;
    /// Where the Inboxes are that were delivered to; that never changes in a mailbox's life.
    private final Map<UUID, Inbox> inboxes = new ConcurrentHashMap<>();

    public Delivery(Store store) { this.store = store; }

    /// What a message is delivered as, whoever receives it.
    public record Prepared(NewMessage message) {}

    private record Inbox(long mailboxId, long folderId) {}

    /// Where a delivered message is.
    public record Placed(long mailboxId, long folderId, long messageId) {}

    /// @param mime the stored bytes, with the Return-Path field that final delivery puts on top
    ///        (RFC 5321 §4.4)
    /// @param scan what one pass over them gave
    /// @param received the delivery time
    public Prepared prepare(BlobRef mime, MimeScan scan, Instant received) {
        NewMessage message;
        try (BlobReader reader = store.blobs().open(mime)) {
            message = MimeMessages.toNewMessage(mime, scan, reader::stream, 0, Set.of(), received);
        } catch (IOException e) {
            throw new MailError.Unavailable("the message just stored cannot be read", e);
        }
        message.content().properties().set(PropertyTags.PidTagMessageDeliveryTime, received);
        return new Prepared(message);
    }

    /// Delivers to a mailbox's Inbox (rules come with the remote operations).
    ///
    /// @throws MailError.NotFound there is no such mailbox
    /// @throws MailError.Quota the mailbox takes no more
    /// @throws MailError.Damaged the mailbox cannot be read
    public Placed deliver(Sql sql, UUID mailboxGuid, Prepared prepared) {
        Inbox known = inboxes.get(mailboxGuid);
        if (known != null) {
            try {
                return deliver(store.join(sql, known.mailboxId(), Access.SYSTEM), known, prepared);
            } catch (MailError.NotFound | MailError.Gone e) {
                // Deleted, and perhaps made anew (a restore): looked up again below.
                inboxes.remove(mailboxGuid, known);
            }
        }
        MailboxInfo info = store.findMailbox(mailboxGuid).orElseThrow(
                () -> new MailError.NotFound("there is no mailbox " + mailboxGuid));
        Change change = store.join(sql, info.mailboxId(), Access.SYSTEM);
        Inbox found = new Inbox(info.mailboxId(), change.folder(SpecialFolder.INBOX).folderId());
        Placed placed = deliver(change, found, prepared);
        sql.afterCommit(() -> inboxes.put(mailboxGuid, found));
        return placed;
    }

    private static Placed deliver(Change change, Inbox inbox, Prepared prepared) {
        Change.Added added = change.deliver(inbox.folderId(), prepared.message());
        return new Placed(inbox.mailboxId(), inbox.folderId(), added.messageId());
    }

    /// Delivers to a public folder, by its path of names (`/Announcements/2026`).
    ///
    /// @throws MailError.NotFound there is no such folder
    public Placed deliverToPublicFolder(Sql sql, String path, Prepared prepared) {
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
        Change.Added added = change.deliver(folder, prepared.message());
        return new Placed(info.mailboxId(), folder, added.messageId());
    }
}
