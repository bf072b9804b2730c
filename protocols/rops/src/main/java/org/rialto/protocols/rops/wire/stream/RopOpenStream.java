package org.rialto.protocols.rops.wire.stream;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Opens a property as a stream. MS-OXCROPS §2.2.9.1; semantics in MS-OXCPRPT §2.2.14.
public final class RopOpenStream {
    /// Of openModeFlags.
    public static final int READ_ONLY = 0x00;
    public static final int READ_WRITE = 0x01;
    public static final int CREATE = 0x02;
    public static final int BEST_ACCESS = 0x03;

    private RopOpenStream() {}

    /// §2.2.9.1.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            PropertyTag propertyTag, int openModeFlags) implements StreamRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), PropertyTag.read(in),
                    in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.OPEN_STREAM; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            propertyTag.write(out);
            out.writeInt8(openModeFlags);
        }
    }

    /// §2.2.9.1.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex,
            int streamSize) implements StreamResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex, in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.OPEN_STREAM; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(streamSize);
        }
    }
}
