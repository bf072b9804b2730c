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

/// Moves the cursor of a table to a fraction of its rows. MS-OXCROPS §2.2.5.10; semantics in
/// MS-OXCTABL §2.2.2.11.
public final class RopSeekRowFractional {
    private RopSeekRowFractional() {}

    /// §2.2.5.10.1.
    public record Request(int logonId, int inputHandleIndex, int numerator,
            int denominator) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt32(), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.SEEK_ROW_FRACTIONAL; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(numerator);
            out.writeInt32(denominator);
        }
    }

    /// §2.2.5.10.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SEEK_ROW_FRACTIONAL; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
