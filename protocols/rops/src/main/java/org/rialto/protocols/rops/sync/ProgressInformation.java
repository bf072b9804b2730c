package org.rialto.protocols.rops.sync;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// How many message changes follow, and about how many bytes they are. MS-OXCFXICS §2.2.2.7.
public record ProgressInformation(int associatedCount, long associatedBytes, int normalCount,
        long normalBytes) {
    private static final int VERSION = 0;

    public static ProgressInformation decode(Binary value) {
        ByteReader in = value.reader();
        if (in.readUint16() != VERSION) {
            throw in.malformed("progress information of a version that is not known");
        }
        in.skip(2);
        int associatedCount = in.readInt32();
        long associatedBytes = in.readInt64();
        int normalCount = in.readInt32();
        in.skip(4);
        return new ProgressInformation(associatedCount, associatedBytes, normalCount,
                in.readInt64());
    }

    public Binary encode() {
        return Binary.wrap(new ByteWriter(32).writeInt16(VERSION).writeInt16(0)
                .writeInt32(associatedCount).writeInt64(associatedBytes).writeInt32(normalCount)
                .writeInt32(0).writeInt64(normalBytes).toByteArray());
    }
}
