package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.sync.FastTransferDownload;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;

/// A stream that a client takes in buffers. MS-OXCFXICS §3.2.5.8.1.5. Once it failed, it fails
/// for good.
final class DownloadStream implements AutoCloseable {
    private static final int MOST_STEPS = 0xFFFF;
    private final FastTransferDownload download;
    private final int steps;
    private @Nullable ErrorCode failure;

    /// @param steps about how many objects it has
    DownloadStream(FastTransferDownload download, int steps) {
        this.download = download;
        this.steps = steps;
    }

    /// @param limit the most bytes of the stream; at least one element has to fit
    RopFastTransferSourceGetBuffer.Response next(RopFastTransferSourceGetBuffer.Request request,
            int limit) {
        if (failure != null) {
            throw new RopError(failure);
        }
        byte[] bytes;
        try {
            bytes = download.next(limit);
        } catch (MailError.LoggedOut e) {
            throw e;
        } catch (MailError e) {
            failure = RopErrors.of(e);
            throw e;
        } catch (RuntimeException e) {
            failure = ErrorCodes.GeneralFailure;
            throw e;
        }
        int done = Math.min(steps, download.finishedObjects());
        int scale = Math.max(1, (steps + MOST_STEPS - 1) / MOST_STEPS);
        return new RopFastTransferSourceGetBuffer.Response(request.inputHandleIndex(),
                ErrorCodes.Success,
                download.isDone()
                        ? RopFastTransferSourceGetBuffer.DONE
                        : RopFastTransferSourceGetBuffer.PARTIAL,
                done / scale, steps / scale, 0, Binary.wrap(bytes), 0);
    }

    @Override
    public void close() { download.close(); }
}
