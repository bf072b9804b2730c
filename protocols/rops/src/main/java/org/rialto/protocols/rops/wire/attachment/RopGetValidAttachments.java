package org.rialto.protocols.rops.wire.attachment;

import java.util.ArrayList;
import java.util.List;
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

/// The ids of a message's attachments. MS-OXCROPS §2.2.6.18; semantics in MS-OXCMSG §2.2.3.18.
public final class RopGetValidAttachments {
    private RopGetValidAttachments() {}

    /// §2.2.6.18.1.
    public record Request(int logonId, int inputHandleIndex) implements AttachmentRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_VALID_ATTACHMENTS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.6.18.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<Integer> attachmentIds) implements AttachmentResponse, RopAnswer {
        public Response { attachmentIds = List.copyOf(attachmentIds); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, readIds(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_VALID_ATTACHMENTS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        private static List<Integer> readIds(ByteReader in) {
            int count = in.checkCount(in.readInt32() & 0xFFFF_FFFFL, Integer.BYTES);
            List<Integer> ids = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ids.add(in.readInt32());
            }
            return ids;
        }

        private static void writeIds(ByteWriter out, List<Integer> ids) {
            out.writeInt32(ids.size());
            ids.forEach(out::writeInt32);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            writeIds(out, attachmentIds);
        }
    }
}
