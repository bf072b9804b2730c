package org.rialto.protocols.rops.wire.transfer;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.12 (fast transfer).
public sealed interface TransferResponse extends RopResponse
        permits
        RopFastTransferDestinationConfigure.Response,
        RopFastTransferDestinationPutBuffer.Response,
        RopFastTransferDestinationPutBufferExtended.Response,
        RopFastTransferSourceCopyFolder.Response,
        RopFastTransferSourceCopyMessages.Response,
        RopFastTransferSourceCopyProperties.Response,
        RopFastTransferSourceCopyTo.Response,
        RopFastTransferSourceGetBuffer.Response,
        RopTellVersion.Response {}
