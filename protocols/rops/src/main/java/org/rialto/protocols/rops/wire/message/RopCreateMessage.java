package org.rialto.protocols.rops.wire.message;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Makes a message in a folder. MS-OXCROPS §2.2.6.2; semantics in MS-OXCMSG §2.2.3.2.
public final class RopCreateMessage {
    private RopCreateMessage() {}

    /// §2.2.6.2.1. `associated`: a message of the folder-associated information.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int codePageId, FolderId folderId, boolean associated) implements MessageRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint16(),
                    FolderId.read(in), RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.CREATE_MESSAGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex).writeInt16(codePageId);
            folderId.write(out);
            RopFields.writeBoolean(out, associated);
        }
    }

    /// §2.2.6.2.2, for success; a [RopFailure] otherwise. `messageId` is null where the message gets
    /// its id when it is saved.
    public record Response(int outputHandleIndex, @Nullable MessageId messageId)
            implements
                MessageResponse,
                RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in,
                ResponseContext context) {
            return new Response(outputHandleIndex,
                    RopFields.readBoolean(in) ? MessageId.read(in) : null);
        }

        @Override
        public RopId ropId() { return RopId.CREATE_MESSAGE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, messageId != null);
            if (messageId != null) {
                messageId.write(out);
            }
        }
    }
}
