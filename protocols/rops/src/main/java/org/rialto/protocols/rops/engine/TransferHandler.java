package org.rialto.protocols.rops.engine;

import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationConfigure;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBufferExtended;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyFolder;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyMessages;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyProperties;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceCopyTo;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;
import org.rialto.protocols.rops.wire.transfer.RopTellVersion;
import org.rialto.protocols.rops.wire.transfer.TransferRequest;

/// Fast transfers: folders, messages and attachments as streams of bytes. MS-OXCFXICS §3.2.5.8.
final class TransferHandler implements FamilyHandler<TransferRequest> {
    private final TransferUploads uploads = new TransferUploads();

    @Override
    public RopResponse handle(TransferRequest request, Call call) {
        return switch (request) {
            case RopFastTransferSourceCopyTo.Request r -> TransferDownloads.copyTo(r, call);
            case RopFastTransferSourceCopyProperties.Request r ->
                TransferDownloads.copyProperties(r, call);
            case RopFastTransferSourceCopyMessages.Request r ->
                TransferDownloads.copyMessages(r, call);
            case RopFastTransferSourceCopyFolder.Request r ->
                TransferDownloads.copyFolder(r, call);
            case RopFastTransferSourceGetBuffer.Request r -> TransferDownloads.getBuffer(r, call);
            case RopTellVersion.Request r -> tellVersion(r, call);
            case RopFastTransferDestinationConfigure.Request r -> uploads.configure(r, call);
            case RopFastTransferDestinationPutBuffer.Request r -> uploads.putBuffer(r, call);
            case RopFastTransferDestinationPutBufferExtended.Request r ->
                uploads.putBufferExtended(r, call);
        };
    }

    /// Every server that streams go to or come from here writes the same.
    private static RopResponse tellVersion(RopTellVersion.Request request, Call call) {
        call.input(TransferObject.class);
        return new RopTellVersion.Response(request.inputHandleIndex());
    }
}
