package org.rialto.mapihttp.wire;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.protocols.nspi.Stat;

/// CompareMIds says which of two objects comes first in a table. MS-OXCMAPIHTTP §2.2.5.3; rules in
/// MS-OXNSPI §3.1.4.1.12.
public final class CompareMIds {
    private CompareMIds() {}

    /// §2.2.5.3.1.
    public record Request(int reserved, @Nullable Stat state, int minimalId1, int minimalId2,
            Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in), in.readInt32(),
                    in.readInt32(), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeState(out, state);
            out.writeInt32(minimalId1);
            out.writeInt32(minimalId2);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.3.2.
    public record Response(int errorCode, int result, Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), in.readInt32(), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            out.writeInt32(result);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
