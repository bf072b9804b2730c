package org.rialto.protocols.rops.wire.table;

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

/// Moves the cursor of a table by a number of rows, back if it is negative. MS-OXCROPS §2.2.5.8;
/// semantics in MS-OXCTABL §2.2.2.9.
public final class RopSeekRow {
    private RopSeekRow() {}

    /// §2.2.5.8.1.
    public record Request(int logonId, int inputHandleIndex, int origin, int rowCount,
            boolean wantRowMovedCount) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readInt32(),
                    RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.SEEK_ROW; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(origin);
            out.writeInt32(rowCount);
            RopFields.writeBoolean(out, wantRowMovedCount);
        }
    }

    /// §2.2.5.8.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex, boolean hasSoughtLess,
            int rowsSought) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, RopFields.readBoolean(in), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.SEEK_ROW; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, hasSoughtLess);
            out.writeInt32(rowsSought);
        }
    }
}
