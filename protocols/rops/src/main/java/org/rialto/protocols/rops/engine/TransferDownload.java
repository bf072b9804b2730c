package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenObject;

/// A fast transfer download of an object, or of a state. MS-OXCFXICS §3.2.5.8.1.
///
/// @param of the open object that it is of; null of what the store has
record TransferDownload(LogonObject logon, DownloadStream stream,
        @Nullable OpenObject of) implements DownloadContext {
    TransferDownload(LogonObject logon, DownloadStream stream) { this(logon, stream, null); }

    @Override
    public void holds(ObjectSpace.Held held) {
        if (of != null) {
            held.object(of);
        }
    }

    @Override
    public void close() { stream.close(); }
}
