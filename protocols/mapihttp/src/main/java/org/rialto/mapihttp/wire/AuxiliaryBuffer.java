package org.rialto.mapihttp.wire;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// AuxiliaryBufferSize and AuxiliaryBuffer, which end each body. MS-OXCRPC §3.1.4.1.2.
final class AuxiliaryBuffer {
    /// Larger is malformed. MS-OXCRPC §3.1.4.1, cbAuxIn.
    static final int MOST_BYTES = 0x1008;

    private AuxiliaryBuffer() {}

    /// Reads to the end of the body, where nothing else may follow.
    static Binary read(ByteReader in) {
        int size = in.readInt32();
        if (size < 0 || size > MOST_BYTES) {
            throw in.malformed("an auxiliary buffer of " + Integer.toUnsignedString(size)
                    + " bytes");
        }
        Binary buffer = Binary.wrap(in.readBytes(size));
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow the auxiliary buffer");
        }
        return buffer;
    }

    static void write(ByteWriter out, Binary buffer) {
        out.writeInt32(buffer.length());
        buffer.write(out);
    }
}
