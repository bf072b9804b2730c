package org.rialto.protocols.rops.wire.logon;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Writes the per-user information of a public folder: what the user has read there.
/// MS-OXCROPS §2.2.3.13; semantics in MS-OXCSTOR §2.2.1.13.
public final class RopWritePerUserInformation {
    private RopWritePerUserInformation() {}

    /// §2.2.3.13.1. `replicaGuid` is there in the first of the writes, on a private mailbox only.
    public record Request(int logonId, int inputHandleIndex, GlobalId folderId,
            boolean hasFinished, int dataOffset, Binary data, @Nullable UUID replicaGuid)
            implements
                LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            GlobalId folderId = GlobalId.readLongTerm(in);
            boolean hasFinished = RopFields.readBoolean(in);
            int dataOffset = in.readInt32();
            Binary data = RopFields.readBinary(in);
            UUID replicaGuid = dataOffset == 0 && context.isPrivateLogon().test(logonId)
                    ? in.readGuid()
                    : null;
            return new Request(logonId, inputHandleIndex, folderId, hasFinished, dataOffset, data,
                    replicaGuid);
        }

        @Override
        public RopId ropId() { return RopId.WRITE_PER_USER_INFORMATION; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.writeLongTerm(out);
            RopFields.writeBoolean(out, hasFinished);
            out.writeInt32(dataOffset);
            RopFields.writeBinary(out, data);
            if (replicaGuid != null) {
                out.writeGuid(replicaGuid);
            }
        }
    }

    /// §2.2.3.13.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements LogonResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.WRITE_PER_USER_INFORMATION; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
