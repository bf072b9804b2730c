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

/// Saves an attachment. MS-OXCROPS §2.2.6.15; semantics in MS-OXCMSG §2.2.3.15.
public final class RopSaveChangesAttachment {
    /// Of saveFlags.
    public static final int KEEP_OPEN_READ_ONLY = 0x01;
    public static final int KEEP_OPEN_READ_WRITE = 0x02;
    public static final int FORCE_SAVE = 0x04;

    private RopSaveChangesAttachment() {}

    /// §2.2.6.15.1.
    public record Request(int logonId, int responseHandleIndex, int inputHandleIndex,
            int saveFlags) implements AttachmentRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SAVE_CHANGES_ATTACHMENT; }

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

    /// §2.2.6.15.2, for success; a [RopFailure] otherwise.
    public record Response(int responseHandleIndex) implements AttachmentResponse, RopAnswer {
        public static Response read(int responseHandleIndex, ByteReader in,
                ResponseContext context) {
            return new Response(responseHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SAVE_CHANGES_ATTACHMENT; }

        @Override
        public int handleIndex() { return responseHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
