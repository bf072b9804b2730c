package org.rialto.protocols.rops.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.protocols.rops.wire.message.RopSetMessageStatus;
import org.rialto.protocols.rops.wire.message.RopSetReadFlags;
import org.rialto.store.Change;
import org.rialto.store.FlagChange;
import org.rialto.store.ImportedVersion;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageStatus;
import org.rialto.store.MessageUpdate;
import org.rialto.store.MessageValues;
import org.rialto.store.Snapshot;

/// The state of messages that is changed at once, without opening or saving them: read flags
/// (MS-OXCMSG §3.2.5.10, §3.2.5.11) and the status (§3.2.5.7, §3.2.5.8). Receipts that are asked for
/// are sent before.
final class MessageStates {
    private static final int DELETE_MARKED = MessageStatus.DELETE_MARKED;
    private static final int BATCH = 10_000;

    private MessageStates() {}

    /// True when some could not be changed. No ids at all stand for all messages of the folder.
    static boolean setReadFlags(RopSetReadFlags.Request request, FolderObject folder,
            @Nullable PendingReceipts receipts) {
        List<MessageId> ids = request.messageIds();
        MessageMoves.Places places = ids.isEmpty()
                ? MessageMoves.all(folder)
                : MessageMoves.places(folder, ids, true);
        boolean partial = places.missing();
        boolean done = false;
        MailError.Denied denied = null;
        for (Map.Entry<Long, int[]> some : places.uids().entrySet()) {
            try {
                partial |= setReadFlags(request.readFlags(), folder, some.getKey(),
                        some.getValue(), receipts);
                done = true;
            } catch (MailError.Denied e) {
                denied = e;
            } catch (MailError.NotFound e) {
                // The folder is gone, with what a search folder showed of it.
                if (some.getKey() == folder.folderId()) {
                    throw e;
                }
                partial = true;
            }
        }
        if (denied != null && !done) {
            throw denied;
        }
        return partial || denied != null;
    }

    /// Who may edit the own messages only leaves the others as they are.
    private static boolean setReadFlags(int readFlags, FolderObject folder, long folderId,
            int[] found, @Nullable PendingReceipts receipts) {
        FlagChange change = change(readFlags);
        // In public folders the read state is each user's own.
        int[] uids = folder.logon().isPrivate()
                ? folder.mailbox().read((Snapshot snapshot) -> snapshot.editable(folderId, found))
                : found;
        if (receipts != null && sendsReceipts(readFlags)) {
            receipts.read(folderId, uids, change.set() == 0, change.set());
        }
        if (change.set() != 0 || change.clear() != 0) {
            for (int from = 0; from < uids.length; from += BATCH) {
                folder.mailbox().changeFlags(folderId, Arrays.copyOfRange(uids, from,
                        Math.min(uids.length, from + BATCH)), change);
            }
        }
        return uids.length < found.length;
    }

    /// Reading sends what is pending; so does asking for nothing else.
    private static boolean sendsReceipts(int readFlags) {
        return (readFlags & (RopSetReadFlags.SUPPRESS_RECEIPT | RopSetReadFlags.CLEAR_READ_FLAG
                | RopSetReadFlags.CLEAR_NOTIFY_READ
                | RopSetReadFlags.CLEAR_NOTIFY_UNREAD)) == 0;
    }

    /// §2.2.3.10.1.
    private static FlagChange change(int readFlags) {
        int set = 0;
        int clear = 0;
        boolean only = (readFlags & (RopSetReadFlags.GENERATE_RECEIPT_ONLY
                | RopSetReadFlags.CLEAR_NOTIFY_READ | RopSetReadFlags.CLEAR_NOTIFY_UNREAD)) != 0;
        if ((readFlags & RopSetReadFlags.CLEAR_READ_FLAG) != 0) {
            clear = MessageFlags.READ;
        } else if (!only) {
            set = MessageFlags.READ | MessageFlags.EVER_READ;
        }
        if ((readFlags & (RopSetReadFlags.SUPPRESS_RECEIPT | RopSetReadFlags.CLEAR_NOTIFY_READ
                | RopSetReadFlags.CLEAR_NOTIFY_UNREAD)) != 0) {
            set |= MessageFlags.RECEIPT_SENT;
        }
        return new FlagChange(set, clear, Set.of(), Set.of(), false, Long.MAX_VALUE);
    }

    /// Whether the message is read now and was not, or the other way round.
    static boolean setReadFlag(StoredMessage stored, int readFlags,
            @Nullable PendingReceipts receipts) {
        MessageRow row = stored.message().row();
        if (row == null) {
            return false; // new or embedded: there is nobody that it is read or unread for
        }
        FlagChange change = change(readFlags);
        boolean fresh = change.set() == 0 || (row.flags() & MessageFlags.READ) == 0;
        if (receipts != null && fresh && sendsReceipts(readFlags)) {
            receipts.read(row, change.set());
        }
        stored.logon().mailbox().changeFlags(row.folderId(), new int[]{row.uid()}, change);
        stored.message().flagsChanged();
        MessageRow now = stored.message().row();
        return now != null && ((now.flags() ^ row.flags()) & MessageFlags.READ) != 0;
    }

    static int status(FolderObject folder, MessageId messageId) {
        return folder.mailbox().read(snapshot -> status(folder, find(snapshot, folder,
                Ids.message(messageId))));
    }

    private static int status(FolderObject folder, MessageRow row) {
        MessageValues values = new MessageValues(folder.logon().ids(), row,
                () -> new MessageContent(new PropertyBag(), List.of(), List.of()));
        return values.get(PropertyTags.PidTagMessageStatus) instanceof Integer status ? status : 0;
    }

    private static MessageRow find(Snapshot snapshot, FolderObject folder, long messageId) {
        List<MessageRow> found = snapshot.messages(folder.folderId(), new long[]{messageId},
                EnumSet.of(MessagePart.PROPERTIES));
        if (found.isEmpty()) {
            throw new RopError(ErrorCodes.NotFound);
        }
        return found.getFirst();
    }

    /// Answers the status as it was.
    static int setStatus(RopSetMessageStatus.Request request, FolderObject folder) {
        long id = Ids.message(request.messageId());
        int mask = request.messageStatusMask() & ~MessageStatus.IN_CONFLICT;
        return folder.mailbox().write(change -> {
            MessageRow row = find(change, folder, id);
            int before = status(folder, row);
            int after = before & ~mask | request.messageStatusFlags() & mask;
            set(change, folder, row, before, after);
            return before;
        });
    }

    /// The version that it is: nothing of it changes but the status (MS-OXCMSG §3.2.5.8).
    private static ImportedVersion version(FolderObject folder, MessageRow row) {
        MessageValues values = new MessageValues(folder.logon().ids(), row,
                () -> new MessageContent(new PropertyBag(), List.of(), List.of()));
        return new ImportedVersion(
                (Binary) Objects.requireNonNull(values.get(PropertyTags.PidTagSourceKey)),
                (Instant) Objects.requireNonNull(
                        values.get(PropertyTags.PidTagLastModificationTime)),
                (Binary) Objects.requireNonNull(values.get(PropertyTags.PidTagChangeKey)),
                (Binary) Objects.requireNonNull(
                        values.get(PropertyTags.PidTagPredecessorChangeList)));
    }

    private static void set(Change change, FolderObject folder, MessageRow row, int before,
            int after) {
        int changed = before ^ after;
        if ((changed & DELETE_MARKED) != 0) {
            change.changeFlags(folder.folderId(), new int[]{row.uid()},
                    (after & DELETE_MARKED) != 0
                            ? FlagChange.set(MessageFlags.MARKED_DELETED)
                            : FlagChange.clear(MessageFlags.MARKED_DELETED));
        }
        if ((changed & ~DELETE_MARKED) != 0) {
            MessageContent content = change.content(row.messageId());
            content.properties().set(PropertyTags.PidTagMessageStatus, after & ~DELETE_MARKED);
            try {
                change.importMessage(row.messageId(), row.contentChangeNumber(),
                        new MessageUpdate(content, true, 0, 0), version(folder, row));
            } catch (MailError.Conflict e) {
                throw new RopError(ErrorCodes.ObjectChanged);
            }
        }
    }
}
