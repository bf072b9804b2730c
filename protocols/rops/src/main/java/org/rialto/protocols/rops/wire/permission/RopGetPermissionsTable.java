package org.rialto.protocols.rops.wire.permission;

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

/// The table of the permissions on a folder. MS-OXCROPS §2.2.10.2; semantics in MS-OXCPERM §2.2.1.
public final class RopGetPermissionsTable {
    /// Of tableFlags.
    public static final int INCLUDE_FREE_BUSY = 0x02;

    private RopGetPermissionsTable() {}

    /// §2.2.10.2.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            int tableFlags) implements PermissionRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_PERMISSIONS_TABLE; }

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

    /// §2.2.10.2.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements PermissionResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.GET_PERMISSIONS_TABLE; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
