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

/// Uploads a part of a fast transfer stream; the counts have four bytes. MS-OXCROPS §2.2.12.3;
/// semantics in MS-OXCFXICS §2.2.3.1.2.3.
public final class RopFastTransferDestinationPutBufferExtended {
    private RopFastTransferDestinationPutBufferExtended() {}

    /// §2.2.12.3.1.
    public record Request(int logonId, int inputHandleIndex,
            Binary transferData) implements TransferRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_DESTINATION_PUT_BUFFER_EXTENDED; }

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

    /// §2.2.12.3.2. The same whether the operation succeeded or failed.
    public record Response(int inputHandleIndex, ErrorCode returnValue, int transferStatus,
            int inProgressCount, int totalStepCount, int reserved,
            int bufferUsedSize) implements TransferResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex, returnValue, in.readUint16(), in.readInt32(),
                    in.readInt32(), in.readUint8(), in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_DESTINATION_PUT_BUFFER_EXTENDED; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(transferStatus);
            out.writeInt32(inProgressCount);
            out.writeInt32(totalStepCount);
            out.writeInt8(reserved);
            out.writeInt16(bufferUsedSize);
        }
    }
}
