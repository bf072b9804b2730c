package org.rialto.mapihttp.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// DNToMId maps distinguished names to minimal entry ids. MS-OXCMAPIHTTP §2.2.5.4; rules in
/// MS-OXNSPI §3.1.4.1.13.
public final class DNToMId {
    private DNToMId() {}

    /// §2.2.5.4.1.
    public record Request(int reserved, @Nullable List<String> names, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), readNames(in), AuxiliaryBuffer.read(in));
        }

        @Nullable
        private static List<String> readNames(ByteReader in) {
            if (!AddressBookFields.readFlag(in)) {
                return null;
            }
            int count = AddressBookFields.readTextCount(in, 1);
            List<String> names = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                names.add(AddressBookFields.readText(in));
            }
            return List.copyOf(names);
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeFlag(out, names != null);
            if (names != null) {
                out.writeInt32(names.size());
                names.forEach(name -> AddressBookFields.writeText(out, name));
            }
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.4.2.
    public record Response(int errorCode, @Nullable List<Integer> minimalIds, Binary auxiliary)
            implements
                AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), AddressBookFields.readMinimalIds(in),
                    AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AddressBookFields.writeMinimalIds(out, minimalIds);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
