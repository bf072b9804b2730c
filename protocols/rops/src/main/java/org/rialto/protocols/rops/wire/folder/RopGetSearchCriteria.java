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

/// What a search folder holds, and how far the search is. MS-OXCROPS §2.2.4.5; semantics in
/// MS-OXCFOLD §2.2.1.5.
public final class RopGetSearchCriteria {
    /// Of the response's searchFlags.
    public static final int SEARCH_RUNNING = 0x0000_0001;
    public static final int SEARCH_REBUILD = 0x0000_0002;
    public static final int SEARCH_RECURSIVE = 0x0000_0004;
    public static final int SEARCH_COMPLETE = 0x0000_1000;
    public static final int SEARCH_PARTIAL = 0x0000_2000;
    public static final int SEARCH_STATIC = 0x0001_0000;
    public static final int SEARCH_MAYBE_STATIC = 0x0002_0000;
    public static final int CONTENT_INDEXED = 0x0100_0000;
    public static final int NOT_CONTENT_INDEXED = 0x0800_0000;

    private RopGetSearchCriteria() {}

    /// §2.2.4.5.1.
    public record Request(int logonId, int inputHandleIndex, boolean useUnicode,
            boolean includeRestriction, boolean includeFolders) implements FolderRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBoolean(in),
                    RopFields.readBoolean(in), RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_SEARCH_CRITERIA; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, useUnicode);
            RopFields.writeBoolean(out, includeRestriction);
            RopFields.writeBoolean(out, includeFolders);
        }
    }

    /// §2.2.4.5.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex, @Nullable Restriction restriction,
            List<FolderId> folderIds, int searchFlags) implements FolderResponse, RopAnswer {
        public Response { folderIds = List.copyOf(folderIds); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, RopFields.readRestriction(in, context.format()),
                    RopFields.readFolderIds(in), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.GET_SEARCH_CRITERIA; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeRestriction(out, restriction, format);
            RopFields.writeFolderIds(out, folderIds);
            out.writeInt32(searchFlags);
        }
    }
}
