package org.rialto.protocols.rops.wire.stream;

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

/// Reads from a stream. MS-OXCROPS §2.2.9.2; semantics in MS-OXCPRPT §2.2.15.
public final class RopReadStream {
    /// The byteCount that says that maximumByteCount is meant.
    public static final int USE_MAXIMUM = 0xBABE;

    /// A greater maximumByteCount makes the whole buffer malformed. §2.2.9.2.1.
    private static final int LARGEST_MAXIMUM = 0x8000_0000;

    private RopReadStream() {}

    /// §2.2.9.2.1. `maximumByteCount` is there only if `byteCount` is [#USE_MAXIMUM].
    public record Request(int logonId, int inputHandleIndex, int byteCount, int maximumByteCount)
            implements
                StreamRequest {
        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            int byteCount = in.readUint16();
            int maximumByteCount = byteCount == USE_MAXIMUM ? in.readInt32() : 0;
            if (Integer.compareUnsigned(maximumByteCount, LARGEST_MAXIMUM) > 0) {
                throw in.malformed("more bytes of a stream are asked for than a client may");
            }
            return new Request(logonId, inputHandleIndex, byteCount, maximumByteCount);
        }

        /// The most bytes that are wanted.
        public long mostBytes() {
            return byteCount == USE_MAXIMUM ? maximumByteCount & 0xFFFF_FFFFL : byteCount;
        }

        @Override
        public RopId ropId() { return RopId.READ_STREAM; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(inputHandleIndex, error, Binary.EMPTY);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(byteCount);
            if (byteCount == USE_MAXIMUM) {
                out.writeInt32(maximumByteCount);
            }
        }
    }

    /// §2.2.9.2.2. The same whether the operation succeeded or failed.
    public record Response(int inputHandleIndex, ErrorCode returnValue, Binary data)
            implements
                StreamResponse,
                RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex, returnValue, RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.READ_STREAM; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBinary(out, data);
        }
    }
}
