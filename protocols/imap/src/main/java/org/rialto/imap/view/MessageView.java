package org.rialto.imap.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rialto.imap.wire.NumberSet;
import org.rialto.store.FolderIndex;

/// The messages of a folder as a client knows them, by position (message number less one), as
/// packed columns. While nothing is held back these are the store's own shared arrays; a message
/// that is gone but whose EXPUNGE may not be told yet keeps its place, marked.
public final class MessageView {
    private final long contentsChangeNumber;
    private final int count;
    private final int[] uids;
    private final long[] messageIds;
    private final int[] flags;
    private final long[] keywords;
    private final long[] changeNumbers;
    private final boolean @Nullable [] gone;

    private MessageView(long contentsChangeNumber, int count, int[] uids, long[] messageIds,
            int[] flags, long[] keywords, long[] changeNumbers, boolean @Nullable [] gone) {
        this.contentsChangeNumber = contentsChangeNumber;
        this.count = count;
        this.uids = uids;
        this.messageIds = messageIds;
        this.flags = flags;
        this.keywords = keywords;
        this.changeNumbers = changeNumbers;
        this.gone = gone;
    }

    public static MessageView of(FolderIndex index) {
        return new MessageView(index.contentsChangeNumber(), index.count(), index.uids(),
                index.messageIds(), index.flags(), index.keywords(), index.changeNumbers(), null);
    }

    /// `index`, with the messages of this view that it lacks kept in place.
    MessageView keepingGone(FolderIndex index) {
        int capacity = count + index.count();
        int[] mergedUids = new int[capacity];
        long[] mergedIds = new long[capacity];
        int[] mergedFlags = new int[capacity];
        long[] mergedKeywords = new long[capacity];
        long[] mergedChanges = new long[capacity];
        boolean[] mergedGone = new boolean[capacity];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < count || theirs < index.count()) {
            boolean lost = theirs == index.count()
                    || mine < count && uids[mine] < index.uids()[theirs];
            if (lost) {
                mergedUids[size] = uids[mine];
                mergedIds[size] = messageIds[mine];
                mergedFlags[size] = flags[mine];
                mergedKeywords[size] = keywords[mine];
                mergedChanges[size] = changeNumbers[mine];
                mergedGone[size++] = true;
                mine++;
            } else {
                if (mine < count && uids[mine] == index.uids()[theirs]) {
                    mine++;
                }
                mergedUids[size] = index.uids()[theirs];
                mergedIds[size] = index.messageIds()[theirs];
                mergedFlags[size] = index.flags()[theirs];
                mergedKeywords[size] = index.keywords()[theirs];
                mergedChanges[size++] = index.changeNumbers()[theirs];
                theirs++;
            }
        }
        return new MessageView(index.contentsChangeNumber(), size, mergedUids, mergedIds,
                mergedFlags, mergedKeywords, mergedChanges, mergedGone);
    }

    public int count() { return count; }

    public long contentsChangeNumber() { return contentsChangeNumber; }

    public int uid(int position) { return uids[position]; }

    public long messageId(int position) { return messageIds[position]; }

    public int flags(int position) { return flags[position]; }

    public long keywords(int position) { return keywords[position]; }

    public long changeNumber(int position) { return changeNumbers[position]; }

    public boolean isGone(int position) { return gone != null && gone[position]; }

    /// Whether messages are held back.
    boolean hasGone() { return gone != null; }

    /// The largest UID, 0 when there are no messages.
    public int largestUid() { return count == 0 ? 0 : uids[count - 1]; }

    /// The position of a UID, or -1.
    public int position(int uid) {
        int position = Arrays.binarySearch(uids, 0, count, uid);
        return position < 0 ? -1 : position;
    }

    /// Positions of message numbers, ascending; numbers past the last message are left out.
    public int[] positionsOfNumbers(NumberSet numbers) {
        int[] positions = new int[Math.toIntExact(Math.min(numbers.size(), count))];
        int size = 0;
        for (int range = 0; range < numbers.rangeCount(); range++) {
            long last = Math.min(numbers.last(range), count);
            for (long number = numbers.first(range); number <= last; number++) {
                positions[size++] = (int) number - 1;
            }
        }
        return size == positions.length ? positions : Arrays.copyOf(positions, size);
    }

    /// Positions of the messages whose UID is in the set, ascending.
    public int[] positionsOfUids(NumberSet numbers) {
        int[] positions = new int[16];
        int size = 0;
        for (int range = 0; range < numbers.rangeCount(); range++) {
            int from = lowerBound(numbers.first(range));
            int to = lowerBound(numbers.last(range) + 1);
            if (positions.length - size < to - from) {
                positions = Arrays.copyOf(positions, Math.max(size + to - from, size * 2));
            }
            for (int position = from; position < to; position++) {
                positions[size++] = position;
            }
        }
        return Arrays.copyOf(positions, size);
    }

    /// The first position whose UID is `uid` or larger.
    private int lowerBound(long uid) {
        if (uid > Integer.MAX_VALUE) {
            return count;
        }
        int found = Arrays.binarySearch(uids, 0, count, (int) uid);
        return found < 0 ? -found - 1 : found;
    }

    /// The UIDs at these positions, without messages that are gone.
    public int[] uidsAt(int[] positions) {
        int[] result = new int[positions.length];
        int size = 0;
        for (int position : positions) {
            if (!isGone(position)) {
                result[size++] = uids[position];
            }
        }
        return size == result.length ? result : Arrays.copyOf(result, size);
    }
}
