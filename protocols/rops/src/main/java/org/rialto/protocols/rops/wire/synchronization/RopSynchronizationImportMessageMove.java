package org.rialto.protocols.rops.wire.synchronization;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Uploads the move of a message. The values are a GID or an XID each, and a predecessor change
/// list. MS-OXCROPS §2.2.13.6; semantics in MS-OXCFXICS §2.2.3.2.4.4.
public final class RopSynchronizationImportMessageMove {
    private RopSynchronizationImportMessageMove() {}

    /// §2.2.13.6.1.
    public record Request(int logonId, int inputHandleIndex, Binary sourceFolderId,
            Binary sourceMessageId, Binary predecessorChangeList, Binary destinationMessageId,
            Binary changeNumber) implements SynchronizationRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readLargeBinary(in),
                    RopFields.readLargeBinary(in), RopFields.readLargeBinary(in),
                    RopFields.readLargeBinary(in), RopFields.readLargeBinary(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_MESSAGE_MOVE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeLargeBinary(out, sourceFolderId);
            RopFields.writeLargeBinary(out, sourceMessageId);
            RopFields.writeLargeBinary(out, predecessorChangeList);
            RopFields.writeLargeBinary(out, destinationMessageId);
            RopFields.writeLargeBinary(out, changeNumber);
        }
    }

    /// §2.2.13.6.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex,
            MessageId messageId) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex, MessageId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_MESSAGE_MOVE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            messageId.write(out);
        }
    }
}
