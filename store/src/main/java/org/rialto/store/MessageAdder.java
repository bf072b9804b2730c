package org.rialto.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.NamedProperty;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// Adds messages and replaces their contents in a unit of work.
final class MessageAdder {
    private final SqlChange change;
    private final Sql sql;
    private final long mailboxId;

    MessageAdder(SqlChange change) {
        this.change = change;
        this.sql = change.sql;
        this.mailboxId = change.mailboxId;
    }

    Change.Added add(long folderId, NewMessage message, boolean delivered) throws SQLException {
        return add(folderId, message, delivered, null);
    }

    /// Of what a client uploads.
    Change.Added add(long folderId, NewMessage message, ImportedVersion version)
            throws SQLException {
        return add(folderId, message, false, version);
    }

    private Change.Added add(long folderId, NewMessage message, boolean delivered,
            @Nullable ImportedVersion version) throws SQLException {
        FolderState folder = change.state(folderId, Rights.CREATE);
        if (folder.type == FolderType.SEARCH) {
            throw new MailError.Invalid("a search folder holds no messages of its own");
        }
        MessageContent content = message.content();
        BlobRef mime = message.mime();
        PropertyBag bag = mime != null && showsNone(content.attachments())
                ? withoutAttachmentsToShow(content.properties())
                : content.properties();
        long messageId = version == null
                ? change.mailbox.next()
                : new ImportEditor(change).take(change, List.of(folderId),
                        version.sourceKey());
        long number = change.mailbox.next();
        byte[] properties = (version == null && !bag.contains(ImportedVersion.STORED)
                ? bag
                : withVersion(bag, messageId, number, version, null)).encode();
        byte @Nullable [] recipients = ContentFormat.encodeRecipients(content.recipients());
        byte @Nullable [] attachments = ContentFormat.encodeAttachments(content.attachments());
        long size = mime != null
                ? mime.length()
                : size(properties, recipients, content.attachments());
        requireQuota(change.mailbox, size);

        for (BlobRef blob : blobs(mime, content.attachments())) {
            change.store.blobs().reference(sql, blob);
        }
        int uid = folder.takeUid();
        int flags = withAttachments(change.rights.settable(folderId, message.flags()),
                content.attachments());
        if (change.readMarks.personal()) {
            flags &= ~(MessageFlags.READ | MessageFlags.EVER_READ);
            if ((message.flags() & MessageFlags.READ) != 0 && !message.associated()
                    && !change.access.principals().isEmpty()) {
                change.readMarks.put(folder, change.readMarks.of(folderId)
                        .with(new long[]{messageId}, true));
            }
        }
        long keywords = message.keywords().isEmpty() || !change.rights.mayTag(folderId)
                ? 0
                : new Keywords(sql, mailboxId, folderId).bits(message.keywords());
        sql.update("INSERT INTO message (mailbox_id, folder_id, uid, message_id, associated,"
                + " flags, keywords, change_number, content_change_number, size, mime_size,"
                + " mime_blob, received, saved, modified, text_id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                mailboxId, folderId, uid, messageId, message.associated(),
                MessageFlags.toTable(flags), keywords, number,
                number, size, mime == null ? -1 : mime.length(),
                mime == null ? null : mime.blobId(), FileTime.fromInstant(message.received()),
                change.now, modified(bag, version));
        sql.update("INSERT INTO message_item (message_key, mailbox_id, folder_id, uid,"
                + " origin_folder_id, creator, structure, properties, recipients, attachments)"
                + " VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
                MessageRows.keyOffset(sql.dialect(), mailboxId) + messageId, mailboxId, folderId,
                uid, change.access.actor().equals(Access.SYSTEM_ID)
                        ? null
                        : change.access.actor().toString(),
                message.structure(), properties, recipients, attachments);
        folder.count(1, message.associated(), flags, size);
        folder.contentsChanged(number);
        change.mailbox.count(1, folder.isRecoverable(), size);
        if (!message.associated()) {
            change.note(folder, new IndexDelta.Added(uid, messageId, flags, keywords, number,
                    number));
        }
        change.note(new StoreEvent.MessageCreated(mailboxId, folderId, messageId, uid, number,
                message.associated(), delivered));
        return new Change.Added(messageId, uid, number);
    }

    /// The properties with what is kept of the version that a client uploaded: the new one, or what
    /// was kept before.
    private PropertyBag withVersion(PropertyBag bag, long messageId, long number,
            @Nullable ImportedVersion version, @Nullable Binary before) {
        Binary kept = version == null
                ? before
                : KeptVersion.of(new ObjectIds(change.mailbox.toInfo()), messageId, number,
                        version).encode();
        return bag.copy().setOrRemove(ImportedVersion.STORED, kept);
    }

    private static boolean showsNone(List<Attachment> attachments) {
        return !attachments.isEmpty() && attachments.stream().allMatch(each -> each.properties()
                .getBoolean(PropertyTags.PidTagAttachmentHidden, false));
    }

    /// Of a message read from MIME whose attachments are all hidden, mostly pictures within its
    /// text: PidTagHasAttachments counts them (MS-OXCMSG §2.2.1.2), PidLidSmartNoAttach says that
    /// there are none for people to see (§2.2.1.14).
    private PropertyBag withoutAttachmentsToShow(PropertyBag properties) throws SQLException {
        NamedProperty none = NamedProperties.PidLidSmartNoAttach;
        try {
            int id = new NameRows(sql, mailboxId).register(none.name());
            return properties.copy().set(none.tag(id), true);
        } catch (MailError.TooLarge e) {
            return properties; // the mailbox has used up its names; that must not keep mail out
        }
    }

    /// MS-OXCSTOR §3.2.5: nothing comes in beyond the prohibit-receive quota.
    static void requireQuota(MailboxState mailbox, long more) {
        long most = mailbox.quota.prohibitReceiveBytes();
        if (most > 0 && mailbox.contentSize + more > most) {
            throw new MailError.Quota("the mailbox is full: its quota is " + most + " bytes");
        }
    }

    private static int withAttachments(int flags, List<Attachment> attachments) {
        return attachments.isEmpty()
                ? flags & ~MessageFlags.HAS_ATTACHMENTS
                : flags | MessageFlags.HAS_ATTACHMENTS;
    }

    private static long size(byte[] properties, byte @Nullable [] recipients,
            List<Attachment> attachments) {
        return properties.length + (recipients == null ? 0 : recipients.length)
                + ContentFormat.size(attachments);
    }

    /// Each blob once: a message holds one reference on each.
    static Set<BlobRef> blobs(@Nullable BlobRef mime, List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return mime == null ? Set.of() : Set.of(mime);
        }
        Set<BlobRef> blobs = new HashSet<>(ContentFormat.blobs(attachments));
        if (mime != null) {
            blobs.add(mime);
        }
        return blobs;
    }

    long save(long messageId, long expectedChangeNumber, MessageUpdate update,
            @Nullable ImportedVersion version) throws SQLException {
        MessageContent content = update.content();
        MessageRow old = change.messages.get(messageId, Set.of());
        FolderState folder = change.state(old.folderId());
        requireEdit(folder, old.uid());
        if (old.contentChangeNumber() != expectedChangeNumber) {
            throw new MailError.Conflict("the message was changed by somebody else meanwhile");
        }
        MessageContent before = change.messages.content(messageId);
        BlobRef mime = update.keepsMime() ? old.mime() : null;
        boolean otherBytes = mime == null && !old.associated();
        long leaving = otherBytes ? change.mailbox.next() : 0;
        long number = change.mailbox.next();
        PropertyBag bag = version == null
                ? stamped(before.properties(), content.properties())
                : content.properties();
        byte[] properties = withVersion(bag, messageId, number, version,
                before.properties().getBinary(ImportedVersion.STORED)).encode();
        byte @Nullable [] recipients = ContentFormat.encodeRecipients(content.recipients());
        byte @Nullable [] attachments = ContentFormat.encodeAttachments(content.attachments());
        long size = mime != null
                ? mime.length()
                : size(properties, recipients, content.attachments());
        requireQuota(change.mailbox, size - old.size());
        exchangeBlobs(old, before.attachments(), mime, content.attachments());

        if (otherBytes) {
            leaveUid(folder, old, leaving);
        }
        int uid = otherBytes ? folder.takeUid() : old.uid();
        int flags = withAttachments(old.flags() & ~update.clearFlags() | update.setFlags()
                | MessageFlags.MODIFIED, content.attachments());
        // Who brings this version along need not know of the read state: that stays a change of its
        // own, after the version's.
        boolean readState = old.changeNumber() != old.contentChangeNumber();
        long stateNumber = readState ? change.mailbox.next() : number;
        Instant received = update.received();
        if (received != null) {
            sql.update("UPDATE message SET received = ? WHERE mailbox_id = ? AND folder_id = ?"
                    + " AND uid = ?", FileTime.fromInstant(received), mailboxId, old.folderId(),
                    old.uid());
        }
        sql.update("UPDATE message SET uid = ?, flags = ?, change_number = ?,"
                + " content_change_number = ?, size = ?, group_changes = ?, modified = ?"
                + (mime == null ? ", mime_size = -1, mime_blob = NULL, text_id = 0" : "")
                + " WHERE mailbox_id = ? AND folder_id = ? AND uid = ?",
                uid, MessageFlags.toTable(flags), stateNumber, number,
                size, groupChanges(old, before, update, number), modified(bag, version),
                mailboxId, old.folderId(), old.uid());
        sql.update(
                "UPDATE message_item SET uid = ?, properties = ?, recipients = ?, attachments = ?"
                        + (mime == null ? ", structure = NULL" : "")
                        + " WHERE mailbox_id = ? AND message_key = ?",
                uid, properties,
                recipients, attachments, mailboxId,
                MessageRows.keyOffset(sql.dialect(), mailboxId) + messageId);
        folder.count(-1, old.associated(), old.flags(), old.size());
        folder.count(1, old.associated(), flags, size);
        folder.contentsChanged(stateNumber);
        change.mailbox.count(-1, folder.isRecoverable(), old.size());
        change.mailbox.count(1, folder.isRecoverable(), size);
        if (otherBytes) {
            change.note(folder, new IndexDelta.Added(uid, messageId, flags, old.keywords(),
                    stateNumber, stateNumber));
        } else if (!old.associated()) {
            change.note(folder, new IndexDelta.Updated(new int[]{uid}, new int[]{flags},
                    new long[]{old.keywords()}, new long[]{stateNumber}, stateNumber));
        }
        change.note(new StoreEvent.MessageModified(mailboxId, old.folderId(), messageId, uid,
                stateNumber));
        return number;
    }

    /// With the time of this change, unless whoever made it said one.
    private PropertyBag stamped(PropertyBag before, PropertyBag after) {
        PropertyTag modified = PropertyTags.PidTagLastModificationTime;
        return Objects.equals(before.get(modified), after.get(modified))
                ? after.copy().set(modified, FileTime.toInstant(change.now))
                        .set(PropertyTags.PidTagLocalCommitTime, FileTime.toInstant(change.now))
                : after;
    }

    /// What its client or its properties say, or else now. Every row has it, so that a change of flags
    /// finds room for a new one in place.
    private long modified(PropertyBag bag, @Nullable ImportedVersion version) {
        Instant said = version == null
                ? bag.getTime(PropertyTags.PidTagLastModificationTime)
                : version.modified();
        return said == null ? change.now : FileTime.fromInstant(said);
    }

    void tellWhole(long messageId) throws SQLException {
        MessageRow row = change.messages.get(messageId, Set.of());
        requireEdit(change.state(row.folderId()), row.uid());
        sql.update("UPDATE message SET group_changes = ? WHERE mailbox_id = ? AND folder_id = ?"
                + " AND uid = ?", GroupChanges.wholeAt(row.contentChangeNumber()).encode(),
                mailboxId, row.folderId(), row.uid());
    }

    private byte[] groupChanges(MessageRow old, MessageContent before, MessageUpdate update,
            long number) {
        // What is read from MIME is in no property that could be compared; and of a conflict resolve
        // message, clients have another form.
        ContentDifference difference = MessageStatus.isInConflict(before.properties())
                || old.mime() != null && !update.keepsMime()
                        ? ContentDifference.WHOLE
                        : ContentDifference.of(before, update.content(),
                                id -> change.namedProperty(id).orElse(null));
        return GroupChanges.of(old).with(difference, number).encode();
    }

    /// The bytes that belong to a UID never change (RFC 9051 §2.3.1.1): a message that has others
    /// now gets a new one, and IMAP sees the old one go.
    private void leaveUid(FolderState folder, MessageRow old, long number) throws SQLException {
        sql.update("INSERT INTO tombstone (mailbox_id, folder_id, change_number, uid, message_id)"
                + " VALUES (?, ?, ?, ?, ?)", mailboxId, folder.folderId, number, old.uid(),
                old.messageId());
        folder.contentsChanged(number);
        change.note(folder, new IndexDelta.Removed(new int[]{old.uid()}, number));
    }

    private void requireEdit(FolderState folder, int uid) throws SQLException {
        int rights = change.rights.of(folder.folderId);
        if ((rights & Rights.EDIT_ANY) != 0) {
            return;
        }
        change.rights.require(folder, Rights.EDIT_OWNED);
        change.messages.requireCreator(folder.folderId, new int[]{uid}, change.access);
    }

    /// Takes the new references before it gives back the old, so that none is at zero between.
    private void exchangeBlobs(MessageRow old, List<Attachment> before, @Nullable BlobRef mime,
            List<Attachment> attachments) throws SQLException {
        Set<BlobRef> held = blobs(old.mime(), before);
        Set<BlobRef> wanted = blobs(mime, attachments);
        for (BlobRef blob : wanted) {
            if (!held.contains(blob)) {
                change.store.blobs().reference(sql, blob);
            }
        }
        for (BlobRef blob : held) {
            if (!wanted.contains(blob)) {
                change.store.blobs().release(sql, blob);
            }
        }
    }
}
