package org.rialto.mapi;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The 48-bit counter of ids and change numbers, six bytes with the highest first (so that ids
/// sort as bytes). MS-OXCDATA §2.2.1.1 and §2.2.1.3.1 (GLOBCNT).
final class GlobalCounter {
    static final long LARGEST = 0xFFFF_FFFF_FFFFL;

    private GlobalCounter() {}

    static long check(long counter) {
        if (counter < 0 || counter > LARGEST) {
            throw new IllegalArgumentException("global counter " + counter + " is not 48 bits");
        }
        return counter;
    }

    static long read(ByteReader in) {
        long low = in.readInt32() & 0xFFFF_FFFFL;
        long high = in.readUint16();
        return Long.reverseBytes(low << 16 | high << 48);
    }

    static void write(ByteWriter out, long counter) {
        long reversed = Long.reverseBytes(counter);
        out.writeInt16((int) (reversed >>> 16)).writeInt32((int) (reversed >>> 32));
    }

    /// The id as the PtypInteger64 that properties such as PidTagFolderId hold: the eight wire
    /// bytes read as little-endian.
    static long toLong(int replicaId, long counter) {
        return Long.reverseBytes(counter) | replicaId;
    }

    static int replicaIdOf(long id) { return (int) (id & 0xFFFF); }

    static long counterOf(long id) { return Long.reverseBytes(id & ~0xFFFFL); }
}
