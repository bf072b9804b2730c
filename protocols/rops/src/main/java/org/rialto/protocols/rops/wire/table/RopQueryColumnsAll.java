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

/// All columns that a table can have. MS-OXCROPS §2.2.5.12; semantics in MS-OXCTABL §2.2.2.13.
public final class RopQueryColumnsAll {
    private RopQueryColumnsAll() {}

    /// §2.2.5.12.1.
    public record Request(int logonId, int inputHandleIndex) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.QUERY_COLUMNS_ALL; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.5.12.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<PropertyTag> propertyTags) implements TableResponse, RopAnswer {
        public Response { propertyTags = List.copyOf(propertyTags); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, PropertyTag.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.QUERY_COLUMNS_ALL; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeTags(out, propertyTags);
        }
    }
}
