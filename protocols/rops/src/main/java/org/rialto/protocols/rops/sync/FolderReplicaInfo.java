package org.rialto.protocols.rops.sync;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.GlobalId;

/// Where the content of a public folder is, that is not on this server. MS-OXCFXICS §2.2.2.9;
/// the value of MetaTagNewFXFolder. The first `cheapest` of the servers cost the least to reach.
public record FolderReplicaInfo(GlobalId folder, List<String> servers, int cheapest) {
    public FolderReplicaInfo {
        servers = List.copyOf(servers);
        if (servers.isEmpty() || cheapest < 0 || cheapest > servers.size()) {
            throw new IllegalArgumentException(
                    cheapest + " of " + servers.size() + " servers of a folder");
        }
    }

    public static FolderReplicaInfo decode(Binary value) {
        ByteReader in = value.reader();
        in.skip(8);
        GlobalId folder = GlobalId.readLongTerm(in);
        long count = in.readInt32() & 0xFFFF_FFFFL;
        int cheapest = in.readInt32();
        int size = in.checkCount(count, 1);
        if (size == 0 || cheapest < 0 || cheapest > size) {
            throw in.malformed("a folder's servers are " + size + " and " + cheapest + " of them");
        }
        List<String> servers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            servers.add(new String(in.readBytesToNull(), StandardCharsets.US_ASCII));
        }
        return new FolderReplicaInfo(folder, servers, cheapest);
    }

    public Binary encode() {
        ByteWriter out = new ByteWriter(128);
        out.writeInt32(0).writeInt32(0);
        folder.writeLongTerm(out);
        out.writeInt32(servers.size()).writeInt32(cheapest);
        for (String server : servers) {
            out.writeBytes(server.getBytes(StandardCharsets.US_ASCII)).writeInt8(0);
        }
        return Binary.wrap(out.toByteArray());
    }
}
