package org.rialto.protocols.rops.wire.message;

import java.util.ArrayList;
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

/// Reads the recipients of a message from a row on. MS-OXCROPS §2.2.6.6; semantics in
/// MS-OXCMSG §2.2.3.6.
public final class RopReadRecipients {
    /// The count of rows is less than 255. MS-OXCMSG §2.2.3.6.2.
    public static final int MOST_ROWS = 254;

    private RopReadRecipients() {}

    /// §2.2.6.6.1.
    public record Request(int logonId, int inputHandleIndex, int rowId, int reserved)
            implements
                MessageRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8(), in.readInt32(), in.readUint16());
        }

        @Override
        public RopId ropId() { return RopId.READ_RECIPIENTS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(rowId).writeInt16(reserved);
        }
    }

    /// §2.2.6.6.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex, List<ReadRecipientRow> recipientRows)
            implements
                MessageResponse,
                RopAnswer {
        public Response {
            recipientRows = List.copyOf(recipientRows);
            if (recipientRows.size() > MOST_ROWS) {
                throw new IllegalArgumentException(
                        recipientRows.size() + " recipients in a response");
            }
        }

        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            int count = in.readUint8();
            List<ReadRecipientRow> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                rows.add(ReadRecipientRow.read(in));
            }
            return new Response(inputHandleIndex, rows);
        }

        @Override
        public RopId ropId() { return RopId.READ_RECIPIENTS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(recipientRows.size());
            recipientRows.forEach(row -> row.write(out));
        }
    }
}
