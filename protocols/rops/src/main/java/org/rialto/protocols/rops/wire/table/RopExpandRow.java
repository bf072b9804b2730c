package org.rialto.protocols.rops.wire.table;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Shows the rows of a category. MS-OXCROPS §2.2.5.16; semantics in MS-OXCTABL §2.2.2.17.
public final class RopExpandRow {
    private RopExpandRow() {}

    /// §2.2.5.16.1. At most `maxRowCount` rows are wanted in the response.
    public record Request(int logonId, int inputHandleIndex, int maxRowCount,
            long categoryId) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint16(), in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.EXPAND_ROW; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(maxRowCount).writeInt64(categoryId);
        }
    }

    /// §2.2.5.16.2, for success; a [RopFailure] otherwise. `rowData` has the first `rowCount` of the
    /// category's `expandedRowCount` rows, of the columns that the client set.
    public record Response(int inputHandleIndex, int expandedRowCount, int rowCount,
            Binary rowData) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            int expandedRowCount = in.readInt32();
            int count = in.checkCount(in.readUint16(), 1);
            return new Response(inputHandleIndex, expandedRowCount, count, RopFields.readRows(in,
                    count, context.columns().apply(inputHandleIndex), context.format()));
        }

        public List<PropertyRow> rows(List<PropertyTag> columns, ValueFormat format) {
            return RopFields.rows(rowData, rowCount, columns, format);
        }

        @Override
        public RopId ropId() { return RopId.EXPAND_ROW; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(expandedRowCount);
            RopFields.writeCount(out, rowCount);
            rowData.write(out);
        }
    }
}
