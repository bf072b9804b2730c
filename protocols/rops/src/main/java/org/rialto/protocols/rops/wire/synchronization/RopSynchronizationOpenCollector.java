package org.rialto.protocols.rops.wire.synchronization;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Begins the upload of changes. MS-OXCROPS §2.2.13.7; semantics in MS-OXCFXICS §2.2.3.2.4.1.
public final class RopSynchronizationOpenCollector {
    private RopSynchronizationOpenCollector() {}

    /// §2.2.13.7.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            boolean isContentsCollector) implements SynchronizationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_OPEN_COLLECTOR; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            RopFields.writeBoolean(out, isContentsCollector);
        }
    }

    /// §2.2.13.7.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_OPEN_COLLECTOR; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
