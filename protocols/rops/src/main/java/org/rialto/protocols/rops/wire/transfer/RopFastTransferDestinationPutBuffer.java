package org.rialto.protocols.rops.wire.transfer;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Uploads a part of a fast transfer stream. MS-OXCROPS §2.2.12.2; semantics in MS-OXCFXICS
/// §2.2.3.1.2.2.
public final class RopFastTransferDestinationPutBuffer {
    /// TransferStatus.
    public static final int ERROR = 0x0000;
    public static final int PARTIAL = 0x0001;
    public static final int NO_ROOM = 0x0002;
    public static final int DONE = 0x0003;

    private RopFastTransferDestinationPutBuffer() {}

    /// §2.2.12.2.1.
    public record Request(int logonId, int inputHandleIndex,
            Binary transferData) implements TransferRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_DESTINATION_PUT_BUFFER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(inputHandleIndex, error, 0, 0, 0, 0, 0);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBinary(out, transferData);
        }
    }

    /// §2.2.12.2.2. The same whether the operation succeeded or failed.
    public record Response(int inputHandleIndex, ErrorCode returnValue, int transferStatus,
            int inProgressCount, int totalStepCount, int reserved,
            int bufferUsedSize) implements TransferResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex, returnValue, in.readUint16(), in.readUint16(),
                    in.readUint16(), in.readUint8(), in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_DESTINATION_PUT_BUFFER; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(transferStatus);
            out.writeInt16(inProgressCount);
            out.writeInt16(totalStepCount);
            out.writeInt8(reserved);
            out.writeInt16(bufferUsedSize);
        }
    }
}
