package org.rialto.protocols.rops.wire.folder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Sets what a search folder holds. No restriction, or no folders: those of before. MS-OXCROPS
/// §2.2.4.4; semantics in MS-OXCFOLD §2.2.1.4.
public final class RopSetSearchCriteria {
    /// Of searchFlags.
    public static final int STOP_SEARCH = 0x0000_0001;
    public static final int RESTART_SEARCH = 0x0000_0002;
    public static final int RECURSIVE_SEARCH = 0x0000_0004;
    public static final int SHALLOW_SEARCH = 0x0000_0008;
    public static final int CONTENT_INDEXED_SEARCH = 0x0001_0000;
    public static final int NON_CONTENT_INDEXED_SEARCH = 0x0002_0000;
    public static final int STATIC_SEARCH = 0x0004_0000;

    private RopSetSearchCriteria() {}

    /// §2.2.4.4.1.
    public record Request(int logonId, int inputHandleIndex, @Nullable Restriction restriction,
            List<FolderId> folderIds, int searchFlags) implements FolderRequest {
        public Request { folderIds = List.copyOf(folderIds); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(),
                    RopFields.readRestriction(in, context.format()), RopFields.readFolderIds(in),
                    in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.SET_SEARCH_CRITERIA; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeRestriction(out, restriction, format);
            RopFields.writeFolderIds(out, folderIds);
            out.writeInt32(searchFlags);
        }
    }

    /// §2.2.4.4.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements FolderResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SET_SEARCH_CRITERIA; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
