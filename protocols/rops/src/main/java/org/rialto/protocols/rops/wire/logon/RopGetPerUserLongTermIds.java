package org.rialto.protocols.rops.wire.logon;

import java.util.List;
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
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The public folders that the user has per-user information about. MS-OXCROPS §2.2.3.10; semantics
/// in MS-OXCSTOR §2.2.1.10.
public final class RopGetPerUserLongTermIds {
    private RopGetPerUserLongTermIds() {}

    /// §2.2.3.10.1.
    public record Request(int logonId, int inputHandleIndex,
            UUID databaseGuid) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readGuid());
        }

        @Override
        public RopId ropId() { return RopId.GET_PER_USER_LONG_TERM_IDS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeGuid(databaseGuid);
        }
    }

    /// §2.2.3.10.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            List<GlobalId> longTermIds) implements LogonResponse, RopAnswer {
        public Response { longTermIds = List.copyOf(longTermIds); }

        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, RopFields.readLongTermIds(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_PER_USER_LONG_TERM_IDS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeLongTermIds(out, longTermIds);
        }
    }
}
