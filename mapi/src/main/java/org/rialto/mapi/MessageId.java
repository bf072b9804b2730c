package org.rialto.mapi;

import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A Message ID (MID): a message within a mailbox, by replica id and global counter.
/// MS-OXCDATA §2.2.1.2.
/// `replicaId` is 16 bits, `globalCounter` the 48 bits that the store numbers messages with.
public record MessageId(int replicaId, long globalCounter) {
    public MessageId {
        if ((replicaId & ~0xFFFF) != 0) {
            throw new IllegalArgumentException("replica id " + replicaId + " is not 16 bits");
        }
        GlobalCounter.check(globalCounter);
    }

    /// From the PtypInteger64 form: the eight wire bytes read as a little-endian integer.
    public static MessageId ofLong(long id) {
        return new MessageId(GlobalCounter.replicaIdOf(id), GlobalCounter.counterOf(id));
    }

    /// The PtypInteger64 form, as PidTagMid and ROPs have it.
    public long toLong() { return GlobalCounter.toLong(replicaId, globalCounter); }

    public static MessageId read(ByteReader in) { return ofLong(in.readInt64()); }

    public void write(ByteWriter out) { out.writeInt64(toLong()); }

    @Override
    public String toString() { return String.format("%04X-%012X", replicaId, globalCounter); }
}
