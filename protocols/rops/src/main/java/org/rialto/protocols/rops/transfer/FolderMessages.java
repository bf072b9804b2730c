package org.rialto.protocols.rops.transfer;

import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.message.DownloadForm;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.message.StoredMessageSource;
import org.rialto.protocols.rops.sync.FolderSource;
import org.rialto.protocols.rops.sync.MessageSource;
import org.rialto.store.MessageContent;
import org.rialto.store.WholeMessage;

/// Messages of a folder as a list: those of some UIDs, in that order. MS-OXCFXICS §2.2.4.3.17.
public final class FolderMessages implements Iterator<FolderSource.ListedMessage> {
    private final MessageContext context;
    private final DownloadForm form;
    private final @Nullable ErrorCode missing;
    private final BitSet denied;
    private final MessageBatches batches;
    private final int[] uids;
    private int place;
    private FolderSource.@Nullable ListedMessage next;

    /// @param missing the warning that stands for a message that is gone; null for none
    /// @param denied places of messages that the client may not have, told by warnings
    public FolderMessages(MessageContext context, long folderId, int[] uids, DownloadForm form,
            @Nullable ErrorCode missing, BitSet denied) {
        this.denied = denied;
        this.context = context;
        this.form = form;
        this.missing = missing;
        this.uids = uids;
        this.batches = new MessageBatches(context.mailbox(), folderId, uids);
    }

    @Override
    public boolean hasNext() {
        while (next == null && place < uids.length) {
            // A UID of 0 stands for a message that was never there.
            boolean isDenied = denied.get(place);
            WholeMessage message = uids[place] == 0 || isDenied ? null : batches.get(place);
            place++;
            ErrorCode warning = isDenied ? ErrorCodes.AccessDenied : missing;
            if (message != null) {
                next = listed(message);
            } else if (warning != null) {
                next = new FolderSource.ListedMessage(null, null, 0, false, warning, null);
            }
        }
        return next != null;
    }

    @Override
    public FolderSource.ListedMessage next() {
        FolderSource.ListedMessage listed = hasNext() ? next : null;
        if (listed == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return listed;
    }

    private FolderSource.ListedMessage listed(WholeMessage message) {
        MessageSource source;
        try {
            MessageContent content = message.content();
            source = StoredMessageSource.of(context, message, content, form);
        } catch (MailError.Damaged damaged) {
            source = () -> {
                throw damaged;
            };
        }
        return new FolderSource.ListedMessage(global(message.row().folderId()),
                global(message.row().messageId()),
                context.ids().messageId(message.row().messageId()), message.row().associated(),
                null, source);
    }

    private GlobalId global(long counter) {
        return new GlobalId(context.ids().mailbox().replicaGuid(), counter);
    }
}
