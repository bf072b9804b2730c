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

/// Deletes an attachment. MS-OXCROPS §2.2.6.14; semantics in MS-OXCMSG §2.2.3.14.
public final class RopDeleteAttachment {
    private RopDeleteAttachment() {}

    /// §2.2.6.14.1.
    public record Request(int logonId, int inputHandleIndex,
            int attachmentId) implements AttachmentRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.DELETE_ATTACHMENT; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(attachmentId);
        }
    }

    /// §2.2.6.14.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements AttachmentResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.DELETE_ATTACHMENT; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
