package org.rialto.protocols.rops.engine;

import org.rialto.mapi.ErrorCodes;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationConfigure;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBuffer;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferDestinationPutBufferExtended;

/// Fast transfer uploads. MS-OXCFXICS §3.2.5.8.2. Not there yet.
final class TransferUploads {
    RopResponse configure(RopFastTransferDestinationConfigure.Request request, Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse putBuffer(RopFastTransferDestinationPutBuffer.Request request, Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }

    RopResponse putBufferExtended(RopFastTransferDestinationPutBufferExtended.Request request,
            Call call) {
        return request.failure(ErrorCodes.NotSupported);
    }
}
