package org.rialto.mapihttp.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.nspi.Answers.RowSet;
import org.rialto.protocols.nspi.Stat;

/// ResolveNames asks whom names mean. MS-OXCMAPIHTTP §2.2.5.14; rules in MS-OXNSPI §3.1.4.1.17.
public final class ResolveNames {
    private ResolveNames() {}

    /// §2.2.5.14.1.
    public record Request(int reserved, @Nullable Stat state, @Nullable List<PropertyTag> tags,
            @Nullable List<String> names, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readTags(in), readNames(in), AuxiliaryBuffer.read(in));
        }

        @Nullable
        private static List<String> readNames(ByteReader in) {
            if (!AddressBookFields.readFlag(in)) {
                return null;
            }
            int count = AddressBookFields.readTextCount(in, 2);
            List<String> names = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                names.add(in.readUtf16z());
            }
            return List.copyOf(names);
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeTags(out, tags);
            AddressBookFields.writeFlag(out, names != null);
            if (names != null) {
                out.writeInt32(names.size());
                names.forEach(out::writeUtf16z);
            }
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.14.2.
    public record Response(int errorCode, int codePage, @Nullable List<Integer> minimalIds,
            @Nullable RowSet rows, Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            int errorCode = in.readInt32();
            int codePage = in.readInt32();
            return new Response(errorCode, codePage, AddressBookFields.readMinimalIds(in),
                    AddressBookFields.readRows(in, codePage), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeInt32(codePage);
            AddressBookFields.writeMinimalIds(out, minimalIds);
            AddressBookFields.writeRows(out, rows, codePage);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
