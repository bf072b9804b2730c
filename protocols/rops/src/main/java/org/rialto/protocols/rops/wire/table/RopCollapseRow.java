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

/// Hides the rows of a category. MS-OXCROPS §2.2.5.17; semantics in MS-OXCTABL §2.2.2.18.
public final class RopCollapseRow {
    private RopCollapseRow() {}

    /// §2.2.5.17.1.
    public record Request(int logonId, int inputHandleIndex,
            long categoryId) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.COLLAPSE_ROW; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt64(categoryId);
        }
    }

    /// §2.2.5.17.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            int collapsedRowCount) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.COLLAPSE_ROW; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(collapsedRowCount);
        }
    }
}
