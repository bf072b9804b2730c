package org.rialto.protocols.rops.engine;

/// A fast transfer download of an object, or of a state. MS-OXCFXICS §3.2.5.8.1.
record TransferDownload(LogonObject logon, DownloadStream stream) implements DownloadContext {
    @Override
    public void close() { stream.close(); }
}
