package org.rialto.protocols.rops.wire.table;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Sets the columns of a table. MS-OXCROPS §2.2.5.1; semantics in MS-OXCTABL §2.2.2.2.
public final class RopSetColumns {
    private RopSetColumns() {}

    /// §2.2.5.1.1.
    public record Request(int logonId, int inputHandleIndex, int setColumnsFlags,
            List<PropertyTag> propertyTags) implements TableRequest {
        public Request { propertyTags = List.copyOf(propertyTags); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    PropertyTag.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.SET_COLUMNS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(setColumnsFlags);
            RopFields.writeTags(out, propertyTags);
        }
    }

    /// §2.2.5.1.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            int tableStatus) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SET_COLUMNS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(tableStatus);
        }
    }
}
