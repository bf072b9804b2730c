package org.rialto.protocols.rops.wire.folder;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Copies a subfolder into another folder. MS-OXCROPS §2.2.4.8; semantics in MS-OXCFOLD §2.2.1.8.
public final class RopCopyFolder {
    private RopCopyFolder() {}

    /// §2.2.4.8.1.
    public record Request(int logonId, int sourceHandleIndex, int destHandleIndex,
            boolean wantAsynchronous, boolean wantRecursive, boolean useUnicode, FolderId folderId,
            String newFolderName) implements FolderRequest {
        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int sourceHandleIndex = in.readUint8();
            int destHandleIndex = in.readUint8();
            boolean wantAsynchronous = RopFields.readBoolean(in);
            boolean wantRecursive = RopFields.readBoolean(in);
            boolean useUnicode = RopFields.readBoolean(in);
            FolderId folderId = FolderId.read(in);
            String newFolderName = RopFields.readText(in, useUnicode, context.format());
            return new Request(logonId, sourceHandleIndex, destHandleIndex, wantAsynchronous,
                    wantRecursive, useUnicode, folderId, newFolderName);
        }

        @Override
        public RopId ropId() { return RopId.COPY_FOLDER; }

        @Override
        public int inputHandleIndex() { return sourceHandleIndex; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(sourceHandleIndex, error, false);
        }

        /// The response where the destination's handle stands for no object.
        public NullDestination nullDestination() {
            return new NullDestination(sourceHandleIndex, destHandleIndex, false);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(destHandleIndex);
            RopFields.writeBoolean(out, wantAsynchronous);
            RopFields.writeBoolean(out, wantRecursive);
            RopFields.writeBoolean(out, useUnicode);
            folderId.write(out);
            RopFields.writeText(out, newFolderName, useUnicode, format);
        }
    }

    /// §2.2.4.8.2. The same whether the operation succeeded or failed.
    public record Response(int sourceHandleIndex, ErrorCode returnValue,
            boolean partialCompletion) implements FolderResponse, RopAnswer {
        public static Response read(int sourceHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(sourceHandleIndex, returnValue, RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.COPY_FOLDER; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, partialCompletion);
        }
    }

    /// §2.2.4.8.3: the destination's handle stands for no object. The index has four bytes here.
    public record NullDestination(int sourceHandleIndex, int destHandleIndex,
            boolean partialCompletion) implements FolderResponse, RopAnswer {
        public static NullDestination read(int sourceHandleIndex, ByteReader in,
                ResponseContext context) {
            return new NullDestination(sourceHandleIndex, in.readInt32(),
                    RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.COPY_FOLDER; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public ErrorCode returnValue() { return ErrorCodes.NullDestinationObject; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(destHandleIndex);
            RopFields.writeBoolean(out, partialCompletion);
        }
    }
}
