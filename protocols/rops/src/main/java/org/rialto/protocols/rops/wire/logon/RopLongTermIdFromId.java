package org.rialto.protocols.rops.wire.logon;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The long-term id of a folder or message id. MS-OXCROPS §2.2.3.8; semantics in MS-OXCSTOR
/// §2.2.1.8.
public final class RopLongTermIdFromId {
    private RopLongTermIdFromId() {}

    /// §2.2.3.8.1.
    public record Request(int logonId, int inputHandleIndex,
            long objectId) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.LONG_TERM_ID_FROM_ID; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt64(objectId);
        }
    }

    /// §2.2.3.8.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            GlobalId longTermId) implements LogonResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, GlobalId.readLongTerm(in));
        }

        @Override
        public RopId ropId() { return RopId.LONG_TERM_ID_FROM_ID; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            longTermId.writeLongTerm(out);
        }
    }
}
