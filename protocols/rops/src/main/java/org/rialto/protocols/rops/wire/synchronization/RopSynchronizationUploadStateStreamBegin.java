package org.rialto.protocols.rops.wire.synchronization;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Begins the upload of a property of the client's state. MS-OXCROPS §2.2.13.9; semantics in
/// MS-OXCFXICS §2.2.3.2.2.1.
public final class RopSynchronizationUploadStateStreamBegin {
    private RopSynchronizationUploadStateStreamBegin() {}

    /// §2.2.13.9.1.
    public record Request(int logonId, int inputHandleIndex, PropertyTag stateProperty,
            int transferBufferSize) implements SynchronizationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), PropertyTag.read(in),
                    in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_BEGIN; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            stateProperty.write(out);
            out.writeInt32(transferBufferSize);
        }
    }

    /// §2.2.13.9.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_BEGIN; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
