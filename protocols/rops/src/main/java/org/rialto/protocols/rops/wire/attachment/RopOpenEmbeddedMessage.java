package org.rialto.protocols.rops.wire.attachment;

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
import org.rialto.protocols.rops.wire.message.OpenedMessage;

/// Opens the message that an attachment holds. MS-OXCROPS §2.2.6.16; semantics in MS-OXCMSG
/// §2.2.3.16.
public final class RopOpenEmbeddedMessage {
    /// Of openModeFlags.
    public static final int READ_ONLY = 0x00;
    public static final int READ_WRITE = 0x01;
    public static final int CREATE = 0x02;

    private RopOpenEmbeddedMessage() {}

    /// §2.2.6.16.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex, int codePageId,
            int openModeFlags) implements AttachmentRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint16(),
                    in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.OPEN_EMBEDDED_MESSAGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt16(codePageId);
            out.writeInt8(openModeFlags);
        }
    }

    /// §2.2.6.16.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex, int reserved, MessageId messageId,
            OpenedMessage message) implements AttachmentResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex, in.readUint8(), MessageId.read(in),
                    OpenedMessage.read(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.OPEN_EMBEDDED_MESSAGE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(reserved);
            messageId.write(out);
            message.write(out, format);
        }
    }
}
