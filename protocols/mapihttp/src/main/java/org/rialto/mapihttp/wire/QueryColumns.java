package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;

/// QueryColumns asks which properties there are. MS-OXCMAPIHTTP §2.2.5.13; rules in
/// MS-OXNSPI §3.1.4.1.5.
public final class QueryColumns {
    private QueryColumns() {}

    /// §2.2.5.13.1.
    public record Request(int reserved, int flags, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), in.readInt32(), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            out.writeInt32(flags);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.13.2.
    public record Response(int errorCode, @Nullable List<PropertyTag> columns,
            Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), AddressBookFields.readTags(in),
                    AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AddressBookFields.writeTags(out, columns);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
