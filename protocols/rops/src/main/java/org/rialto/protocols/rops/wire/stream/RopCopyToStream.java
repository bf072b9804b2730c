package org.rialto.protocols.rops.wire.stream;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Copies bytes from one stream to another. MS-OXCROPS §2.2.9.9; semantics in MS-OXCPRPT §2.2.22.
public final class RopCopyToStream {
    private RopCopyToStream() {}

    /// §2.2.9.9.1.
    public record Request(int logonId, int sourceHandleIndex, int destHandleIndex,
            long byteCount) implements StreamRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.COPY_TO_STREAM; }

        @Override
        public int inputHandleIndex() { return sourceHandleIndex; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(sourceHandleIndex, error, 0, 0);
        }

        /// The response where the destination's handle stands for no object.
        public NullDestination nullDestination() {
            return new NullDestination(sourceHandleIndex, destHandleIndex, 0, 0);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(destHandleIndex);
            out.writeInt64(byteCount);
        }
    }

    /// §2.2.9.9.2. The same whether the operation succeeded or failed.
    public record Response(int sourceHandleIndex, ErrorCode returnValue, long readByteCount,
            long writtenByteCount) implements StreamResponse, RopAnswer {
        public static Response read(int sourceHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(sourceHandleIndex, returnValue, in.readInt64(), in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.COPY_TO_STREAM; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt64(readByteCount);
            out.writeInt64(writtenByteCount);
        }
    }

    /// §2.2.9.9.3: the destination's handle stands for no object. The index has four bytes here.
    public record NullDestination(int sourceHandleIndex, int destHandleIndex, long readByteCount,
            long writtenByteCount) implements StreamResponse, RopAnswer {
        public static NullDestination read(int sourceHandleIndex, ByteReader in,
                ResponseContext context) {
            return new NullDestination(sourceHandleIndex, in.readInt32(), in.readInt64(),
                    in.readInt64());
        }

        @Override
        public RopId ropId() { return RopId.COPY_TO_STREAM; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public ErrorCode returnValue() { return ErrorCodes.NullDestinationObject; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(destHandleIndex);
            out.writeInt64(readByteCount);
            out.writeInt64(writtenByteCount);
        }
    }
}
