package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.MessageId;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopMoveCopyMessages;
import org.rialto.store.FolderIndex;
import org.rialto.store.FolderType;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.Snapshot;

/// Deletes, moves and copies messages of a folder by their ids. What a search folder shows is
/// changed where it is. MS-OXCFOLD §3.2.5.6, §3.2.5.11, §3.2.5.12.
final class MessageMoves {
    private MessageMoves() {}

    /// Messages by the folder that they are in.
    ///
    /// @param missing some are not in the folder that was asked
    record Places(Map<Long, int[]> uids, boolean missing) {}

    /// @param submittedToo what is submitted stays where it is until it is sent or taken back
    static Places places(FolderObject folder, List<MessageId> ids, boolean submittedToo) {
        long[] wanted = ids.stream().filter(id -> id.replicaId() == 1)
                .mapToLong(MessageId::globalCounter).distinct().toArray();
        return folder.mailbox()
                .read(snapshot -> places(snapshot, folder, wanted, ids.size(), submittedToo));
    }

    /// All normal messages that a folder shows.
    static Places all(FolderObject folder) {
        return folder.mailbox().read(snapshot -> {
            FolderIndex index = snapshot.index(folder.folderId());
            return isSearch(snapshot, folder)
                    ? places(snapshot, folder,
                            Arrays.copyOf(index.messageIds(), index.count()), index.count(), true)
                    : new Places(Map.of(folder.folderId(),
                            Arrays.copyOf(index.uids(), index.count())), false);
        });
    }

    private static boolean isSearch(Snapshot snapshot, FolderObject folder) {
        return snapshot.folder(folder.folderId()).type() == FolderType.SEARCH;
    }

    private static Places places(Snapshot snapshot, FolderObject folder, long[] wanted, int asked,
            boolean submittedToo) {
        List<MessageRow> rows = snapshot.messages(folder.folderId(), wanted, Set.of());
        if (isSearch(snapshot, folder)) {
            rows = themselves(snapshot, rows);
        }
        Map<Long, List<Integer>> uids = new LinkedHashMap<>();
        boolean left = rows.size() < asked;
        for (MessageRow row : rows) {
            if (!submittedToo && (row.flags() & MessageFlags.SUBMITTED) != 0) {
                left = true;
            } else {
                uids.computeIfAbsent(row.folderId(), id -> new ArrayList<>()).add(row.uid());
            }
        }
        Map<Long, int[]> packed = new LinkedHashMap<>();
        uids.forEach((id, some) -> packed.put(id,
                some.stream().mapToInt(Integer::intValue).sorted().toArray()));
        return new Places(packed, left);
    }

    /// A search folder's rows have the UIDs of its links: the same ones with their own. Those in a
    /// folder that was deleted are as good as gone.
    private static List<MessageRow> themselves(Snapshot snapshot, List<MessageRow> links) {
        Map<Long, List<Long>> ids = new LinkedHashMap<>();
        links.forEach(row -> ids.computeIfAbsent(row.folderId(), id -> new ArrayList<>())
                .add(row.messageId()));
        List<MessageRow> found = new ArrayList<>(links.size());
        ids.forEach((folderId, some) -> {
            try {
                found.addAll(snapshot.messages(folderId,
                        some.stream().mapToLong(Long::longValue).toArray(), Set.of()));
            } catch (MailError.NotFound e) {
                // Its messages are missing in the answer.
            }
        });
        return found;
    }

    /// Answers whether some were not deleted.
    ///
    /// @param receipts tells senders of what is deleted unread; null does not
    static boolean delete(FolderObject folder, List<MessageId> ids, boolean hard,
            @Nullable PendingReceipts receipts) {
        Places places = places(folder, ids, false);
        boolean partial = places.missing();
        MailError.Denied denied = null;
        boolean done = false;
        for (Map.Entry<Long, int[]> some : places.uids().entrySet()) {
            try {
                int[] own = deletable(folder.mailbox(), some.getKey(), some.getValue());
                if (receipts != null) {
                    receipts.deleted(some.getKey(), own);
                }
                int[] gone = folder.mailbox().deleteMessages(some.getKey(), own, hard);
                done |= gone.length > 0;
                partial |= gone.length < some.getValue().length;
            } catch (MailError.Denied e) {
                denied = e;
            }
        }
        if (denied != null && !done) {
            throw denied;
        }
        return partial || denied != null;
    }

    /// Who may delete the own messages only leaves the others, but not nothing but others.
    private static int[] deletable(Mailbox mailbox, long folderId, int[] uids) {
        int[] some = mailbox.read((Snapshot snapshot) -> snapshot.deletable(folderId, uids));
        if (some.length == 0 && uids.length > 0) {
            throw new MailError.Denied("these are others' messages");
        }
        return some;
    }

    static RopResponse moveOrCopy(RopMoveCopyMessages.Request request, Call call) {
        FolderObject source = call.object(request.sourceHandleIndex(), FolderObject.class);
        FolderObject target = call.destination(request.destHandleIndex(), FolderObject.class);
        if (target == null) {
            return new RopMoveCopyMessages.NullDestination(request.sourceHandleIndex(),
                    request.destHandleIndex(), false);
        }
        boolean toSearch = target.mailbox().read(snapshot -> snapshot.folder(target.folderId()))
                .type() == FolderType.SEARCH;
        if (toSearch) {
            throw new RopError(ErrorCodes.SearchFolder);
        }
        Places places = places(source, request.messageIds(), request.wantCopy());
        boolean partial = places.missing();
        boolean done = false;
        MailError failed = null;
        for (Map.Entry<Long, int[]> some : places.uids().entrySet()) {
            try {
                int count = moveOrCopy(source.mailbox(), some.getKey(), some.getValue(), target,
                        request.wantCopy());
                done |= count > 0;
                partial |= count < some.getValue().length;
            } catch (MailError.Denied | MailError.Quota e) {
                failed = e;
            }
        }
        if (failed != null && !done) {
            throw failed;
        }
        return new RopMoveCopyMessages.Response(request.sourceHandleIndex(), ErrorCodes.Success,
                partial || failed != null);
    }

    private static int moveOrCopy(Mailbox mailbox, long folderId, int[] uids, FolderObject target,
            boolean copy) {
        if (copy) {
            return mailbox.copyMessages(folderId, uids, target.mailbox(), target.folderId())
                    .size();
        }
        int[] moved = new int[1];
        mailbox.moveMessages(folderId, deletable(mailbox, folderId, uids), target.mailbox(),
                target.folderId(),
                some -> moved[0] += some.size());
        return moved[0];
    }
}
