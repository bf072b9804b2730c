package org.rialto.protocols.rops.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The servers that have replicas of a public folder, the cheapest to reach first: the first
/// `cheapCount`. In the responses that say whether a folder is ghosted, null where it is not.
public record ReplicaServers(int cheapCount, List<String> servers) {
    public ReplicaServers { servers = List.copyOf(servers); }

    /// IsGhosted, and what follows it where it is true.
    public static @Nullable ReplicaServers read(ByteReader in) {
        return RopFields.readBoolean(in) ? readList(in) : null;
    }

    public static void write(ByteWriter out, @Nullable ReplicaServers servers) {
        RopFields.writeBoolean(out, servers != null);
        if (servers != null) {
            servers.writeList(out);
        }
    }

    /// Both counts and the names.
    public static ReplicaServers readList(ByteReader in) {
        int count = in.readUint16();
        int cheapCount = in.readUint16();
        if (cheapCount > count) {
            throw in.malformed("more cheap servers than servers");
        }
        return new ReplicaServers(cheapCount, RopFields.readAsciiTexts(in, count));
    }

    public void writeList(ByteWriter out) {
        RopFields.writeCount(out, servers.size());
        out.writeInt16(cheapCount);
        servers.forEach(server -> RopFields.writeAscii(out, server));
    }
}
