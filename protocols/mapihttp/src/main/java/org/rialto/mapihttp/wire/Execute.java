package org.rialto.mapihttp.wire;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// Execute carries remote operations. MS-OXCMAPIHTTP §2.2.4.2; the fields mean what those of
/// EcDoRpcExt2 do, MS-OXCRPC §3.1.4.2.
public final class Execute {
    /// Flags: no payload of the answer may be compressed.
    public static final int NO_COMPRESSION = 0x0000_0001;
    /// Flags: no payload of the answer may be obfuscated.
    public static final int NO_XOR_MAGIC = 0x0000_0002;
    /// Flags: the answer may have several payloads.
    public static final int CHAIN = 0x0000_0004;
    /// The most that either buffer may have. MS-OXCRPC §3.1.4.2, cbIn and pcbOut.
    public static final int MOST_BYTES = 0x4_0000;

    private Execute() {}

    /// §2.2.4.2.1.
    ///
    /// @param ropBuffer extended buffers
    /// @param maxRopOut the most bytes of the answer's buffer; unsigned
    public record Request(int flags, Binary ropBuffer, int maxRopOut, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), buffer(in), in.readInt32(),
                    AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter(ropBuffer.length() + 32);
            out.writeInt32(flags).writeInt32(ropBuffer.length());
            ropBuffer.write(out);
            out.writeInt32(maxRopOut);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.4.2.2. Its Flags field is always 0 and is not looked at.
    ///
    /// @param ropBuffer extended buffers; empty where the call failed as a whole
    public record Response(int errorCode, Binary ropBuffer, Binary auxiliary)
            implements
                ResponseBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            int errorCode = in.readInt32();
            in.skip(4);
            return new Response(errorCode, buffer(in), AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeInt32(0).writeInt32(ropBuffer.length());
            ropBuffer.write(out);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }

    private static Binary buffer(ByteReader in) {
        int size = in.readInt32();
        if (size < 0 || size > MOST_BYTES) {
            throw in.malformed("a buffer of " + Integer.toUnsignedString(size) + " bytes");
        }
        return Binary.wrap(in.readBytes(size));
    }
}
