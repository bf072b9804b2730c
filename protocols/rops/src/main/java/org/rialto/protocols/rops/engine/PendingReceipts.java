package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.transport.submission.ReadReceipts;
import org.rialto.transport.submission.ReadReceipts.Fate;
import org.rialto.transport.submission.Submission;

/// Sends the receipts that reading or deleting messages asks for. MS-OXCMSG §2.2.3.10,
/// MS-OXCFOLD §2.2.1.11, MS-OXOMSG §2.2.1.29.
record PendingReceipts(LogonObject logon, ReadReceipts receipts) {
    private static final int BATCH = 200;

    /// Null where none are sent: of public folders, and by a server without transport.
    static @Nullable PendingReceipts of(Call call, LogonObject logon) {
        Submission submission = call.server().submission().get();
        return submission == null || !logon.isPrivate()
                ? null
                : new PendingReceipts(logon, submission.receipts());
    }

    /// Of those messages that are about to be read; what is marked as read with its receipt need not
    /// be marked again.
    ///
    /// @param again those that are read already, too (rfGenerateReceiptOnly)
    /// @param setFlags what comes with a receipt besides
    void read(long folderId, int[] uids, boolean again, int setFlags) {
        int without = MessageFlags.RECEIPT_SENT | (again ? 0 : MessageFlags.READ);
        for (int from = 0; from < uids.length; from += BATCH) {
            int[] some = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + BATCH));
            for (MessageRow row : pending(folderId, some, without, Fate.READ)) {
                send(row, Fate.READ, setFlags);
            }
        }
    }

    /// Of those messages that are about to be deleted.
    void deleted(long folderId, int[] uids) {
        int without = MessageFlags.RECEIPT_SENT | MessageFlags.READ | MessageFlags.EVER_READ;
        for (int from = 0; from < uids.length; from += BATCH) {
            int[] some = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + BATCH));
            for (MessageRow row : pending(folderId, some, without, Fate.DELETED_UNREAD)) {
                send(row, Fate.DELETED_UNREAD, 0);
            }
        }
    }

    void read(MessageRow row, int setFlags) {
        if (ReadReceipts.isPending(row, Fate.READ)) {
            send(row, Fate.READ, setFlags);
        }
    }

    /// Who may not change the message's state sends no receipt of it either.
    private void send(MessageRow row, Fate fate, int setFlags) {
        try {
            receipts.send(logon.mailboxSession(), row.messageId(), fate, setFlags);
        } catch (MailError.Denied | MailError.NotFound | MailError.Gone e) {
            // What follows says so.
        }
    }

    /// The properties are read only of messages whose state lets them wait for a receipt.
    private List<MessageRow> pending(long folderId, int[] uids, int without, Fate fate) {
        return logon.mailbox().read(snapshot -> {
            int[] candidates = snapshot.messages(folderId, uids, Set.of()).stream()
                    .filter(row -> (row.flags() & without) == 0).mapToInt(MessageRow::uid)
                    .toArray();
            List<MessageRow> pending = new ArrayList<>();
            if (candidates.length > 0) {
                snapshot.messages(folderId, candidates, EnumSet.of(MessagePart.PROPERTIES))
                        .stream().filter(row -> ReadReceipts.isPending(row, fate))
                        .forEach(pending::add);
            }
            return pending;
        });
    }
}
