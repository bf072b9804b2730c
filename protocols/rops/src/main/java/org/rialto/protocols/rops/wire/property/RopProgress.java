package org.rialto.protocols.rops.wire.property;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// How far an asynchronous operation is. The server also answers an operation with it that goes on.
/// MS-OXCROPS §2.2.8.13; semantics in MS-OXCPRPT §2.2.23.
public final class RopProgress {
    private RopProgress() {}

    /// §2.2.8.13.1.
    public record Request(int logonId, int inputHandleIndex,
            boolean wantCancel) implements PropertyRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.PROGRESS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, wantCancel);
        }
    }

    /// §2.2.8.13.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex, int logonId, int completedTaskCount,
            int totalTaskCount) implements PropertyResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readUint8(), in.readInt32(), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.PROGRESS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(logonId);
            out.writeInt32(completedTaskCount);
            out.writeInt32(totalTaskCount);
        }
    }
}
