package org.rialto.protocols.rops.wire.synchronization;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// A range of ids for the client to give out. MS-OXCROPS §2.2.13.13; semantics in MS-OXCFXICS
/// §2.2.3.2.4.7.
public final class RopGetLocalReplicaIds {
    private RopGetLocalReplicaIds() {}

    /// §2.2.13.13.1.
    public record Request(int logonId, int inputHandleIndex,
            int idCount) implements SynchronizationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.GET_LOCAL_REPLICA_IDS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(idCount);
        }
    }

    /// §2.2.13.13.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            GlobalId firstId) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, GlobalId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_LOCAL_REPLICA_IDS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            firstId.write(out);
        }
    }
}
