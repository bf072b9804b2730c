package org.rialto.protocols.rops.engine;

import org.rialto.protocols.rops.wire.ExtendedBuffer;

/// How a carrier wants a call answered. MS-OXCRPC §3.1.4.2, MS-OXCMAPIHTTP §2.2.4.2.1.
///
/// @param mostBytes of the whole output, headers too
/// @param coding what may be done to payloads (the absence of NoCompression and NoXorMagic)
/// @param chained further payloads may follow (Chain)
/// @param requestId names the call in the log
public record ExecuteOptions(int mostBytes, ExtendedBuffer.Coding coding, boolean chained,
        String requestId) {}
