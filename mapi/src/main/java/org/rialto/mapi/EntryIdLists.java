package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The two ways to put several entry ids into one value. MS-OXCDATA §2.3.
public final class EntryIdLists {
    private EntryIdLists() {}

    /// FlatEntryList structure, §2.3.3 (PidTagReplyRecipientEntries): a count, a total size, then
    /// each entry after its size, filled up to a multiple of four bytes.
    public static List<Binary> readFlat(ByteReader in) {
        int count = in.checkCount(in.readInt32() & 0xFFFF_FFFFL, 4);
        ByteReader entries = in.slice(in.checkCount(in.readInt32() & 0xFFFF_FFFFL, 1));
        List<Binary> list = new ArrayList<>(Math.min(count, entries.remaining() / 4));
        for (int i = 0; i < count; i++) {
            int size = entries.checkCount(entries.readInt32() & 0xFFFF_FFFFL, 1);
            list.add(Binary.wrap(entries.readBytes(size)));
            // Whether the last entry is filled up as well is left open.
            entries.skip(Math.min(-size & 3, entries.remaining()));
        }
        return list;
    }

    public static void writeFlat(ByteWriter out, List<Binary> entryIds) {
        out.writeInt32(entryIds.size());
        int sizeAt = out.length();
        out.writeInt32(0);
        for (Binary id : entryIds) {
            out.writeInt32(id.length());
            id.write(out);
            out.writeBytes(new byte[-id.length() & 3]);
        }
        out.setInt32(sizeAt, out.length() - sizeAt - 4);
    }

    /// EntryList structure, §2.3.1 (search folder criteria): a count and padding, then sizes with
    /// padding, then the entries.
    public static List<Binary> readEntryList(ByteReader in) {
        long count = in.readInt32() & 0xFFFF_FFFFL;
        in.skip(4);
        int entries = in.checkCount(count, 8);
        int[] sizes = new int[entries];
        for (int i = 0; i < entries; i++) {
            sizes[i] = in.readInt32();
            in.skip(4);
        }
        List<Binary> list = new ArrayList<>(entries);
        for (int size : sizes) {
            list.add(Binary.wrap(in.readBytes(size)));
        }
        return list;
    }

    public static void writeEntryList(ByteWriter out, List<Binary> entryIds) {
        out.writeInt32(entryIds.size()).writeInt32(0);
        entryIds.forEach(id -> out.writeInt32(id.length()).writeInt32(0));
        entryIds.forEach(id -> id.write(out));
    }
}
