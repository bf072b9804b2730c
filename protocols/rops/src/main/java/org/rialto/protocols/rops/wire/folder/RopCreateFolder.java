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

/// Makes a folder, or opens the one that has its name. MS-OXCROPS §2.2.4.2; semantics in
/// MS-OXCFOLD §2.2.1.2.
public final class RopCreateFolder {
    /// Of folderType.
    public static final int GENERIC_FOLDER = 0x01;
    public static final int SEARCH_FOLDER = 0x02;

    private RopCreateFolder() {}

    /// §2.2.4.2.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex, int folderType,
            boolean useUnicodeStrings, boolean openExisting, int reserved, String displayName,
            String comment) implements FolderRequest {
        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            int outputHandleIndex = in.readUint8();
            int folderType = in.readUint8();
            boolean unicode = RopFields.readBoolean(in);
            boolean openExisting = RopFields.readBoolean(in);
            int reserved = in.readUint8();
            String displayName = RopFields.readText(in, unicode, context.format());
            return new Request(logonId, inputHandleIndex, outputHandleIndex, folderType, unicode,
                    openExisting, reserved, displayName,
                    RopFields.readText(in, unicode, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.CREATE_FOLDER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex).writeInt8(folderType);
            RopFields.writeBoolean(out, useUnicodeStrings);
            RopFields.writeBoolean(out, openExisting);
            out.writeInt8(reserved);
            RopFields.writeText(out, displayName, useUnicodeStrings, format);
            RopFields.writeText(out, comment, useUnicodeStrings, format);
        }
    }

    /// What is said of a folder that was there before.
    public record Existing(boolean hasRules, @Nullable ReplicaServers servers) {}

    /// §2.2.4.2.2, for success; a [RopFailure] otherwise. `existing` is null for a new folder.
    public record Response(int outputHandleIndex, FolderId folderId, @Nullable Existing existing)
            implements
                FolderResponse,
                RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in,
                ResponseContext context) {
            FolderId folderId = FolderId.read(in);
            Existing existing = RopFields.readBoolean(in)
                    ? new Existing(RopFields.readBoolean(in), ReplicaServers.read(in))
                    : null;
            return new Response(outputHandleIndex, folderId, existing);
        }

        @Override
        public RopId ropId() { return RopId.CREATE_FOLDER; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.write(out);
            RopFields.writeBoolean(out, existing != null);
            if (existing != null) {
                RopFields.writeBoolean(out, existing.hasRules());
                ReplicaServers.write(out, existing.servers());
            }
        }
    }
}
