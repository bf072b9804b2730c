package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.transfer.RopFastTransferSourceGetBuffer;

/// The operations that can go on in further payloads of an answer. MS-OXCRPC §3.1.4.2.1.2.2.
final class Packing {
    /// With less room left there is no further payload.
    private static final int LEAST_BYTES = 0x2000;
    private static final int LEAST_BYTES_OF_ROWS = 0x8000;

    private Packing() {}

    /// Whether the answer may have a further payload of this operation.
    static boolean fits(RopRequest request, int residualBytes) {
        return residualBytes >= (request instanceof RopQueryRows.Request
                ? LEAST_BYTES_OF_ROWS
                : LEAST_BYTES);
    }

    /// What the client would ask next if it had only this answer; null where it has all it wants.
    static @Nullable RopRequest next(RopRequest request, RopResponse response) {
        if (request instanceof RopQueryRows.Request asked
                && response instanceof RopQueryRows.Response rows) {
            boolean packed = (asked.queryRowsFlags() & RopQueryRows.ENABLE_PACKED_BUFFERS) != 0
                    && (asked.queryRowsFlags() & RopQueryRows.NO_ADVANCE) == 0;
            int left = asked.rowCount() - rows.rowCount();
            return !packed || left <= 0 || rows.rowCount() == 0
                    ? null
                    : new RopQueryRows.Request(asked.logonId(), asked.inputHandleIndex(),
                            asked.queryRowsFlags(), asked.forwardRead(), left);
        }
        if (request instanceof RopReadStream.Request asked
                && response instanceof RopReadStream.Response read) {
            long left = asked.mostBytes() - read.data().length();
            return left <= 0 || read.data().length() == 0
                    ? null
                    : new RopReadStream.Request(asked.logonId(), asked.inputHandleIndex(),
                            RopReadStream.USE_MAXIMUM, (int) left);
        }
        if (response instanceof RopFastTransferSourceGetBuffer.Response part
                && part.returnValue().isSuccess()
                && part.transferStatus() == RopFastTransferSourceGetBuffer.PARTIAL) {
            return request;
        }
        return null;
    }

    /// Whether a further answer is worth sending.
    static boolean saysAnything(RopResponse response) {
        return switch (response) {
            case RopQueryRows.Response rows -> rows.rowCount() > 0;
            case RopReadStream.Response read -> read.data().length() > 0;
            case RopFastTransferSourceGetBuffer.Response _ -> true;
            default -> false;
        };
    }
}
