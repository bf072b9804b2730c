package org.rialto.protocols.rops.wire.message;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Changes the status of a message: the bits of the mask. MS-OXCROPS §2.2.6.8; semantics in
/// MS-OXCMSG §2.2.3.8.
public final class RopSetMessageStatus {
    private RopSetMessageStatus() {}

    /// §2.2.6.8.1.
    public record Request(int logonId, int inputHandleIndex, MessageId messageId,
            int messageStatusFlags, int messageStatusMask) implements MessageRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), MessageId.read(in), in.readInt32(),
                    in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.SET_MESSAGE_STATUS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            messageId.write(out);
            out.writeInt32(messageStatusFlags);
            out.writeInt32(messageStatusMask);
        }
    }

    /// §2.2.6.8.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            int messageStatusFlags) implements MessageResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.SET_MESSAGE_STATUS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(messageStatusFlags);
        }
    }
}
