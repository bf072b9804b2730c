package org.rialto.store;

import java.sql.SQLException;
import java.util.Arrays;
import org.rialto.database.Sql;

/// Changes state bits and keywords of messages in a unit of work, however many with one
/// statement: the changed messages get consecutive change numbers, in the order of their UIDs
/// where those have no gaps.
final class FlagEditor {
    private final SqlChange change;
    private final Sql sql;

    FlagEditor(SqlChange change) {
        this.change = change;
        this.sql = change.sql;
    }

    /// The messages asked for as they were: parallel columns, ascending.
    private static final class Before {
        private int count;
        private final int[] uids;
        private final int[] flags;
        private final long[] keywords;

        private Before(int most) {
            uids = new int[most];
            flags = new int[most];
            keywords = new long[most];
        }
    }

    Change.FlagsChanged change(long folderId, int[] uids, FlagChange asked) throws SQLException {
        FolderState folder = change.holding(folderId);
        int set = asked.set() & ~MessageFlags.HAS_ATTACHMENTS;
        int clear = asked.clear() & ~MessageFlags.HAS_ATTACHMENTS;
        boolean keyworded = asked.replaceKeywords() || !asked.setKeywords().isEmpty()
                || !asked.clearKeywords().isEmpty();
        long setKeywords = 0;
        long clearKeywords = 0;
        if (keyworded) {
            Keywords keywords = new Keywords(sql, change.mailboxId, folderId);
            setKeywords = keywords.bits(asked.setKeywords());
            clearKeywords = asked.replaceKeywords() ? -1L : keywords.known(asked.clearKeywords());
        }
        int[] wanted = MessageRows.sorted(uids);
        Before found = new Before(wanted.length);
        int[] modified = find(folder, wanted, asked.unchangedSince(), found);
        requireRights(folder, set | clear, keyworded, found);
        Before stale = new Before(found.count);
        for (int i = 0; i < found.count; i++) {
            int flags = found.flags[i] & ~clear | set;
            long bits = found.keywords[i] & ~clearKeywords | setKeywords;
            if (flags != found.flags[i] || bits != found.keywords[i]) {
                stale.uids[stale.count] = found.uids[i];
                stale.flags[stale.count] = flags;
                stale.keywords[stale.count++] = bits;
                count(folder, found.flags[i], flags);
            }
        }
        if (stale.count > 0) {
            update(folder, stale, new long[]{set, clear, setKeywords, clearKeywords});
        }
        return new Change.FlagsChanged(Arrays.copyOf(found.uids, found.count), modified,
                folder.contentsChangeNumber);
    }

    /// The deletion mark takes the right to delete, all else the right to edit; who has it on the
    /// own messages only may change no others.
    private void requireRights(FolderState folder, int touched, boolean keyworded, Before found)
            throws SQLException {
        int rights = change.rights.of(folder.folderId);
        boolean mark = (touched & MessageFlags.MARKED_DELETED) != 0;
        boolean edit = keyworded || (touched & ~MessageFlags.MARKED_DELETED) != 0;
        int missing = (mark ? Rights.DELETE_ANY : 0) | (edit ? Rights.EDIT_ANY : 0);
        missing &= ~rights;
        if (missing == 0) {
            return;
        }
        int owned = ((missing & Rights.DELETE_ANY) != 0 ? Rights.DELETE_OWNED : 0)
                | ((missing & Rights.EDIT_ANY) != 0 ? Rights.EDIT_OWNED : 0);
        change.rights.require(folder, owned);
        change.messages.requireCreator(folder.folderId, Arrays.copyOf(found.uids, found.count),
                change.access);
    }

    /// Fills `found` and answers the UIDs that were changed since.
    private int[] find(FolderState folder, int[] wanted, long unchangedSince, Before found)
            throws SQLException {
        int[] modified = new int[wanted.length];
        int[] modifiedCount = new int[1];
        FolderIndex index = wanted.length > 16
                ? change.store.indexes().get(change.mailboxId, folder.folderId,
                        folder.contentsChangeNumber)
                : null;
        if (index != null) {
            int at = 0;
            for (int uid : wanted) {
                while (at < index.count() && index.uids()[at] < uid) {
                    at++;
                }
                if (at < index.count() && index.uids()[at] == uid) {
                    take(found, uid, index.flags()[at], index.keywords()[at],
                            index.changeNumbers()[at] > unchangedSince, modified, modifiedCount);
                }
            }
        } else if (wanted.length > 0) {
            UidSet.Where where = new UidSet(wanted).where(sql, change.mailboxId, folder.folderId);
            sql.forEach("SELECT uid, flags, keywords, change_number FROM message WHERE "
                    + where.sql() + " AND associated = 0 ORDER BY uid",
                    row -> take(found, row.getInt(1), row.getInt(2), row.getLong(3),
                            row.getLong(4) > unchangedSince, modified, modifiedCount),
                    where.arguments().toArray());
        }
        return Arrays.copyOf(modified, modifiedCount[0]);
    }

    private static void take(Before found, int uid, int flags, long keywords, boolean changed,
            int[] modified, int[] modifiedCount) {
        if (changed) {
            modified[modifiedCount[0]++] = uid;
        } else {
            found.uids[found.count] = uid;
            found.flags[found.count] = flags;
            found.keywords[found.count++] = keywords;
        }
    }

    private static void count(FolderState folder, int before, int after) {
        folder.unreadCount += ((before & MessageFlags.READ) != 0 ? 1 : 0)
                - ((after & MessageFlags.READ) != 0 ? 1 : 0);
        folder.markedDeletedCount += ((after & MessageFlags.MARKED_DELETED) != 0 ? 1 : 0)
                - ((before & MessageFlags.MARKED_DELETED) != 0 ? 1 : 0);
    }

    /// @param masks bits to set and clear, keyword bits to set and clear
    private void update(FolderState folder, Before stale, long[] masks) throws SQLException {
        int[] uids = Arrays.copyOf(stale.uids, stale.count);
        UidSet set = new UidSet(uids);
        long span = (long) set.last() - set.first() + 1;
        long base = change.mailbox.reserve(span);
        UidSet.Where where = set.where(sql, change.mailboxId, folder.folderId);
        sql.update("UPDATE message SET flags = (flags & ~CAST(? AS INTEGER)) | CAST(? AS INTEGER),"
                + " keywords = (keywords & ~CAST(? AS BIGINT)) | CAST(? AS BIGINT),"
                + " change_number = CAST(? AS BIGINT) + uid WHERE " + where.sql()
                + " AND associated = 0",
                where.after((int) masks[1], (int) masks[0], masks[3], masks[2],
                        base - set.first()));
        long[] numbers = new long[uids.length];
        for (int i = 0; i < uids.length; i++) {
            numbers[i] = base + uids[i] - set.first();
        }
        long last = base + span - 1;
        folder.contentsChanged(last);
        change.note(folder, new IndexDelta.Updated(uids, stale.flags, stale.keywords, numbers,
                last));
        change.note(new StoreEvent.FlagsChanged(change.mailboxId, folder.folderId, uids, last));
    }
}
