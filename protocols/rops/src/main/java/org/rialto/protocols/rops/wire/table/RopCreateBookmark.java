package org.rialto.protocols.rops.wire.table;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Makes a bookmark of the cursor of a table. MS-OXCROPS §2.2.5.11; semantics in MS-OXCTABL
/// §2.2.2.12.
public final class RopCreateBookmark {
    private RopCreateBookmark() {}

    /// §2.2.5.11.1.
    public record Request(int logonId, int inputHandleIndex) implements TableRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.CREATE_BOOKMARK; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.5.11.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            Binary bookmark) implements TableResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.CREATE_BOOKMARK; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBinary(out, bookmark);
        }
    }
}
