package org.rialto.protocols.rops.wire.logon;

import org.jspecify.annotations.Nullable;
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

/// Whether a public folder is a ghosted one: one whose content is on other servers. MS-OXCROPS
/// §2.2.3.7; semantics in MS-OXCSTOR §2.2.1.7.
public final class RopPublicFolderIsGhosted {
    private RopPublicFolderIsGhosted() {}

    /// §2.2.3.7.1.
    public record Request(int logonId, int inputHandleIndex,
            FolderId folderId) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), FolderId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.PUBLIC_FOLDER_IS_GHOSTED; }

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

    /// §2.2.3.7.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            @Nullable ReplicaServers servers) implements LogonResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, ReplicaServers.read(in));
        }

        @Override
        public RopId ropId() { return RopId.PUBLIC_FOLDER_IS_GHOSTED; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            ReplicaServers.write(out, servers);
        }
    }
}
