package org.rialto.protocols.rops.wire.folder;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Deletes a subfolder. MS-OXCROPS §2.2.4.3; semantics in MS-OXCFOLD §2.2.1.3.
public final class RopDeleteFolder {
    /// Of deleteFolderFlags: its messages too, its subfolders too, and for good.
    public static final int DELETE_MESSAGES = 0x01;
    public static final int DELETE_FOLDERS = 0x04;
    public static final int DELETE_HARD = 0x10;

    private RopDeleteFolder() {}

    /// §2.2.4.3.1.
    public record Request(int logonId, int inputHandleIndex, int deleteFolderFlags,
            FolderId folderId) implements FolderRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), FolderId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.DELETE_FOLDER; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(inputHandleIndex, error, false);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(deleteFolderFlags);
            folderId.write(out);
        }
    }

    /// §2.2.4.3.2. The same whether the operation succeeded or failed.
    public record Response(int inputHandleIndex, ErrorCode returnValue,
            boolean partialCompletion) implements FolderResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex, returnValue, RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.DELETE_FOLDER; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, partialCompletion);
        }
    }
}
