package org.rialto.mapi;

import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A global identifier (GID) of a folder, message or change: as [FolderId] or [MessageId], but by
/// the replica's GUID. MS-OXCDATA §2.2.1.3.
public record GlobalId(UUID databaseGuid, long globalCounter) {
    static final int BYTES = 22;
    private static final int COUNTER_BYTES = 6;

    public GlobalId { GlobalCounter.check(globalCounter); }

    public static GlobalId read(ByteReader in) {
        return new GlobalId(in.readGuid(), GlobalCounter.read(in));
    }

    public void write(ByteWriter out) {
        out.writeGuid(databaseGuid);
        GlobalCounter.write(out, globalCounter);
    }

    /// LongTermID structure, §2.2.1.3.1: the identifier and two bytes of padding.
    public static GlobalId readLongTerm(ByteReader in) {
        GlobalId id = read(in);
        in.skip(2);
        return id;
    }

    public void writeLongTerm(ByteWriter out) {
        write(out);
        out.writeInt16(0);
    }

    /// The identifier as the value of PidTagSourceKey or PidTagChangeKey.
    public Binary toBinary() {
        ByteWriter out = new ByteWriter(BYTES);
        write(out);
        return Binary.wrap(out.toByteArray());
    }

    public Xid toXid() {
        ByteWriter out = new ByteWriter(COUNTER_BYTES);
        GlobalCounter.write(out, globalCounter);
        return new Xid(databaseGuid, Binary.wrap(out.toByteArray()));
    }
}
