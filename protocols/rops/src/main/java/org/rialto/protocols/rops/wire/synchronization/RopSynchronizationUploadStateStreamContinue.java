package org.rialto.protocols.rops.wire.synchronization;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Uploads a part of a property of the client's state. MS-OXCROPS §2.2.13.10; semantics in
/// MS-OXCFXICS §2.2.3.2.2.2.
public final class RopSynchronizationUploadStateStreamContinue {
    private RopSynchronizationUploadStateStreamContinue() {}

    /// §2.2.13.10.1.
    public record Request(int logonId, int inputHandleIndex,
            Binary streamData) implements SynchronizationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readLargeBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_CONTINUE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeLargeBinary(out, streamData);
        }
    }

    /// §2.2.13.10.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_UPLOAD_STATE_STREAM_CONTINUE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
