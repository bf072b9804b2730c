package org.rialto.mapihttp.wire;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// Disconnect ends a Session Context. MS-OXCMAPIHTTP §2.2.4.3.
public final class Disconnect {
    private Disconnect() {}

    /// §2.2.4.3.1.
    public record Request(Binary auxiliary) {
        public static Request read(ByteReader in) { return new Request(AuxiliaryBuffer.read(in)); }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.4.3.2.
    public record Response(int errorCode, Binary auxiliary) implements ResponseBody {
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
