package org.rialto.protocols.rops.wire.transport;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Stops a message from being sent. MS-OXCROPS §2.2.7.2; semantics in MS-OXOMSG §2.2.4.2.
public final class RopAbortSubmit {
    private RopAbortSubmit() {}

    /// §2.2.7.2.1.
    public record Request(int logonId, int inputHandleIndex, FolderId folderId,
            MessageId messageId) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), FolderId.read(in),
                    MessageId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.ABORT_SUBMIT; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.write(out);
            messageId.write(out);
        }
    }

    /// §2.2.7.2.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements TransportResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.ABORT_SUBMIT; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
