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

/// Saves a message. MS-OXCROPS §2.2.6.3; semantics in MS-OXCMSG §2.2.3.3.
public final class RopSaveChangesMessage {
    /// Of saveFlags.
    public static final int KEEP_OPEN_READ_ONLY = 0x01;
    public static final int KEEP_OPEN_READ_WRITE = 0x02;
    public static final int FORCE_SAVE = 0x04;

    private RopSaveChangesMessage() {}

    /// §2.2.6.3.1.
    public record Request(int logonId, int responseHandleIndex, int inputHandleIndex,
            int saveFlags) implements MessageRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SAVE_CHANGES_MESSAGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), responseHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            out.writeInt8(ropId().code()).writeInt8(logonId).writeInt8(responseHandleIndex)
                    .writeInt8(inputHandleIndex);
            out.writeInt8(saveFlags);
        }
    }

    /// §2.2.6.3.2, for success; a [RopFailure] otherwise.
    public record Response(int responseHandleIndex, int inputHandleIndex,
            MessageId messageId) implements MessageResponse, RopAnswer {
        public static Response read(int responseHandleIndex, ByteReader in,
                ResponseContext context) {
            return new Response(responseHandleIndex, in.readUint8(), MessageId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.SAVE_CHANGES_MESSAGE; }

        @Override
        public int handleIndex() { return responseHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(inputHandleIndex);
            messageId.write(out);
        }
    }
}
