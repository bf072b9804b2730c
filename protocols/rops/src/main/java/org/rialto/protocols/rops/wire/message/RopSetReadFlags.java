package org.rialto.protocols.rops.wire.message;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Marks messages as read or unread; none means all of the folder. MS-OXCROPS §2.2.6.10; semantics
/// in MS-OXCMSG §2.2.3.10.
public final class RopSetReadFlags {
    /// Of readFlags.
    public static final int DEFAULT = 0x00;
    public static final int SUPPRESS_RECEIPT = 0x01;
    public static final int CLEAR_READ_FLAG = 0x04;
    public static final int GENERATE_RECEIPT_ONLY = 0x10;
    public static final int CLEAR_NOTIFY_READ = 0x20;
    public static final int CLEAR_NOTIFY_UNREAD = 0x40;

    private RopSetReadFlags() {}

    /// §2.2.6.10.1.
    public record Request(int logonId, int inputHandleIndex, boolean wantAsynchronous,
            int readFlags, List<MessageId> messageIds) implements MessageRequest {
        public Request { messageIds = List.copyOf(messageIds); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBoolean(in),
                    in.readUint8(), RopFields.readMessageIds(in));
        }

        @Override
        public RopId ropId() { return RopId.SET_READ_FLAGS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(inputHandleIndex, error, false);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, wantAsynchronous);
            out.writeInt8(readFlags);
            RopFields.writeMessageIds(out, messageIds);
        }
    }

    /// §2.2.6.10.2. The same whether the operation succeeded or failed.
    public record Response(int inputHandleIndex, ErrorCode returnValue,
            boolean partialCompletion) implements MessageResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex, returnValue, RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.SET_READ_FLAGS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, partialCompletion);
        }
    }
}
