package org.rialto.protocols.rops.wire.logon;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ReplicaServers;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The servers that have replicas of a public folder. MS-OXCROPS §2.2.3.6; semantics in MS-OXCSTOR
/// §2.2.1.6.
public final class RopGetOwningServers {
    private RopGetOwningServers() {}

    /// §2.2.3.6.1.
    public record Request(int logonId, int inputHandleIndex,
            FolderId folderId) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), FolderId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_OWNING_SERVERS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.write(out);
        }
    }

    /// §2.2.3.6.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            ReplicaServers owningServers) implements LogonResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, ReplicaServers.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_OWNING_SERVERS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            owningServers.writeList(out);
        }
    }
}
