package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;

/// GetPropList asks which properties an object has. MS-OXCMAPIHTTP §2.2.5.6; rules in
/// MS-OXNSPI §3.1.4.1.6.
public final class GetPropList {
    private GetPropList() {}

    /// §2.2.5.6.1.
    public record Request(int flags, int minimalId, int codePage, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), in.readInt32(), in.readInt32(),
                    AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags);
            out.writeInt32(minimalId);
            out.writeInt32(codePage);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.6.2.
    public record Response(int errorCode, @Nullable List<PropertyTag> tags,
            Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), AddressBookFields.readTags(in),
                    AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AddressBookFields.writeTags(out, tags);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
