package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.nspi.Stat;

/// GetSpecialTable asks for the hierarchy table or an address creation table. MS-OXCMAPIHTTP
/// §2.2.5.8; rules in MS-OXNSPI §3.1.4.1.3.
public final class GetSpecialTable {
    private GetSpecialTable() {}

    /// §2.2.5.8.1.
    public record Request(int flags, @Nullable Stat state, @Nullable Integer version,
            Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in), readVersion(in),
                    AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags);
            AddressBookFields.writeState(out, state);
            writeVersion(out, version);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.8.2.
    public record Response(int errorCode, int codePage, @Nullable Integer version,
            @Nullable List<List<PropertyValue>> rows, Binary auxiliary)
            implements
                AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            int errorCode = in.readInt32();
            int codePage = in.readInt32();
            return new Response(errorCode, codePage, readVersion(in),
                    AddressBookFields.readValueLists(in, codePage), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeInt32(codePage);
            writeVersion(out, version);
            AddressBookFields.writeValueLists(out, rows, codePage);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    @Nullable
    private static Integer readVersion(ByteReader in) {
        return AddressBookFields.readFlag(in) ? (Integer) in.readInt32() : null;
    }

    private static void writeVersion(ByteWriter out, @Nullable Integer version) {
        AddressBookFields.writeFlag(out, version != null);
        if (version != null) {
            out.writeInt32(version);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
