package org.rialto.protocols.rops.wire.logon;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// The folders that get messages, by class. MS-OXCROPS §2.2.3.4; semantics in
/// MS-OXCSTOR §2.2.1.4.
public final class RopGetReceiveFolderTable {
    /// The columns of the rows. The message class is of 8-bit characters.
    public static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagFolderId,
            PropertyTags.PidTagMessageClass.withType(PropertyType.STRING8),
            PropertyTags.PidTagLastModificationTime);

    private RopGetReceiveFolderTable() {}

    /// §2.2.3.4.1.
    public record Request(int logonId, int inputHandleIndex) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            return new Request(in.readUint8(), in.readUint8());
        }

        @Override
        public RopId ropId() { return RopId.GET_RECEIVE_FOLDER_TABLE; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), inputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) { writeHeader(out); }
    }

    /// §2.2.3.4.2, for success; a [RopFailure] otherwise. The rows are of [#COLUMNS].
    public record Response(int inputHandleIndex, List<PropertyRow> rows)
            implements
                LogonResponse,
                RopAnswer {
        public Response { rows = List.copyOf(rows); }

        public static Response read(int inputHandleIndex, ByteReader in,
                ResponseContext context) {
            int count = in.checkCount(in.readInt32() & 0xFFFF_FFFFL, 1);
            List<PropertyRow> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(PropertyRow.read(in, COLUMNS, context.format()));
            }
            return new Response(inputHandleIndex, rows);
        }

        @Override
        public RopId ropId() { return RopId.GET_RECEIVE_FOLDER_TABLE; }

        @Override
        public int handleIndex() { return inputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt32(rows.size());
            rows.forEach(row -> row.write(out, COLUMNS, format));
        }
    }
}
