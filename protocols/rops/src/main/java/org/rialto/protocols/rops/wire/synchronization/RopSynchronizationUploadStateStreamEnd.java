package org.rialto.protocols.rops.wire.synchronization;

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

/// Ends the upload of a property of the client's state. MS-OXCROPS §2.2.13.11; semantics in
/// MS-OXCFXICS §2.2.3.2.2.3.
public final class RopSynchronizationUploadStateStreamEnd {
    private RopSynchronizationUploadStateStreamEnd() {}

    /// §2.2.13.11.1.
    public record Request(int logonId, int inputHandleIndex) implements SynchronizationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_END; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.13.11.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_END; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
