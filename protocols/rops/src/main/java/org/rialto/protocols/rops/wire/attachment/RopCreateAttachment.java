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

/// Makes an attachment. MS-OXCROPS §2.2.6.13; semantics in MS-OXCMSG §2.2.3.13.
public final class RopCreateAttachment {
    private RopCreateAttachment() {}

    /// §2.2.6.13.1.
    public record Request(int logonId, int inputHandleIndex,
            int outputHandleIndex) implements AttachmentRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.CREATE_ATTACHMENT; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
        }
    }

    /// §2.2.6.13.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex,
            int attachmentId) implements AttachmentResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex, in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.CREATE_ATTACHMENT; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(attachmentId);
        }
    }
}
