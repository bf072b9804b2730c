package org.rialto.protocols.rops.wire.synchronization;

import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.synchronization.MessageReadState;

/// Uploads which messages were read. MS-OXCROPS §2.2.13.3; semantics in MS-OXCFXICS §2.2.3.2.4.6.
public final class RopSynchronizationImportReadStateChanges {
    private RopSynchronizationImportReadStateChanges() {}

    /// §2.2.13.3.1.
    public record Request(int logonId, int inputHandleIndex,
            List<MessageReadState> messageReadStates) implements SynchronizationRequest {
        public Request { messageReadStates = List.copyOf(messageReadStates); }

        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), MessageReadState.readList(in));
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_READ_STATE_CHANGES; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            MessageReadState.writeList(out, messageReadStates);
        }
    }

    /// §2.2.13.3.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements SynchronizationResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.SYNCHRONIZATION_IMPORT_READ_STATE_CHANGES; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
