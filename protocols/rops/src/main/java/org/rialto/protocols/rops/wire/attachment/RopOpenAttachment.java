package org.rialto.protocols.rops.wire.attachment;

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

/// Opens an attachment. MS-OXCROPS §2.2.6.12; semantics in MS-OXCMSG §2.2.3.12.
public final class RopOpenAttachment {
    /// Of openAttachmentFlags.
    public static final int READ_ONLY = 0x00;
    public static final int READ_WRITE = 0x01;
    public static final int BEST_ACCESS = 0x03;

    private RopOpenAttachment() {}

    /// §2.2.6.12.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int openAttachmentFlags, int attachmentId) implements AttachmentRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8(),
                    in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.OPEN_ATTACHMENT; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt8(openAttachmentFlags);
            out.writeInt32(attachmentId);
        }
    }

    /// §2.2.6.12.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements AttachmentResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.OPEN_ATTACHMENT; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
