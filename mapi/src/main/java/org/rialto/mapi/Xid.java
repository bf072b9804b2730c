package org.rialto.mapi;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// An external identifier of an object or a change: a local id of 1 to 8 bytes in the namespace of
/// a GUID. MS-OXCFXICS §2.2.2.2. Those of six bytes are [GlobalId]s; PidTagChangeKey is one.
public record Xid(UUID namespaceGuid, Binary localId) {
    private static final int GUID_BYTES = 16;
    private static final int LONGEST_LOCAL_ID = 8;
    private static final int COUNTER_BYTES = 6;

    public Xid {
        if (localId.isEmpty() || localId.length() > LONGEST_LOCAL_ID) {
            throw new MailError.Invalid("an XID has a local id of 1 to 8 bytes");
        }
    }

    /// Reads all that is left of `in`: an XID does not say its own length.
    public static Xid read(ByteReader in) {
        UUID namespace = in.readGuid();
        if (!in.hasRemaining() || in.remaining() > LONGEST_LOCAL_ID) {
            throw in.malformed("an XID has a local id of 1 to 8 bytes");
        }
        return new Xid(namespace, Binary.wrap(in.readBytes(in.remaining())));
    }

    /// From the value of PidTagChangeKey or PidTagSourceKey.
    public static Xid of(Binary value) { return read(value.reader()); }

    public void write(ByteWriter out) {
        out.writeGuid(namespaceGuid);
        localId.write(out);
    }

    public Binary toBinary() {
        ByteWriter out = new ByteWriter(length());
        write(out);
        return Binary.wrap(out.toByteArray());
    }

    /// Bytes of the structure.
    public int length() { return GUID_BYTES + localId.length(); }

    /// The global identifier that this is, or null where the local id is a foreign one.
    public @Nullable GlobalId toGlobalId() {
        return localId.length() == COUNTER_BYTES
                ? new GlobalId(namespaceGuid, GlobalCounter.read(localId.reader()))
                : null;
    }

    /// Whether this is the same change as `other` of the same namespace, or a later one.
    boolean isAtLeast(Xid other) {
        int longer = Integer.compare(localId.length(), other.localId.length());
        return (longer != 0 ? longer : localId.compareTo(other.localId)) >= 0;
    }
}
