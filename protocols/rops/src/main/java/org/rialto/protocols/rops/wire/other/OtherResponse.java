package org.rialto.protocols.rops.wire.other;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.15.
public sealed interface OtherResponse extends RopResponse
        permits
        RopBackoff.Response,
        RopBufferTooSmall.Response {}
