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

/// Reads rows of a table. MS-OXCROPS §2.2.5.4; semantics in MS-OXCTABL §2.2.2.5.
public final class RopQueryRows {
    /// Of queryRowsFlags.
    public static final int ADVANCE = 0x00;
    public static final int NO_ADVANCE = 0x01;
    public static final int ENABLE_PACKED_BUFFERS = 0x02;

    private RopQueryRows() {}

    /// §2.2.5.4.1.
    public record Request(int logonId, int inputHandleIndex, int queryRowsFlags,
            boolean forwardRead, int rowCount) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readBoolean(in), in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.QUERY_ROWS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(queryRowsFlags);
            RopFields.writeBoolean(out, forwardRead);
            out.writeInt16(rowCount);
        }
    }

    /// §2.2.5.4.2, for success; a [RopFailure] otherwise. `origin` is where the cursor is now;
    /// `rowData` has `rowCount` property rows of the columns that the client set.
    public record Response(int inputHandleIndex, int origin, int rowCount, Binary rowData)
            implements
                TableResponse,
                RopAnswer {
        public static Response of(int inputHandleIndex, int origin, List<PropertyRow> rows,
                List<PropertyTag> columns, ValueFormat format) {
            return new Response(inputHandleIndex, origin, rows.size(),
                    RopFields.rowData(rows, columns, format));
        }

        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            int origin = in.readUint8();
            int count = in.checkCount(in.readUint16(), 1);
            return new Response(inputHandleIndex, origin, count, RopFields.readRows(in, count,
                    context.columns().apply(inputHandleIndex), context.format()));
        }

        public List<PropertyRow> rows(List<PropertyTag> columns, ValueFormat format) {
            return RopFields.rows(rowData, rowCount, columns, format);
        }

        @Override
        public RopId ropId() { return RopId.QUERY_ROWS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(origin);
            RopFields.writeCount(out, rowCount);
            rowData.write(out);
        }
    }
}
