package org.rialto.protocols.rops.wire.table;

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

/// Where the cursor of a table is: numerator of denominator rows. MS-OXCROPS §2.2.5.7; semantics in
/// MS-OXCTABL §2.2.2.8.
public final class RopQueryPosition {
    private RopQueryPosition() {}

    /// §2.2.5.7.1.
    public record Request(int logonId, int inputHandleIndex) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.QUERY_POSITION; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.5.7.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex, int numerator,
            int denominator) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readInt32(), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.QUERY_POSITION; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(numerator);
            out.writeInt32(denominator);
        }
    }
}
