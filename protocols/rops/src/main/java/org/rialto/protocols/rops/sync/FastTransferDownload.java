package org.rialto.protocols.rops.sync;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A FastTransfer stream that is produced as it is asked for: what RopFastTransferSourceGetBuffer
/// answers with. MS-OXCFXICS §2.2.3.1.1.5. Only what is written and not yet asked for is held. For
/// one thread at a time; to be closed.
public final class FastTransferDownload implements AutoCloseable {
    private final FastTransferWriter out;
    private final TransferPlan plan;
    private final @Nullable SyncSteps ahead;
    private long taken;

    private FastTransferDownload(DownloadOptions options, TransferPlan.Step first) {
        this(options, first, null);
    }

    private FastTransferDownload(DownloadOptions options, TransferPlan.Step first,
            @Nullable SyncSteps ahead) {
        this.ahead = ahead;
        out = new FastTransferWriter(options.strings());
        plan = new TransferPlan(options.sendOptions().recovers() ? options.errors() : null);
        plan.then(first);
    }

    /// contentsSync, of RopSynchronizationConfigure.
    public static FastTransferDownload ofContents(ContentsSource source,
            SynchronizationFlags flags, DownloadOptions options) {
        SyncSteps steps = new SyncSteps(options, flags);
        return new FastTransferDownload(options, steps.contents(source), steps);
    }

    /// hierarchySync, of RopSynchronizationConfigure.
    public static FastTransferDownload ofHierarchy(HierarchySource source,
            SynchronizationFlags flags, DownloadOptions options) {
        return new FastTransferDownload(options, new SyncSteps(options, flags).hierarchy(source));
    }

    /// state, of RopSynchronizationGetTransferState. The set of given ids is left out for a client
    /// that uploads (§3.2.5.2.1).
    public static FastTransferDownload ofState(SynchronizationState state,
            SynchronizationType type, boolean withGiven, DownloadOptions options) {
        return new FastTransferDownload(options, (out, plan) -> out
                .write(new FastTransferEvent.State(state, type, withGiven)));
    }

    /// messageContent, of RopFastTransferSourceCopyTo and CopyProperties on a message.
    public static FastTransferDownload ofMessage(MessageSource source, DownloadOptions options) {
        return new FastTransferDownload(options,
                new ObjectSteps(options).message(source, options.selection()));
    }

    /// attachmentContent, of RopFastTransferSourceCopyTo and CopyProperties on an attachment.
    public static FastTransferDownload ofAttachment(MessageSource.AttachmentSource source,
            DownloadOptions options) {
        return new FastTransferDownload(options,
                new ObjectSteps(options).attachmentContent(source, options.selection()));
    }

    /// messageList, of RopFastTransferSourceCopyMessages.
    public static FastTransferDownload ofMessages(Iterator<FolderSource.ListedMessage> messages,
            DownloadOptions options) {
        return new FastTransferDownload(options, (out, plan) -> plan
                .then(new ObjectSteps(options).messageList(messages)));
    }

    /// folderContent, of RopFastTransferSourceCopyTo and CopyProperties on a folder.
    public static FastTransferDownload ofFolder(FolderSource source, DownloadOptions options) {
        return new FastTransferDownload(options,
                new ObjectSteps(options).folderContent(source, options.selection(), false));
    }

    /// topFolder, of RopFastTransferSourceCopyFolder.
    public static FastTransferDownload ofTopFolder(FolderSource source, DownloadOptions options) {
        ObjectSteps steps = new ObjectSteps(options);
        return new FastTransferDownload(options, (out, plan) -> {
            out.write(FastTransferEvent.Mark.START_TOP_FOLDER);
            plan.then(List.of(steps.folderContent(source, PropertySelection.all(), false),
                    ObjectSteps.mark(FastTransferEvent.Mark.END_FOLDER)).iterator());
        });
    }

    /// The next bytes of the stream, `limit` at most, empty only at its end. A limit too small for
    /// the next element is refused with [org.rialto.mapi.MailError.TooLarge]; other errors are the
    /// source's, and end the download.
    public byte[] next(int limit) {
        do {
            while (out.isReady() && out.buffered() < limit && !plan.isFinished()) {
                plan.next(out);
            }
            out.fill(limit);
        } while (out.isReady() && out.buffered() < limit && !plan.isFinished());
        byte[] next = out.take(limit);
        taken += next.length;
        return next;
    }

    /// How many bytes of the stream were taken.
    public long taken() { return taken; }

    /// How many bytes of the stream were written when a source is asked for what comes next: what is
    /// asked for begins there.
    public long written() { return taken + out.buffered(); }

    /// Whether all was taken.
    public boolean isDone() { return plan.isFinished() && out.isReady() && out.buffered() == 0; }

    /// How many messages and folders were written, of those that are counted one by one.
    public int finishedObjects() { return plan.finishedObjects(); }

    /// Bytes that are held for the next buffer.
    int buffered() { return out.buffered(); }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
        out.close();
    }
}
