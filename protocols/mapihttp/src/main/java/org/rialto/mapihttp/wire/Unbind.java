package org.rialto.mapihttp.wire;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// Unbind ends a Session Context. MS-OXCMAPIHTTP §2.2.5.2; rules in
/// MS-OXNSPI §3.1.4.1.2.
public final class Unbind {
    private Unbind() {}

    /// §2.2.5.2.1.
    public record Request(int reserved, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(reserved);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.2.2.
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
