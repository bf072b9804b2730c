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

/// The table of a message's attachments. MS-OXCROPS §2.2.6.17; semantics in MS-OXCMSG §2.2.3.17.
public final class RopGetAttachmentTable {
    /// Of tableFlags.
    public static final int UNICODE = 0x40;

    private RopGetAttachmentTable() {}

    /// §2.2.6.17.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int tableFlags) implements AttachmentRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_ATTACHMENT_TABLE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt8(tableFlags);
        }
    }

    /// §2.2.6.17.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements AttachmentResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.GET_ATTACHMENT_TABLE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
