package org.rialto.mapihttp.wire;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.protocols.nspi.Stat;

/// UpdateStat moves in a table. MS-OXCMAPIHTTP §2.2.5.17; rules in MS-OXNSPI §3.1.4.1.4.
public final class UpdateStat {
    private UpdateStat() {}

    /// §2.2.5.17.1.
    public record Request(int reserved, @Nullable Stat state, boolean deltaRequested,
            Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readFlag(in), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeFlag(out, deltaRequested);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.17.2.
    public record Response(int errorCode, @Nullable Stat state, @Nullable Integer delta,
            Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), AddressBookFields.readState(in),
                    AddressBookFields.readFlag(in) ? (Integer) in.readInt32() : null,
                    AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            AddressBookFields.writeState(out, state);
            AddressBookFields.writeFlag(out, delta != null);
            if (delta != null) {
                out.writeInt32(delta);
            }
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
