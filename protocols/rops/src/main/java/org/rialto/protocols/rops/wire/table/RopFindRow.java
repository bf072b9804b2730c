package org.rialto.protocols.rops.wire.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Finds the next row that matches. MS-OXCROPS §2.2.5.13; semantics in MS-OXCTABL §2.2.2.14.
public final class RopFindRow {
    /// Of findRowFlags.
    public static final int FORWARDS = 0x00;
    public static final int BACKWARDS = 0x01;

    private RopFindRow() {}

    /// §2.2.5.13.1. `bookmark` is where to begin if `origin` says so.
    public record Request(int logonId, int inputHandleIndex, int findRowFlags,
            @Nullable Restriction restriction, int origin,
            Binary bookmark) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readRestriction(in, context.format()), in.readUint8(),
                    RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.FIND_ROW; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(findRowFlags);
            RopFields.writeRestriction(out, restriction, format);
            out.writeInt8(origin);
            RopFields.writeBinary(out, bookmark);
        }
    }

    /// §2.2.5.13.2, for success; a [RopFailure] otherwise. `rowData` is the row, of the columns that
    /// the client set; null where there is none.
    public record Response(int inputHandleIndex, boolean rowNoLongerVisible,
            @Nullable Binary rowData) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            boolean rowNoLongerVisible = RopFields.readBoolean(in);
            Binary rowData = RopFields.readBoolean(in)
                    ? RopFields.readRows(in, 1, context.columns().apply(inputHandleIndex),
                            context.format())
                    : null;
            return new Response(inputHandleIndex, rowNoLongerVisible, rowData);
        }

        public @Nullable PropertyRow row(List<PropertyTag> columns, ValueFormat format) {
            return rowData == null
                    ? null
                    : RopFields.readRow(rowData.reader(), columns, format);
        }

        @Override
        public RopId ropId() { return RopId.FIND_ROW; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, rowNoLongerVisible);
            RopFields.writeBoolean(out, rowData != null);
            if (rowData != null) {
                rowData.write(out);
            }
        }
    }
}
