package org.rialto.protocols.rops.wire.stream;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.9.
public sealed interface StreamRequest extends RopRequest
        permits
        RopCloneStream.Request,
        RopCommitStream.Request,
        RopCopyToStream.Request,
        RopGetStreamSize.Request,
        RopLockRegionStream.Request,
        RopOpenStream.Request,
        RopReadStream.Request,
        RopSeekStream.Request,
        RopSetStreamSize.Request,
        RopUnlockRegionStream.Request,
        RopWriteAndCommitStream.Request,
        RopWriteStream.Request,
        RopWriteStreamExtended.Request {}
