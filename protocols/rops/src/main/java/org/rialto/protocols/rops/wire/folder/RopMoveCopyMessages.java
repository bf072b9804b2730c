package org.rialto.protocols.rops.wire.folder;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Moves or copies messages to another folder. MS-OXCROPS §2.2.4.6; semantics in MS-OXCFOLD
/// §2.2.1.6.
public final class RopMoveCopyMessages {
    private RopMoveCopyMessages() {}

    /// §2.2.4.6.1.
    public record Request(int logonId, int sourceHandleIndex, int destHandleIndex,
            List<MessageId> messageIds, boolean wantAsynchronous,
            boolean wantCopy) implements FolderRequest {
        public Request { messageIds = List.copyOf(messageIds); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readUint8(),
                    RopFields.readMessageIds(in), RopFields.readBoolean(in),
                    RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.MOVE_COPY_MESSAGES; }

        @Override
        public int inputHandleIndex() { return sourceHandleIndex; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new Response(sourceHandleIndex, error, false);
        }

        /// The response where the destination's handle stands for no object.
        public NullDestination nullDestination() {
            return new NullDestination(sourceHandleIndex, destHandleIndex, false);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(destHandleIndex);
            RopFields.writeMessageIds(out, messageIds);
            RopFields.writeBoolean(out, wantAsynchronous);
            RopFields.writeBoolean(out, wantCopy);
        }
    }

    /// §2.2.4.6.2. The same whether the operation succeeded or failed.
    public record Response(int sourceHandleIndex, ErrorCode returnValue,
            boolean partialCompletion) implements FolderResponse, RopAnswer {
        public static Response read(int sourceHandleIndex, ErrorCode returnValue, ByteReader in,
                ResponseContext context) {
            return new Response(sourceHandleIndex, returnValue, RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.MOVE_COPY_MESSAGES; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeBoolean(out, partialCompletion);
        }
    }

    /// §2.2.4.6.3: the destination's handle stands for no object. The index has four bytes here.
    public record NullDestination(int sourceHandleIndex, int destHandleIndex,
            boolean partialCompletion) implements FolderResponse, RopAnswer {
        public static NullDestination read(int sourceHandleIndex, ByteReader in,
                ResponseContext context) {
            return new NullDestination(sourceHandleIndex, in.readInt32(),
                    RopFields.readBoolean(in));
        }

        @Override
        public RopId ropId() { return RopId.MOVE_COPY_MESSAGES; }

        @Override
        public int handleIndex() { return sourceHandleIndex; }

        @Override
        public ErrorCode returnValue() { return ErrorCodes.NullDestinationObject; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(destHandleIndex);
            RopFields.writeBoolean(out, partialCompletion);
        }
    }
}
