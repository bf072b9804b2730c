package org.rialto.protocols.rops.wire.table;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Filters the rows of a table. No restriction: all rows. MS-OXCROPS §2.2.5.3; semantics in
/// MS-OXCTABL §2.2.2.4.
public final class RopRestrict {
    private RopRestrict() {}

    /// §2.2.5.3.1.
    public record Request(int logonId, int inputHandleIndex, int restrictFlags,
            @Nullable Restriction restriction) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readRestriction(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.RESTRICT; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(restrictFlags);
            RopFields.writeRestriction(out, restriction, format);
        }
    }

    /// §2.2.5.3.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            int tableStatus) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.RESTRICT; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(tableStatus);
        }
    }
}
