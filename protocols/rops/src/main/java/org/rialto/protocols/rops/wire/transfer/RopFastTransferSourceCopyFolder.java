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

/// Begins the fast transfer download of a folder. MS-OXCROPS §2.2.12.5; semantics in MS-OXCFXICS
/// §2.2.3.1.1.4.
public final class RopFastTransferSourceCopyFolder {
    /// Of copyFlags.
    public static final int MOVE = 0x01;
    public static final int COPY_SUBFOLDERS = 0x10;

    /// Of sendOptions.
    public static final int SEND_UNICODE = 0x01;
    public static final int SEND_USE_CPID = 0x02;
    public static final int SEND_FOR_UPLOAD = 0x03;
    public static final int SEND_RECOVER_MODE = 0x04;
    public static final int SEND_FORCE_UNICODE = 0x08;
    public static final int SEND_PARTIAL_ITEM = 0x10;

    private RopFastTransferSourceCopyFolder() {}

    /// §2.2.12.5.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex, int copyFlags,
            int sendOptions) implements TransferRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8(),
                    in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_SOURCE_COPY_FOLDER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt8(copyFlags);
            out.writeInt8(sendOptions);
        }
    }

    /// §2.2.12.5.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements TransferResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_SOURCE_COPY_FOLDER; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
