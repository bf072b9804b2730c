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

/// The version of another server that a client copies from or to. MS-OXCROPS §2.2.12.9; semantics
/// in MS-OXCFXICS §2.2.3.1.1.6.
public final class RopTellVersion {
    private RopTellVersion() {}

    /// §2.2.12.9.1.
    public record Request(int logonId, int inputHandleIndex, int version0, int version1,
            int version2) implements TransferRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint16(), in.readUint16(),
                    in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.TELL_VERSION; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt16(version0);
            out.writeInt16(version1);
            out.writeInt16(version2);
        }
    }

    /// §2.2.12.9.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements TransferResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.TELL_VERSION; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
