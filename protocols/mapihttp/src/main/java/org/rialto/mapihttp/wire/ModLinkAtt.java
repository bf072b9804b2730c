package org.rialto.mapihttp.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;

/// ModLinkAtt changes what a property of an object points to. MS-OXCMAPIHTTP §2.2.5.10; rules in
/// MS-OXNSPI §3.1.4.1.15.
public final class ModLinkAtt {
    private static final int EPHEMERAL = 0x87;
    private static final int EPHEMERAL_BYTES = 32;
    /// What comes before the distinguished name of a permanent entry id.
    private static final int PERMANENT_BYTES = 28;
    private static final int SMALLEST_ENTRY_ID = 29;

    private ModLinkAtt() {}

    /// §2.2.5.10.1.
    public record Request(int flags, PropertyTag tag, int minimalId,
            @Nullable List<Binary> entryIds, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), PropertyTag.read(in), in.readInt32(),
                    readEntryIds(in), AuxiliaryBuffer.read(in));
        }

        @Nullable
        private static List<Binary> readEntryIds(ByteReader in) {
            if (!AddressBookFields.readFlag(in)) {
                return null;
            }
            int count = AddressBookFields.readTextCount(in, SMALLEST_ENTRY_ID);
            List<Binary> entryIds = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entryIds.add(readEntryId(in));
            }
            return List.copyOf(entryIds);
        }

        /// The document draws no size before an entry id, and it needs none: an ephemeral one has
        /// 32 bytes, and a permanent one ends with its name. Clients that write an array of binary
        /// values put one there all the same. A size is neither 0, which begins a permanent entry
        /// id, nor followed by what follows 0x87 in an ephemeral one: the GUID of a server, which
        /// begins with neither of the two.
        private static Binary readEntryId(ByteReader in) {
            ByteReader ahead = in.copy();
            int first = ahead.readInt32();
            int second = ahead.readInt32();
            boolean sized = first != 0 && (second == 0 || second == EPHEMERAL);
            if (sized) {
                in.skip(4);
                if (first < 0) {
                    throw in.malformed("an entry id of " + first + " bytes");
                }
                return Binary.wrap(in.readBytes(first));
            }
            if (first == EPHEMERAL) {
                return Binary.wrap(in.readBytes(EPHEMERAL_BYTES));
            }
            if (first != 0) {
                throw in.malformed("an entry id of type " + (first & 0xFF));
            }
            ByteReader name = in.copy();
            name.skip(PERMANENT_BYTES);
            int length = name.readBytesToNull().length;
            return Binary.wrap(in.readBytes(PERMANENT_BYTES + length + 1));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags);
            tag.write(out);
            out.writeInt32(minimalId);
            AddressBookFields.writeFlag(out, entryIds != null);
            if (entryIds != null) {
                out.writeInt32(entryIds.size());
                entryIds.forEach(entryId -> entryId.write(out));
            }
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.10.2.
    public record Response(int errorCode, Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
