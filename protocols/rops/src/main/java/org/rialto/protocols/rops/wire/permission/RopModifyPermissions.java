package org.rialto.protocols.rops.wire.permission;

import java.util.List;
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
import org.rialto.protocols.rops.wire.permission.PermissionData;

/// Changes the permissions on a folder. MS-OXCROPS §2.2.10.1; semantics in MS-OXCPERM §2.2.2.
public final class RopModifyPermissions {
    /// Of modifyFlags.
    public static final int REPLACE_ROWS = 0x01;
    public static final int INCLUDE_FREE_BUSY = 0x02;

    private RopModifyPermissions() {}

    /// §2.2.10.1.1.
    public record Request(int logonId, int inputHandleIndex, int modifyFlags,
            List<PermissionData> permissionsData) implements PermissionRequest {
        public Request { permissionsData = List.copyOf(permissionsData); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    PermissionData.readList(in, context.format()));
        }

        @Override
        public RopId ropId() { return RopId.MODIFY_PERMISSIONS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(modifyFlags);
            PermissionData.writeList(out, permissionsData, format);
        }
    }

    /// §2.2.10.1.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements PermissionResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.MODIFY_PERMISSIONS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
