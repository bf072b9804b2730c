package org.rialto.protocols.rops.wire.folder;

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
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Opens a folder. MS-OXCROPS §2.2.4.1; semantics in MS-OXCFOLD §2.2.1.1.
public final class RopOpenFolder {
    /// Of openModeFlags: also a folder that is soft deleted.
    public static final int OPEN_SOFT_DELETED = 0x04;

    private RopOpenFolder() {}

    /// §2.2.4.1.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            FolderId folderId, int openModeFlags) implements FolderRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), FolderId.read(in),
                    in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.OPEN_FOLDER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            folderId.write(out);
            out.writeInt8(openModeFlags);
        }
    }

    /// §2.2.4.1.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex, boolean hasRules,
            @Nullable ReplicaServers servers) implements FolderResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex, RopFields.readBoolean(in),
                    ReplicaServers.read(in));
        }

        @Override
        public RopId ropId() { return RopId.OPEN_FOLDER; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, hasRules);
            ReplicaServers.write(out, servers);
        }
    }
}
