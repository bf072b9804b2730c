package org.rialto.store;

import java.util.Arrays;

/// The columns of a [FolderIndex] while they are being made: of rows, or of an earlier index and
/// what happened since. An earlier index stays as it was: messages that came are appended behind
/// its count, in arrays shared with it; for any other change the arrays are copied first.
final class IndexColumns {
    private static final int FIRST = 64;
    private final long folderId;
    private int count;
    private int[] uids;
    private long[] messageIds;
    private int[] flags;
    private long[] keywords;
    private long[] changeNumbers;
    private boolean shared;

    IndexColumns(long folderId, int expected) {
        this.folderId = folderId;
        int capacity = Math.max(FIRST, expected);
        uids = new int[capacity];
        messageIds = new long[capacity];
        flags = new int[capacity];
        keywords = new long[capacity];
        changeNumbers = new long[capacity];
    }

    IndexColumns(FolderIndex earlier) {
        folderId = earlier.folderId();
        count = earlier.count();
        uids = earlier.uids();
        messageIds = earlier.messageIds();
        flags = earlier.flags();
        keywords = earlier.keywords();
        changeNumbers = earlier.changeNumbers();
        shared = true;
    }

    FolderIndex toIndex(long contentsChangeNumber) {
        return new FolderIndex(folderId, contentsChangeNumber, count, uids, messageIds, flags,
                keywords, changeNumbers);
    }

    void append(int uid, long messageId, int flag, long keyword, long changeNumber) {
        if (count == uids.length) {
            resize(count + count / 2 + FIRST);
        }
        uids[count] = uid;
        messageIds[count] = messageId;
        flags[count] = flag;
        keywords[count] = keyword;
        changeNumbers[count] = changeNumber;
        count++;
    }

    private void resize(int capacity) {
        uids = Arrays.copyOf(uids, capacity);
        messageIds = Arrays.copyOf(messageIds, capacity);
        flags = Arrays.copyOf(flags, capacity);
        keywords = Arrays.copyOf(keywords, capacity);
        changeNumbers = Arrays.copyOf(changeNumbers, capacity);
        shared = false;
    }

    void apply(IndexDelta delta) {
        switch (delta) {
            case IndexDelta.Added added -> append(added.uid(), added.messageId(), added.flags(),
                    added.keywords(), added.changeNumber());
            case IndexDelta.Removed removed -> remove(removed.uids());
            case IndexDelta.Updated updated -> {
                own();
                update(updated);
            }
        }
    }

    private void update(IndexDelta.Updated updated) {
        int at = 0;
        for (int i = 0; i < updated.uids().length && at < count; i++) {
            int uid = updated.uids()[i];
            if (uids[at] != uid) {
                at = Arrays.binarySearch(uids, at, count, uid);
                if (at < 0) {
                    at = -at - 1;
                    continue;
                }
            }
            flags[at] = updated.flags()[i];
            keywords[at] = updated.keywords()[i];
            changeNumbers[at++] = updated.changeNumbers()[i];
        }
    }

    private void own() {
        if (shared) {
            resize(uids.length);
        }
    }

    /// @param gone ascending
    private void remove(int[] gone) {
        own();
        int kept = 0;
        int next = 0;
        for (int i = 0; i < count; i++) {
            while (next < gone.length && gone[next] < uids[i]) {
                next++;
            }
            if (next < gone.length && gone[next] == uids[i]) {
                continue;
            }
            uids[kept] = uids[i];
            messageIds[kept] = messageIds[i];
            flags[kept] = flags[i];
            keywords[kept] = keywords[i];
            changeNumbers[kept] = changeNumbers[i];
            kept++;
        }
        count = kept;
    }
}
