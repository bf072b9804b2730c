package org.rialto.protocols.rops.wire.folder;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The table of a folder's subfolders. MS-OXCROPS §2.2.4.13; semantics in MS-OXCFOLD §2.2.1.13.
public final class RopGetHierarchyTable {
    /// Of tableFlags.
    public static final int DEPTH = 0x04;
    public static final int DEFERRED_ERRORS = 0x08;
    public static final int NO_NOTIFICATIONS = 0x10;
    public static final int SOFT_DELETES = 0x20;
    public static final int USE_UNICODE = 0x40;
    public static final int SUPPRESSES_NOTIFICATIONS = 0x80;

    private RopGetHierarchyTable() {}

    /// §2.2.4.13.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int tableFlags) implements FolderRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_HIERARCHY_TABLE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            out.writeInt8(tableFlags);
        }
    }

    /// §2.2.4.13.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex,
            int rowCount) implements FolderResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex, in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.GET_HIERARCHY_TABLE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(rowCount);
        }
    }
}
