package org.rialto.protocols.rops.wire.transport;

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

/// Sends a message. MS-OXCROPS §2.2.7.1; semantics in MS-OXOMSG §2.2.4.1.
public final class RopSubmitMessage {
    /// Of submitFlags.
    public static final int NONE = 0x00;
    public static final int PREPROCESS = 0x01;
    public static final int NEEDS_SPOOLER = 0x02;

    private RopSubmitMessage() {}

    /// §2.2.7.1.1.
    public record Request(int logonId, int inputHandleIndex,
            int submitFlags) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SUBMIT_MESSAGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(submitFlags);
        }
    }

    /// §2.2.7.1.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements TransportResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SUBMIT_MESSAGE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
