package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.nspi.Stat;

/// GetProps asks for properties of an object. MS-OXCMAPIHTTP §2.2.5.7; rules in MS-OXNSPI
/// §3.1.4.1.7.
public final class GetProps {
    private GetProps() {}

    /// §2.2.5.7.1.
    public record Request(int flags, @Nullable Stat state, @Nullable List<PropertyTag> tags,
            Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readTags(in), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeTags(out, tags);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.7.2.
    public record Response(int errorCode, int codePage, @Nullable List<PropertyValue> values,
            Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            int errorCode = in.readInt32();
            int codePage = in.readInt32();
            return new Response(errorCode, codePage, AddressBookFields.readValues(in, codePage),
                    AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeInt32(codePage);
            AddressBookFields.writeValues(out, values, codePage);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
