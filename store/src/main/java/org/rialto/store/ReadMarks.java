package org.rialto.store;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The messages that a user has read in a public folder, by id. Immutable.
final class ReadMarks {
    static final ReadMarks NONE = new ReadMarks(new long[0]);
    private static final int VERSION = 1;

    /// Ascending.
    private final long[] ids;

    private ReadMarks(long[] ids) { this.ids = ids; }

    static ReadMarks of(long[] messageIds) {
        return new ReadMarks(Arrays.stream(messageIds).sorted().distinct().toArray());
    }

    boolean contains(long messageId) { return Arrays.binarySearch(ids, messageId) >= 0; }

    int size() { return ids.length; }

    /// With some more, or without them.
    ReadMarks with(long[] messageIds, boolean read) {
        long[] some = Arrays.stream(messageIds).sorted().toArray();
        if (!read) {
            return only(id -> Arrays.binarySearch(some, id) < 0);
        }
        long[] all = Arrays.copyOf(ids, ids.length + some.length);
        System.arraycopy(some, 0, all, ids.length, some.length);
        return of(all);
    }

    ReadMarks only(LongPredicate wanted) {
        return new ReadMarks(Arrays.stream(ids).filter(wanted).toArray());
    }

    /// How many messages of an index are among them.
    int count(FolderIndex index) {
        int count = 0;
        for (int i = 0; ids.length > 0 && i < index.count(); i++) {
            count += contains(index.messageIds()[i]) ? 1 : 0;
        }
        return count;
    }

    /// A message's state bits as the user sees them.
    int flags(long messageId, int flags) {
        int others = flags & ~(MessageFlags.READ | MessageFlags.EVER_READ);
        return contains(messageId) ? others | MessageFlags.READ : others;
    }

    FolderIndex show(FolderIndex index) {
        int[] flags = new int[index.count()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = flags(index.messageIds()[i], index.flags()[i]);
        }
        return new FolderIndex(index.folderId(), index.contentsChangeNumber(), index.count(),
                index.uids(), index.messageIds(), flags, index.keywords(), index.changeNumbers());
    }

    /// The steps from each id to the next.
    byte[] encode() {
        ByteWriter out = new ByteWriter(2 * ids.length + 8).writeInt8(VERSION)
                .writeVarint(ids.length);
        long last = 0;
        for (long id : ids) {
            out.writeVarint(id - last);
            last = id;
        }
        return out.toByteArray();
    }

    /// @throws org.rialto.base.MalformedDataException when [#encode] did not write it
    static ReadMarks decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        if (in.readUint8() != VERSION) {
            throw in.malformed("read marks of a version not known");
        }
        long[] ids = new long[in.checkCount(in.readVarint(), 1)];
        long last = 0;
        for (int i = 0; i < ids.length; i++) {
            long step = in.readVarint();
            if (step <= 0 || last + step <= 0) {
                throw in.malformed("read marks are not in order");
            }
            last += step;
            ids[i] = last;
        }
        return new ReadMarks(ids);
    }
}
