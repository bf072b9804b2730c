package org.rialto.mapihttp.wire;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueReader;
import org.rialto.mapi.ValueWriter;
import org.rialto.protocols.nspi.Answers.RowSet;
import org.rialto.protocols.nspi.Stat;

/// GetMatches makes an explicit table. MS-OXCMAPIHTTP §2.2.5.5; rules in MS-OXNSPI §3.1.4.1.10.
public final class GetMatches {
    private GetMatches() {}

    /// PropertyNameGuid and PropertyNameId.
    public record Name(UUID guid, int id) {}

    /// §2.2.5.5.1.
    ///
    /// @param minimalIds reserved; not looked at
    /// @param interfaceOptions reserved; not looked at
    /// @param rowCount unsigned
    public record Request(int reserved, @Nullable Stat state, @Nullable List<Integer> minimalIds,
            int interfaceOptions, @Nullable Restriction filter, @Nullable Name propertyName,
            int rowCount, @Nullable List<PropertyTag> columns, Binary auxiliary) {
        public static Request read(ByteReader in) {
            int reserved = in.readInt32();
            Stat state = AddressBookFields.readState(in);
            List<Integer> minimalIds = AddressBookFields.readMinimalIds(in);
            int options = in.readInt32();
            Restriction filter = AddressBookFields.readFlag(in)
                    ? new ValueReader(in,
                            AddressBookFields.format(AddressBookFields.codePage(state)))
                            .readRestriction()
                    : null;
            Name name = AddressBookFields.readFlag(in)
                    ? new Name(in.readGuid(), in.readInt32())
                    : null;
            return new Request(reserved, state, minimalIds, options, filter, name, in.readInt32(),
                    AddressBookFields.readTags(in), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeMinimalIds(out, minimalIds);
            out.writeInt32(interfaceOptions);
            AddressBookFields.writeFlag(out, filter != null);
            if (filter != null) {
                new ValueWriter(out, AddressBookFields.format(AddressBookFields.codePage(state)))
                        .writeRestriction(filter);
            }
            AddressBookFields.writeFlag(out, propertyName != null);
            if (propertyName != null) {
                out.writeGuid(propertyName.guid()).writeInt32(propertyName.id());
            }
            out.writeInt32(rowCount);
            AddressBookFields.writeTags(out, columns);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.5.2.
    ///
    /// @param codePage of the rows' 8-bit texts, as the request's state said; not on the wire
    public record Response(int errorCode, @Nullable Stat state, @Nullable List<Integer> minimalIds,
            @Nullable RowSet rows, int codePage, Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in, int codePage) {
            return new Response(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readMinimalIds(in), AddressBookFields.readRows(in, codePage),
                    codePage, AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeMinimalIds(out, minimalIds);
            AddressBookFields.writeRows(out, rows, codePage);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in, int codePage) {
        return ResponseBody.read(in, body -> Response.read(body, codePage));
    }
}
