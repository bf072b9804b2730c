package org.rialto.protocols.rops.wire.rule;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Tells the server where the client has moved what deferred action messages are about. MS-OXCROPS
/// §2.2.11.3; semantics in MS-OXORULE §2.2.3.
public final class RopUpdateDeferredActionMessages {
    private RopUpdateDeferredActionMessages() {}

    /// §2.2.11.3.1.
    public record Request(int logonId, int inputHandleIndex, Binary serverEntryId,
            Binary clientEntryId) implements RuleRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBinary(in),
                    RopFields.readBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.UPDATE_DEFERRED_ACTION_MESSAGES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBinary(out, serverEntryId);
            RopFields.writeBinary(out, clientEntryId);
        }
    }

    /// §2.2.11.3.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements RuleResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.UPDATE_DEFERRED_ACTION_MESSAGES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
