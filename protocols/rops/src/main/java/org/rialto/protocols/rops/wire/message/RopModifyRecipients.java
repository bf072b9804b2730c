package org.rialto.protocols.rops.wire.message;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Sets and removes recipients of a message. MS-OXCROPS §2.2.6.5; semantics in
/// MS-OXCMSG §2.2.3.5.
public final class RopModifyRecipients {
    private static final int SMALLEST_ROW = 7;

    private RopModifyRecipients() {}

    /// §2.2.6.5.1.
    public record Request(int logonId, int inputHandleIndex, List<PropertyTag> recipientColumns,
            List<ModifyRecipientRow> recipientRows) implements MessageRequest {
        public Request {
            recipientColumns = List.copyOf(recipientColumns);
            recipientRows = List.copyOf(recipientRows);
        }

        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int inputHandleIndex = in.readUint8();
            List<PropertyTag> columns = RecipientColumns.read(in);
            int count = in.checkCount(in.readUint16(), SMALLEST_ROW);
            ValueFormat format = context.formatOf(inputHandleIndex);
            List<ModifyRecipientRow> rows = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                rows.add(ModifyRecipientRow.read(in, columns, format));
            }
            return new Request(logonId, inputHandleIndex, columns, rows);
        }

        @Override
        public RopId ropId() { return RopId.MODIFY_RECIPIENTS; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            RopFields.writeTags(out, recipientColumns);
            RopFields.writeCount(out, recipientRows.size());
            recipientRows.forEach(row -> row.write(out, recipientColumns, format));
        }
    }

    /// §2.2.6.5.2, for success; a [RopFailure] otherwise.
    public record Response(int inputHandleIndex) implements MessageResponse, RopAnswer {
        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            return new Response(inputHandleIndex);
        }

        @Override
        public RopId ropId() { return RopId.MODIFY_RECIPIENTS; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }
}
