package org.rialto.protocols.rops.engine;

/// What a client takes a stream from, in buffers. MS-OXCFXICS §3.2.1.
interface DownloadContext extends TransferObject {
    /// The stream, which begins with the first call.
    DownloadStream stream();
}
