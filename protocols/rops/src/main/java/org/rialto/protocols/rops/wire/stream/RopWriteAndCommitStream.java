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

/// Writes to a stream and commits it. MS-OXCROPS §2.2.9.12; semantics in MS-OXCPRPT §2.2.26.
public final class RopWriteAndCommitStream {
    private RopWriteAndCommitStream() {}

    /// §2.2.9.12.1.
    public record Request(int logonId, int inputHandleIndex, Binary data) implements StreamRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.WRITE_AND_COMMIT_STREAM; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(inputHandleIndex, error, 0);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBinary(out, data);
        }
    }

    /// §2.2.9.12.2. The same whether the operation succeeded or failed.
    public record Response(int inputHandleIndex, ErrorCode returnValue,
            int writtenSize) implements StreamResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex, returnValue, in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.WRITE_AND_COMMIT_STREAM; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(writtenSize);
        }
    }
}
