package org.rialto.mapihttp.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.protocols.nspi.Stat;

/// Bind makes a Session Context. MS-OXCMAPIHTTP §2.2.5.1; rules in
/// MS-OXNSPI §3.1.4.1.1.
public final class Bind {
    private Bind() {}

    /// §2.2.5.1.1.
    public record Request(int flags, @Nullable Stat state, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AddressBookFields.readState(in),
                    AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags);
            AddressBookFields.writeState(out, state);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.1.2.
    public record Response(int errorCode, UUID serverGuid,
            Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            return new Response(in.readInt32(), in.readGuid(), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode);
            out.writeGuid(serverGuid);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
