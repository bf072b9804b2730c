package org.rialto.protocols.rops.wire.logon;

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

/// Reads the per-user information of a public folder: what the user has read there. MS-OXCROPS
/// §2.2.3.12; semantics in MS-OXCSTOR §2.2.1.12.
public final class RopReadPerUserInformation {
    private RopReadPerUserInformation() {}

    /// §2.2.3.12.1.
    public record Request(int logonId, int inputHandleIndex, GlobalId folderId, int reserved,
            int dataOffset, int maxDataSize) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), GlobalId.readLongTerm(in),
                    in.readUint8(), in.readInt32(), in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.READ_PER_USER_INFORMATION; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            folderId.writeLongTerm(out);
            out.writeInt8(reserved);
            out.writeInt32(dataOffset);
            out.writeInt16(maxDataSize);
        }
    }

    /// §2.2.3.12.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex, boolean hasFinished,
            Binary data) implements LogonResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, RopFields.readBoolean(in),
                    RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.READ_PER_USER_INFORMATION; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, hasFinished);
            RopFields.writeBinary(out, data);
        }
    }
}
