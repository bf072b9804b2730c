package org.rialto.protocols.rops.wire.transfer;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Downloads a part of a fast transfer stream. MS-OXCROPS §2.2.12.4; semantics in
/// MS-OXCFXICS §2.2.3.1.1.5.
public final class RopFastTransferSourceGetBuffer {
    /// The bufferSize that says that the server decides, up to maximumBufferSize.
    public static final int USE_MAXIMUM = 0xBABE;

    /// TransferStatus.
    public static final int ERROR = 0x0000;
    public static final int PARTIAL = 0x0001;
    public static final int NO_ROOM = 0x0002;
    public static final int DONE = 0x0003;

    private RopFastTransferSourceGetBuffer() {}

    /// §2.2.12.4.1. `maximumBufferSize` is there only if `bufferSize` is [#USE_MAXIMUM].
    public record Request(int logonId, int inputHandleIndex, int bufferSize,
            int maximumBufferSize) implements TransferRequest {
        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            int bufferSize = in.readUint16();
            return new Request(logonId, inputHandleIndex, bufferSize,
                    bufferSize == USE_MAXIMUM ? in.readUint16() : 0);
        }

        /// The most bytes that are wanted.
        public int mostBytes() {
            return bufferSize == USE_MAXIMUM ? maximumBufferSize : bufferSize;
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_SOURCE_GET_BUFFER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(inputHandleIndex, error, ERROR, 0, 0, 0, Binary.EMPTY, 0);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(bufferSize);
            if (bufferSize == USE_MAXIMUM) {
                out.writeInt16(maximumBufferSize);
            }
        }
    }

    /// §2.2.12.4.2. The same whether the operation succeeded or failed, but for a server that is
    /// busy (`returnValue` 0x00000480): then there is a `backoffMillis` in place of a
    /// `transferBuffer`.
    public record Response(int inputHandleIndex, ErrorCode returnValue, int transferStatus,
            int inProgressCount, int totalStepCount, int reserved, Binary transferBuffer,
            int backoffMillis) implements TransferResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            int transferStatus = in.readUint16();
            int inProgressCount = in.readUint16();
            int totalStepCount = in.readUint16();
            int reserved = in.readUint8();
            int size = in.readUint16();
            boolean busy = isBusy(returnValue);
            return new Response(inputHandleIndex, returnValue, transferStatus, inProgressCount,
                    totalStepCount, reserved,
                    busy ? Binary.EMPTY : Binary.wrap(in.readBytes(size)),
                    busy ? in.readInt32() : 0);
        }

        private static boolean isBusy(ErrorCode returnValue) {
            return returnValue.equals(ErrorCodes.ServerBusy_00000480);
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_SOURCE_GET_BUFFER; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeBegin(out, format).write(out);
        }

        @Override
        public Binary writeBegin(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(transferStatus).writeInt16(inProgressCount).writeInt16(totalStepCount)
                    .writeInt8(reserved);
            if (isBusy(returnValue)) {
                out.writeInt16(0).writeInt32(backoffMillis);
                return Binary.EMPTY;
            }
            RopFields.writeCount(out, transferBuffer.length());
            return transferBuffer;
        }
    }
}
