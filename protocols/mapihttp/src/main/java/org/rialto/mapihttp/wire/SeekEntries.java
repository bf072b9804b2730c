package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.ValueReader;
import org.rialto.mapi.ValueWriter;
import org.rialto.protocols.nspi.Answers.RowSet;
import org.rialto.protocols.nspi.Stat;

/// SeekEntries moves to the first row at or after a value. MS-OXCMAPIHTTP §2.2.5.16; rules in
/// MS-OXNSPI §3.1.4.1.9.
public final class SeekEntries {
    private SeekEntries() {}

    /// §2.2.5.16.1.
    public record Request(int reserved, @Nullable Stat state, @Nullable PropertyValue target,
            @Nullable List<Integer> explicitTable, @Nullable List<PropertyTag> columns,
            Binary auxiliary) {
        public static Request read(ByteReader in) {
            int reserved = in.readInt32();
            Stat state = AddressBookFields.readState(in);
            PropertyValue target = AddressBookFields.readFlag(in)
                    ? new ValueReader(in,
                            AddressBookFields.format(AddressBookFields.codePage(state)))
                            .readTagged()
                    : null;
            return new Request(reserved, state, target, AddressBookFields.readMinimalIds(in),
                    AddressBookFields.readTags(in), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeFlag(out, target != null);
            if (target != null) {
                new ValueWriter(out, AddressBookFields.format(AddressBookFields.codePage(state)))
                        .writeTagged(target);
            }
            AddressBookFields.writeMinimalIds(out, explicitTable);
            AddressBookFields.writeTags(out, columns);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.16.2.
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
