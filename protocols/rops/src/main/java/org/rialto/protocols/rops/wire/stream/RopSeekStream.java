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

/// Moves the position of a stream. MS-OXCROPS §2.2.9.8; semantics in MS-OXCPRPT §2.2.21.
public final class RopSeekStream {
    /// Origin.
    public static final int BEGINNING = 0x00;
    public static final int CURRENT = 0x01;
    public static final int END = 0x02;

    private RopSeekStream() {}

    /// §2.2.9.8.1.
    public record Request(int logonId, int inputHandleIndex, int origin,
            long offset) implements StreamRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.SEEK_STREAM; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(origin);
            out.writeInt64(offset);
        }
    }

    /// §2.2.9.8.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            long newPosition) implements StreamResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.SEEK_STREAM; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt64(newPosition);
        }
    }
}
