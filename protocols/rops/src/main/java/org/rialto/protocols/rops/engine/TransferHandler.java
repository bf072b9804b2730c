package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
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
            case RopFastTransferSourceCopyTo.Request r -> r.failure(ErrorCodes.NotSupported);
            case RopFastTransferSourceCopyProperties.Request r ->
                r.failure(ErrorCodes.NotSupported);
            case RopFastTransferSourceCopyMessages.Request r ->
                r.failure(ErrorCodes.NotSupported);
            case RopFastTransferSourceCopyFolder.Request r -> r.failure(ErrorCodes.NotSupported);
            case RopFastTransferSourceGetBuffer.Request r -> r.failure(ErrorCodes.NotSupported);
            case RopTellVersion.Request r -> r.failure(ErrorCodes.NotSupported);
            case RopFastTransferDestinationConfigure.Request r -> uploads.configure(r, call);
            case RopFastTransferDestinationPutBuffer.Request r -> uploads.putBuffer(r, call);
            case RopFastTransferDestinationPutBufferExtended.Request r ->
                uploads.putBufferExtended(r, call);
        };
    }
}
