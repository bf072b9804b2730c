package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Dialect;
import org.rialto.database.Sql;

/// Changes state bits and keywords of messages in a unit of work. The changed messages get
/// consecutive change numbers, as many as they are, in the order of their UIDs: on SQLite with one
/// statement for each run of UIDs without a gap (a range of the table, which costs half of what any
/// list of UIDs does), on PostgreSQL with one for all.
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

        private boolean isOfOneState() {
            return Arrays.stream(flags, 0, count).allMatch(each -> each == flags[0]);
        }
    }

    Change.FlagsChanged change(long folderId, int[] uids, FlagChange asked) throws SQLException {
        FolderState folder = change.holding(folderId);
        // What is each user's own is not changed in the rows that all see.
        int own = change.readMarks.personal() ? MessageFlags.READ | MessageFlags.EVER_READ : 0;
        int set = asked.set() & ~MessageFlags.HAS_ATTACHMENTS & ~own;
        int clear = asked.clear() & ~MessageFlags.HAS_ATTACHMENTS & ~own;
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
        Set<Integer> marked = own == 0 ? Set.of() : mark(folder, found, asked);
        Before stale = new Before(found.count);
        int changed = 0;
        for (int i = 0; i < found.count; i++) {
            int flags = found.flags[i] & ~clear | set;
            long bits = found.keywords[i] & ~clearKeywords | setKeywords;
            if (flags != found.flags[i] || bits != found.keywords[i]
                    || marked.contains(found.uids[i])) {
                stale.uids[stale.count] = found.uids[i];
                stale.flags[stale.count] = flags;
                stale.keywords[stale.count++] = bits;
                changed |= flags ^ found.flags[i];
                count(folder, found.flags[i], flags);
            }
        }
        if (stale.count > 0) {
            boolean content = (changed & ~MessageFlags.READ_STATE) != 0;
            update(folder, stale, content,
                    new long[]{set, clear, setKeywords, clearKeywords});
        }
        return new Change.FlagsChanged(Arrays.copyOf(found.uids, found.count), modified,
                folder.contentsChangeNumber);
    }

    /// Changes the user's own read marks; answers the UIDs of those that changed.
    private Set<Integer> mark(FolderState folder, Before found, FlagChange asked)
            throws SQLException {
        boolean read = (asked.set() & MessageFlags.READ) != 0;
        if (!read && (asked.clear() & MessageFlags.READ) == 0) {
            return Set.of();
        }
        ReadMarks marks = change.readMarks.of(folder.folderId);
        List<MessageRow> rows = change.messages.ofUids(folder.folderId,
                Arrays.copyOf(found.uids, found.count), Set.of());
        List<MessageRow> others = rows.stream()
                .filter(row -> marks.contains(row.messageId()) != read).toList();
        if (!others.isEmpty()) {
            change.readMarks.put(folder, marks.with(
                    others.stream().mapToLong(MessageRow::messageId).toArray(), read));
        }
        return others.stream().map(MessageRow::uid).collect(Collectors.toSet());
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
                    row -> take(found, row.getInt(1), MessageFlags.ofTable(row.getInt(2)),
                            row.getLong(3), row.getLong(4) > unchangedSince, modified,
                            modifiedCount),
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

    /// @param content whether it is a change of what the messages are made of, for some of them
    /// @param masks bits to set and clear, keyword bits to set and clear
    private void update(FolderState folder, Before stale, boolean content, long[] masks)
            throws SQLException {
        int count = stale.count;
        int[] uids = Arrays.copyOf(stale.uids, count);
        long base = change.mailbox.reserve(count);
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = base + i;
        }
        List<@Nullable Object> values = new ArrayList<>();
        String set = "UPDATE message SET " + (content ? "modified" : "committed")
                + " = ?, flags = ";
        values.add(change.now);
        if (stale.isOfOneState()) {
            set += "?"; // SQLite takes a twentieth less time for them than to work them out
            values.add(MessageFlags.toTable(stale.flags[0]));
        } else {
            set += "(flags & ~CAST(? AS INTEGER)) | CAST(? AS INTEGER)";
            values.add((int) masks[1]);
            values.add(MessageFlags.toTable((int) masks[0]));
        }
        if ((masks[2] | masks[3]) != 0) {
            set += ", keywords = (keywords & ~CAST(? AS BIGINT)) | CAST(? AS BIGINT)";
            values.add(masks[3]);
            values.add(masks[2]);
        }
        List<String> columns = content
                ? List.of("change_number", "content_change_number")
                : List.of("change_number");
        boolean gapless = uids[count - 1] - uids[0] == count - 1;
        if (gapless || sql.dialect() == Dialect.SQLITE) {
            sql.batch(set + numbered(columns, "uid")
                    + " WHERE mailbox_id = ? AND folder_id = ? AND uid >= ? AND uid <= ?",
                    runs(folder, uids, new long[]{base, columns.size()}, values));
        } else {
            columns.forEach(_ -> values.add(base - 1));
            values.addAll(List.of(sql.dialect()
                    .numbers(Arrays.stream(uids).asLongStream().toArray()), change.mailboxId,
                    folder.folderId));
            sql.update(set + numbered(columns, "nth.number")
                    + " FROM unnest(CAST(? AS bigint[])) WITH ORDINALITY"
                    + " AS nth (uid, number) WHERE mailbox_id = ? AND folder_id = ?"
                    + " AND message.uid = nth.uid", values.toArray());
        }
        long last = base + count - 1;
        folder.contentsChanged(last);
        change.note(folder, new IndexDelta.Updated(uids, stale.flags, stale.keywords, numbers,
                last));
        change.note(new StoreEvent.FlagsChanged(change.mailboxId, folder.folderId, uids, last));
    }

    private static String numbered(List<String> columns, String by) {
        return columns.stream().map(column -> ", " + column + " = CAST(? AS BIGINT) + " + by)
                .collect(Collectors.joining());
    }

    /// The parameters of a statement for each run of consecutive UIDs: every one of them is the UID
    /// of a message that changes.
    ///
    /// @param numbers the first, and in how many columns they are
    private List<@Nullable Object[]> runs(FolderState folder, int[] uids, long[] numbers,
            List<@Nullable Object> values) {
        List<@Nullable Object[]> runs = new ArrayList<>();
        for (int from = 0, to; from < uids.length; from = to) {
            to = from + 1;
            while (to < uids.length && uids[to] == uids[to - 1] + 1) {
                to++;
            }
            List<@Nullable Object> run = new ArrayList<>(values);
            for (int column = 0; column < numbers[1]; column++) {
                run.add(numbers[0] + from - uids[from]);
            }
            run.addAll(List.of(change.mailboxId, folder.folderId, uids[from], uids[to - 1]));
            runs.add(run.toArray());
        }
        return runs;
    }
}
