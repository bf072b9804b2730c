package org.rialto.protocols.rops.wire.transport;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Locks, unlocks or finishes a message that a spooler sends. MS-OXCROPS §2.2.7.5; semantics in
/// MS-OXOMSG §2.2.5.3.
public final class RopSpoolerLockMessage {
    /// LockState.
    public static final int LOCK = 0x00;
    public static final int UNLOCK = 0x01;
    public static final int FINISHED = 0x02;

    private RopSpoolerLockMessage() {}

    /// §2.2.7.5.1.
    public record Request(int logonId, int inputHandleIndex, MessageId messageId,
            int lockState) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), MessageId.read(in), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.SPOOLER_LOCK_MESSAGE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            messageId.write(out);
            out.writeInt8(lockState);
        }
    }

    /// §2.2.7.5.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements TransportResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SPOOLER_LOCK_MESSAGE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
