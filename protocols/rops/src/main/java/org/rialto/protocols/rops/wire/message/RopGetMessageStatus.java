package org.rialto.protocols.rops.wire.message;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The status of a message. MS-OXCROPS §2.2.6.9; semantics in MS-OXCMSG §2.2.3.9.
public final class RopGetMessageStatus {
    private RopGetMessageStatus() {}

    /// §2.2.6.9.1. It is answered with the responses of RopSetMessageStatus, and its RopId
    /// (§2.2.6.9.2).
    public record Request(int logonId, int inputHandleIndex, MessageId messageId)
            implements
                MessageRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), MessageId.read(in));
        }

        @Override
        public RopId ropId() { return RopId.GET_MESSAGE_STATUS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(RopId.SET_MESSAGE_STATUS, inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            messageId.write(out);
        }
    }
}
