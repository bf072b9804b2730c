package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.nspi.Answers.RowSet;
import org.rialto.protocols.nspi.Stat;

/// QueryRows asks for rows of a table. MS-OXCMAPIHTTP §2.2.5.12; rules in MS-OXNSPI §3.1.4.1.8.
public final class QueryRows {
    private QueryRows() {}

    /// §2.2.5.12.1.
    ///
    /// @param explicitTable empty for the table of the state
    /// @param rowCount unsigned
    public record Request(int flags, @Nullable Stat state, List<Integer> explicitTable,
            int rowCount, @Nullable List<PropertyTag> columns, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readMinimalIdArray(in), in.readInt32(),
                    AddressBookFields.readTags(in), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeMinimalIdArray(out, explicitTable);
            out.writeInt32(rowCount);
            AddressBookFields.writeTags(out, columns);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.12.2.
    ///
    /// @param codePage of the rows' 8-bit texts, as the request's state said; not on the wire
    public record Response(int errorCode, @Nullable Stat state, @Nullable RowSet rows,
            int codePage, Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in, int codePage) {
            return new Response(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readRows(in, codePage), codePage, AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeRows(out, rows, codePage);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in, int codePage) {
        return ResponseBody.read(in, body -> Response.read(body, codePage));
    }
}
