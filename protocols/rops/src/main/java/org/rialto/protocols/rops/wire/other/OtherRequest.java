package org.rialto.protocols.rops.wire.other;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.15.
public sealed interface OtherRequest extends RopRequest
        permits
        RopRelease.Request {}
