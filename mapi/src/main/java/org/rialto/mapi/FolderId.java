package org.rialto.mapi;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A Folder ID (FID): a folder within a mailbox, by replica id and global counter.
/// MS-OXCDATA §2.2.1.1.
/// `replicaId` is 16 bits, `globalCounter` the 48 bits that the store numbers folders with.
public record FolderId(int replicaId, long globalCounter) {
    public FolderId {
        if ((replicaId & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("replica id " + replicaId + " is not 16 bits");
        }
        GlobalCounter.check(globalCounter);
    }

    /// From the PtypInteger64 form: the eight wire bytes read as a little-endian integer.
    public static FolderId ofLong(long id) {
        return new FolderId(GlobalCounter.replicaIdOf(id), GlobalCounter.counterOf(id));
    }

    /// The PtypInteger64 form, as PidTagFolderId and ROPs have it.
    public long toLong() { return GlobalCounter.toLong(replicaId, globalCounter); }

    public static FolderId read(ByteReader in) { return ofLong(in.readInt64()); }

    public void write(ByteWriter out) { out.writeInt64(toLong()); }

    @Override
    public String toString() { return String.format("%04X-%012X", replicaId, globalCounter); }
}
