package org.rialto.protocols.rops.wire.transfer;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.12 (fast transfer).
public sealed interface TransferRequest extends RopRequest
        permits
        RopFastTransferDestinationConfigure.Request,
        RopFastTransferDestinationPutBuffer.Request,
        RopFastTransferDestinationPutBufferExtended.Request,
        RopFastTransferSourceCopyFolder.Request,
        RopFastTransferSourceCopyMessages.Request,
        RopFastTransferSourceCopyProperties.Request,
        RopFastTransferSourceCopyTo.Request,
        RopFastTransferSourceGetBuffer.Request,
        RopTellVersion.Request {}
