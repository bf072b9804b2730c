package org.rialto.protocols.rops.wire.stream;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Unlocks a region of a stream. MS-OXCROPS §2.2.9.11; semantics in MS-OXCPRPT §2.2.25.
public final class RopUnlockRegionStream {
    private RopUnlockRegionStream() {}

    /// §2.2.9.11.1.
    public record Request(int logonId, int inputHandleIndex, long regionOffset, long regionSize,
            int lockFlags) implements StreamRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt64(), in.readInt64(),
                    in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.UNLOCK_REGION_STREAM; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt64(regionOffset);
            out.writeInt64(regionSize);
            out.writeInt32(lockFlags);
        }
    }

    /// §2.2.9.11.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements StreamResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.UNLOCK_REGION_STREAM; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
