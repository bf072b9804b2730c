package org.rialto.protocols.rops.wire.transfer;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
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

/// Begins the fast transfer download of messages. MS-OXCROPS §2.2.12.6; semantics in MS-OXCFXICS
/// §2.2.3.1.1.3.
public final class RopFastTransferSourceCopyMessages {
    /// Of copyFlags.
    public static final int MOVE = 0x01;
    public static final int BEST_BODY = 0x10;
    public static final int SEND_ENTRY_ID = 0x20;

    /// Of sendOptions.
    public static final int SEND_UNICODE = 0x01;
    public static final int SEND_USE_CPID = 0x02;
    public static final int SEND_FOR_UPLOAD = 0x03;
    public static final int SEND_RECOVER_MODE = 0x04;
    public static final int SEND_FORCE_UNICODE = 0x08;
    public static final int SEND_PARTIAL_ITEM = 0x10;

    private RopFastTransferSourceCopyMessages() {}

    /// §2.2.12.6.1.
    public record Request(int logonId, int inputHandleIndex, int outputHandleIndex,
            List<MessageId> messageIds, int copyFlags, int sendOptions) implements TransferRequest {
        public Request { messageIds = List.copyOf(messageIds); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readMessageIds(in), in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_SOURCE_COPY_MESSAGES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(outputHandleIndex);
            RopFields.writeMessageIds(out, messageIds);
            out.writeInt8(copyFlags);
            out.writeInt8(sendOptions);
        }
    }

    /// §2.2.12.6.2, for success; a [RopFailure] otherwise.
    public record Response(int outputHandleIndex) implements TransferResponse, RopAnswer {
        public static Response read(int outputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(outputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.FAST_TRANSFER_SOURCE_COPY_MESSAGES; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
