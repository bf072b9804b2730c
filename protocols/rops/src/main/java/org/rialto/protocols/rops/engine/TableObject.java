package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.store.table.Table;
import org.rialto.store.table.TableRow;
import org.rialto.store.table.TableSource;

/// An open table: rows with a cursor, and the columns that the client set. MS-OXCTABL §3.2.1.
public final class TableObject implements ServerObject {
    /// What its rows are, which decides what may be asked of it.
    public enum Kind {
        CONTENTS, HIERARCHY, PERMISSIONS, RULES, ATTACHMENTS
    }

    private static final int MOST_BOOKMARKS = 1_000;

    private final LogonObject logon;
    private final Kind kind;
    private final Table table;
    private final TableChanges changes;
    private final List<PropertyTag> allColumns;
    private @Nullable List<PropertyTag> columns;
    private final Set<Integer> bookmarks = new HashSet<>();

    /// @param changes what happens to the rows while the table is open
    /// @param allColumns what can be asked for (RopQueryColumnsAll)
    public TableObject(LogonObject logon, Kind kind, TableSource source, TableChanges changes,
            List<PropertyTag> allColumns) {
        this.logon = logon;
        this.kind = kind;
        this.table = new Table(source);
        this.changes = changes;
        this.allColumns = List.copyOf(allColumns);
    }

    @Override
    public LogonObject logon() { return logon; }

    public Kind kind() { return kind; }

    public List<PropertyTag> allColumns() { return allColumns; }

    /// The table, with what changed since it was last asked for.
    public Table table() {
        if (changes.overflowed()) {
            table.sort(table.order());
            bookmarks.clear();
        }
        long[] ids = changes.take();
        if (ids.length > 0) {
            table.refresh(ids);
        }
        return table;
    }

    /// The columns of rows.
    ///
    /// @throws RopError NullObject before they were set (§3.2.5.2)
    public List<PropertyTag> columns() {
        if (columns == null) {
            throw new RopError(ErrorCodes.NullObject);
        }
        return columns;
    }

    void setColumns(@Nullable List<PropertyTag> newColumns) {
        columns = newColumns == null ? null : List.copyOf(newColumns);
    }

    void noteBookmark(int bookmark) {
        if (bookmarks.size() >= MOST_BOOKMARKS) {
            table.freeBookmark(bookmark);
            throw new RopError(ErrorCodes.TooManyOpenObjects);
        }
        bookmarks.add(bookmark);
    }

    void forgetBookmark(int bookmark) { bookmarks.remove(bookmark); }

    void forgetBookmarks() { bookmarks.clear(); }

    /// The values of rows as the columns have them; rows that are gone have none.
    List<@Nullable PropertySource> values(List<TableRow> rows) {
        List<@Nullable PropertySource> read = table.values(rows);
        List<@Nullable PropertySource> values = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            PropertySource row = read.get(i);
            values.add(row == null ? null : new RowValues(this, rows.get(i), row));
        }
        return values;
    }

    boolean isCategorized() { return table.order().categoryCount() > 0; }

    List<PropertyTag> categoryColumns(int depth) {
        return table.order().orders().stream().limit(depth + 1L).map(order -> order.tag()).toList();
    }

    @Override
    public void close() { changes.close(); }
}
