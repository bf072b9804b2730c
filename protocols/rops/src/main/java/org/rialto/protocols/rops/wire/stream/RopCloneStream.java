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

/// Opens a stream a second time. MS-OXCROPS §2.2.9.13; semantics in MS-OXCPRPT §2.2.27.
public final class RopCloneStream {
    private RopCloneStream() {}

    /// §2.2.9.13.1.
    public record Request(int logonId, int inputHandleIndex,
            int outputHandleIndex) implements StreamRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.CLONE_STREAM; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
        }
    }

    /// §2.2.9.13.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements StreamResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.CLONE_STREAM; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
