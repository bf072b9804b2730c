package org.rialto.protocols.rops.wire.folder;

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

/// Deletes messages. MS-OXCROPS §2.2.4.11; semantics in MS-OXCFOLD §2.2.1.11.
public final class RopDeleteMessages {
    private RopDeleteMessages() {}

    /// §2.2.4.11.1.
    public record Request(int logonId, int inputHandleIndex, boolean wantAsynchronous,
            boolean notifyNonRead, List<MessageId> messageIds) implements FolderRequest {
        public Request { messageIds = List.copyOf(messageIds); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), RopFields.readBoolean(in),
                    RopFields.readBoolean(in), RopFields.readMessageIds(in));
        }

        @Override
        public RopId ropId() { return RopId.DELETE_MESSAGES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(inputHandleIndex, error, false);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, wantAsynchronous);
            RopFields.writeBoolean(out, notifyNonRead);
            RopFields.writeMessageIds(out, messageIds);
        }
    }

    /// §2.2.4.11.2. The same whether the operation succeeded or failed.
    public record Response(int inputHandleIndex, ErrorCode returnValue,
            boolean partialCompletion) implements FolderResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex, returnValue, RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.DELETE_MESSAGES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, partialCompletion);
        }
    }
}
