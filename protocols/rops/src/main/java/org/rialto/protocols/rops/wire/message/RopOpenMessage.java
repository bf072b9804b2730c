package org.rialto.protocols.rops.wire.message;

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
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.message.OpenedMessage;

/// Opens a message. MS-OXCROPS §2.2.6.1; semantics in MS-OXCMSG §2.2.3.1.
public final class RopOpenMessage {
    /// The codePageId that stands for the one of the logon. MS-OXCMSG §2.2.3.1.1.
    public static final int LOGON_CODE_PAGE = 0x0FFF;
    /// Of openModeFlags.
    public static final int READ_ONLY = 0x00;
    public static final int READ_WRITE = 0x01;
    public static final int BEST_ACCESS = 0x03;
    public static final int OPEN_SOFT_DELETED = 0x04;

    private RopOpenMessage() {}

    /// §2.2.6.1.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex, int codePageId,
            FolderId folderId, int openModeFlags, MessageId messageId) implements MessageRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint16(),
                    FolderId.read(in), in.readUint8(), MessageId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.OPEN_MESSAGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt16(codePageId);
            folderId.write(out);
            out.writeInt8(openModeFlags);
            messageId.write(out);
        }
    }

    /// §2.2.6.1.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex,
            OpenedMessage message) implements MessageResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex, OpenedMessage.read(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.OPEN_MESSAGE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            message.write(out, format);
        }
    }
}
