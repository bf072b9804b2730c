package org.rialto.protocols.rops.wire.logon;

import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.GlobalId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The replica that a public folder's per-user information is of. MS-OXCROPS §2.2.3.11; semantics
/// in MS-OXCSTOR §2.2.1.11.
public final class RopGetPerUserGuid {
    private RopGetPerUserGuid() {}

    /// §2.2.3.11.1.
    public record Request(int logonId, int inputHandleIndex,
            GlobalId longTermId) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), GlobalId.readLongTerm(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_PER_USER_GUID; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            longTermId.writeLongTerm(out);
        }
    }

    /// §2.2.3.11.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            UUID databaseGuid) implements LogonResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, in.readGuid());
        }

        @Override
        public RopId ropId() { return RopId.GET_PER_USER_GUID; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeGuid(databaseGuid);
        }
    }
}
