package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.protocols.nspi.Stat;

/// ResortRestriction sorts an explicit table. MS-OXCMAPIHTTP §2.2.5.15; rules in
/// MS-OXNSPI §3.1.4.1.11.
public final class ResortRestriction {
    private ResortRestriction() {}

    /// §2.2.5.15.1.
    public record Request(int reserved, @Nullable Stat state, @Nullable List<Integer> minimalIds,
            Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readMinimalIds(in), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeMinimalIds(out, minimalIds);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.15.2.
    public record Response(int errorCode, @Nullable Stat state, @Nullable List<Integer> minimalIds,
            Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readMinimalIds(in), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeMinimalIds(out, minimalIds);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
