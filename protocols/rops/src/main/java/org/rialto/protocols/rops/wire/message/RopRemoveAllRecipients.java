package org.rialto.protocols.rops.wire.message;

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

/// Removes all recipients of a message. MS-OXCROPS §2.2.6.4; semantics in MS-OXCMSG §2.2.3.4.
public final class RopRemoveAllRecipients {
    private RopRemoveAllRecipients() {}

    /// §2.2.6.4.1.
    public record Request(int logonId, int inputHandleIndex,
            int reserved) implements MessageRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.REMOVE_ALL_RECIPIENTS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(reserved);
        }
    }

    /// §2.2.6.4.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements MessageResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.REMOVE_ALL_RECIPIENTS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
