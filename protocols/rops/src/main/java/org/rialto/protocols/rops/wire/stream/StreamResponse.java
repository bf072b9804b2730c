package org.rialto.protocols.rops.wire.stream;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.9.
public sealed interface StreamResponse extends RopResponse
        permits
        RopCloneStream.Response,
        RopCommitStream.Response,
        RopCopyToStream.NullDestination,
        RopCopyToStream.Response,
        RopGetStreamSize.Response,
        RopLockRegionStream.Response,
        RopOpenStream.Response,
        RopReadStream.Response,
        RopSeekStream.Response,
        RopSetStreamSize.Response,
        RopUnlockRegionStream.Response,
        RopWriteAndCommitStream.Response,
        RopWriteStream.Response,
        RopWriteStreamExtended.Response {}
