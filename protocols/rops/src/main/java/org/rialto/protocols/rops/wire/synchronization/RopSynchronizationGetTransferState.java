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

/// The state of a synchronization so far, as a fast transfer stream. MS-OXCROPS §2.2.13.8;
/// semantics in MS-OXCFXICS §2.2.3.2.3.1.
public final class RopSynchronizationGetTransferState {
    private RopSynchronizationGetTransferState() {}

    /// §2.2.13.8.1.
    public record Request(int logonId, int inputHandleIndex,
            int outputHandleIndex) implements SynchronizationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_GET_TRANSFER_STATE; }

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

    /// §2.2.13.8.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_GET_TRANSFER_STATE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
