package org.rialto.protocols.rops.wire.transport;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The folder where the transport keeps its messages. MS-OXCROPS §2.2.7.8; semantics in
/// MS-OXOMSG §2.2.5.2.
public final class RopGetTransportFolder {
    private RopGetTransportFolder() {}

    /// §2.2.7.8.1.
    public record Request(int logonId, int inputHandleIndex) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_TRANSPORT_FOLDER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.7.8.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            FolderId folderId) implements TransportResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, FolderId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_TRANSPORT_FOLDER; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.write(out);
        }
    }
}
