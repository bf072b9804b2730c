package org.rialto.protocols.rops.wire.transfer;

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

/// Begins a fast transfer upload. MS-OXCROPS §2.2.12.1; semantics in MS-OXCFXICS §2.2.3.1.2.1.
public final class RopFastTransferDestinationConfigure {
    /// SourceOperation.
    public static final int COPY_TO = 0x01;
    public static final int COPY_PROPERTIES = 0x02;
    public static final int COPY_MESSAGES = 0x03;
    public static final int COPY_FOLDER = 0x04;

    /// Of copyFlags.
    public static final int MOVE = 0x01;

    private RopFastTransferDestinationConfigure() {}

    /// §2.2.12.1.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int sourceOperation, int copyFlags) implements TransferRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8(),
                    in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_DESTINATION_CONFIGURE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt8(sourceOperation);
            out.writeInt8(copyFlags);
        }
    }

    /// §2.2.12.1.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements TransferResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_DESTINATION_CONFIGURE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
