package org.rialto.protocols.rops.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.sync.DownloadOptions;
import org.rialto.protocols.rops.sync.FastTransferDownload;
import org.rialto.protocols.rops.sync.SynchronizationFlags;
import org.rialto.protocols.rops.sync.SynchronizationState;
import org.rialto.protocols.rops.transfer.ContentsDownload;
import org.rialto.protocols.rops.transfer.ContentsScope;
import org.rialto.protocols.rops.transfer.HierarchyDownload;

/// A synchronization down to a client: what is different is decided when it asks for the first
/// buffer. MS-OXCFXICS §3.2.5.9.1.1.
final class SynchronizationDownload implements SynchronizationContext, DownloadContext {
    /// About what two batches of messages take, and what is encoded ahead.
    private static final long AHEAD_BYTES = 4 << 20;
    private final Subject subject;
    private final ContentsScope scope;
    private final MessageContext context;
    private final DownloadOptions options;
    private final TransferMemory.Share memory;
    private @Nullable DownloadStream stream;
    private @Nullable Supplier<SynchronizationState> checkpoint;
    private @Nullable ErrorCode failure;

    /// @param memory of what is read ahead of the client
    SynchronizationDownload(Subject subject, ContentsScope scope, MessageContext context,
            DownloadOptions options, TransferMemory.Share memory) {
        this.subject = subject;
        this.memory = memory;
        this.scope = scope;
        this.context = context;
        this.options = options;
    }

    @Override
    public Subject subject() { return subject; }

    @Override
    public boolean uploads() { return false; }

    @Override
    public SynchronizationState checkpoint() {
        return checkpoint == null ? stateUpload().state().copy() : checkpoint.get();
    }

    @Override
    public DownloadStream stream() {
        DownloadStream begun = stream;
        if (failure != null) {
            throw new RopError(failure);
        }
        if (begun == null) {
            try {
                begun = switch (type()) {
                    case CONTENTS -> contents();
                    case HIERARCHY -> hierarchy();
                };
            } catch (MailError.LoggedOut e) {
                throw e;
            } catch (MailError e) {
                failure = RopErrors.of(e);
                throw e;
            }
            stream = begun;
        }
        return begun;
    }

    private DownloadStream contents() {
        memory.hold(AHEAD_BYTES);
        ContentsDownload source = new ContentsDownload(context, scope, stateUpload().seal(),
                new ReplicaIds(context.mailbox()));
        FastTransferDownload download = FastTransferDownload.ofContents(source, scope.flags(),
                options);
        source.into(download);
        checkpoint = source::checkpoint;
        return new DownloadStream(download, source.messageCount());
    }

    private DownloadStream hierarchy() {
        SynchronizationFlags flags = scope.flags();
        HierarchyDownload source = new HierarchyDownload(context.mailbox(), context.ids(),
                scope.folderId(), flags, stateUpload().seal(), new ReplicaIds(context.mailbox()));
        FastTransferDownload download = FastTransferDownload.ofHierarchy(source, flags, options);
        source.into(download);
        checkpoint = source::checkpoint;
        return new DownloadStream(download, source.folderCount());
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
        memory.close();
        SynchronizationContext.super.close();
    }
}
