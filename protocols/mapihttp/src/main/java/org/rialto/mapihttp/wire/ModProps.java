package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.nspi.Stat;

/// ModProps changes properties of an object. MS-OXCMAPIHTTP §2.2.5.11; rules in MS-OXNSPI
/// §3.1.4.1.14.
public final class ModProps {
    private ModProps() {}

    /// §2.2.5.11.1.
    public record Request(int reserved, @Nullable Stat state,
            @Nullable List<PropertyTag> tagsToRemove, @Nullable List<PropertyValue> values,
            Binary auxiliary) {
        public static Request read(ByteReader in) {
            int reserved = in.readInt32();
            Stat state = AddressBookFields.readState(in);
            return new Request(reserved, state, AddressBookFields.readTags(in),
                    AddressBookFields.readValues(in, AddressBookFields.codePage(state)),
                    AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeTags(out, tagsToRemove);
            AddressBookFields.writeValues(out, values, AddressBookFields.codePage(state));
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.11.2.
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
