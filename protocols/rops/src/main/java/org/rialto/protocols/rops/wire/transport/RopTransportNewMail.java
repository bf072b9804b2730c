package org.rialto.protocols.rops.wire.transport;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Tells the server of a message that a client's transport brought. MS-OXCROPS §2.2.7.7;
/// semantics in MS-OXOMSG §2.2.5.5.
public final class RopTransportNewMail {
    private RopTransportNewMail() {}

    /// §2.2.7.7.1.
    public record Request(int logonId, int inputHandleIndex, MessageId messageId, FolderId folderId,
            String messageClass, int messageFlags) implements TransportRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), MessageId.read(in),
                    FolderId.read(in), RopFields.readAscii(in), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.TRANSPORT_NEW_MAIL; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            messageId.write(out);
            folderId.write(out);
            RopFields.writeAscii(out, messageClass);
            out.writeInt32(messageFlags);
        }
    }

    /// §2.2.7.7.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements TransportResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in, ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.TRANSPORT_NEW_MAIL; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
