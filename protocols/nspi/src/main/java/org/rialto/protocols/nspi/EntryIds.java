package org.rialto.protocols.nspi;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;

/// Permanent and ephemeral entry ids. MS-OXNSPI §2.2.9.2, §2.2.9.3.
final class EntryIds {
    private static final int EPHEMERAL = 0x87;
    private static final int VERSION = 1;
    static final int EPHEMERAL_BYTES = 32;

    private EntryIds() {}

    static Binary permanent(int displayType, String distinguishedName) {
        return new EntryId.AddressBook(displayType, distinguishedName).encode();
    }

    static Binary ephemeral(UUID serverGuid, int displayType, int minimalId) {
        ByteWriter out = new ByteWriter(EPHEMERAL_BYTES);
        out.writeInt32(EPHEMERAL).writeGuid(serverGuid).writeInt32(VERSION)
                .writeInt32(displayType).writeInt32(minimalId);
        return Binary.wrap(out.toByteArray());
    }

    /// The minimal entry id in an ephemeral one of this server; null for anything else. Its display
    /// type does not matter.
    static @Nullable Integer minimalId(Binary entryId, UUID serverGuid) {
        if (entryId.length() != EPHEMERAL_BYTES) {
            return null;
        }
        ByteReader in = entryId.reader();
        if (in.readInt32() != EPHEMERAL || !in.readGuid().equals(serverGuid)
                || in.readInt32() != VERSION) {
            return null;
        }
        in.skip(4);
        return in.readInt32();
    }

    /// The distinguished name in a permanent one; null for anything else.
    static @Nullable String distinguishedName(Binary entryId) {
        return entryId.length() >= 20
                && EntryId.decode(entryId) instanceof EntryId.AddressBook permanent
                        ? permanent.distinguishedName()
                        : null;
    }
}
