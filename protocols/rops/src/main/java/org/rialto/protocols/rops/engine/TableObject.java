package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.SortOrderSet;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.store.table.RowMemory;
import org.rialto.store.table.Table;
import org.rialto.store.table.TableRow;
import org.rialto.store.table.TableSource;

/// An open table: rows with a cursor, and the columns that the client set. MS-OXCTABL §3.2.1.
public final class TableObject implements ServerObject, NotificationSource {
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
    private @Nullable OpenObject of;
    private @Nullable List<PropertyTag> columns;
    private final Set<Integer> bookmarks = new HashSet<>();
    private @Nullable TableNotifications notifications;
    private @Nullable NotificationQueue queue;
    /// Whether the client has looked at the rows since it last began anew: only then it is told of
    /// them (MS-OXCNOTIF §3.1.4.3).
    private volatile boolean viewed;
    private boolean ofConversations;
    /// Why its rows could not be found: it has none then, until the client arranges them anew.
    private @Nullable ErrorCode spoiled;
    /// Why it could not be sorted: it is in no order then, until it is sorted again.
    private @Nullable ErrorCode disordered;

    /// @param changes what happens to the rows while the table is open
    /// @param allColumns what can be asked for (RopQueryColumnsAll)
    /// @param memory what its rows may hold
    TableObject(LogonObject logon, Kind kind, TableSource source, TableChanges changes,
            List<PropertyTag> allColumns, RowMemory memory) {
        this.logon = logon;
        this.kind = kind;
        this.table = new Table(source, memory);
        this.changes = changes;
        this.allColumns = List.copyOf(allColumns);
    }

    @Override
    public LogonObject logon() { return logon; }

    /// The open object whose rows they are.
    TableObject of(OpenObject object) {
        of = object;
        return this;
    }

    @Override
    public void holds(ObjectSpace.Held held) {
        if (of != null) {
            held.object(of);
        }
    }

    public Kind kind() { return kind; }

    public List<PropertyTag> allColumns() { return allColumns; }

    /// From now on the client is told what happens to the rows.
    void tell(NotificationQueue ofSession, TableNotifications toTell) {
        queue = ofSession;
        notifications = toTell;
        changes.whenChanged(() -> {
            if (viewed) {
                ofSession.signal(this);
            }
        });
    }

    /// The client looks at the rows.
    void view() {
        if (notifications != null && !viewed) {
            table().rowCount();
            viewed = true;
        }
    }

    /// The client will look at the rows anew: sorted or restricted otherwise.
    void arrange() {
        spoiled = null;
        bookmarks.clear();
        if (notifications != null) {
            notifications.clear();
        }
    }

    /// The client arranged the rows: they are found now if that may be too much, so that it hears of
    /// it at once.
    ///
    /// @throws RopError TooComplex; the table is invalid then (MS-OXCTABL §3.2.5.4)
    void arranged() {
        if (DearRestrictions.isDear(table)) {
            findRows(() -> table.rowCount());
        }
    }

    private void findRows(Runnable search) {
        try {
            search.run();
        } catch (RopError e) {
            // Memory may be there again.
            spoiled = e.code().equals(ErrorCodes.ServerMemory) ? null : e.code();
            throw e;
        }
    }

    /// Sorts the rows. MS-OXCTABL §3.2.5.3.
    ///
    /// @throws RopError it cannot be; then the table has no order until it is sorted again
    void sort(Supplier<SortOrderSet> order) {
        arrange();
        disordered = null;
        try {
            SortOrderSet wanted = order.get();
            table().sort(wanted);
            arranged();
        } catch (RopError e) {
            disordered = e.code();
            throw e;
        }
    }

    /// As it was opened, and not looked at. MS-OXCTABL §3.2.5.16.
    void reset() {
        viewed = false;
        arrange();
        disordered = null;
        columns = null;
        table().reset();
    }

    /// The table, with what changed since it was last asked for.
    ///
    /// @throws RopError its rows cannot be found
    public Table table() {
        ErrorCode invalid = disordered != null ? disordered : spoiled;
        if (invalid != null) {
            throw new RopError(invalid);
        }
        findRows(this::follow);
        return table;
    }

    private void follow() {
        TableNotifications toTell = viewed ? notifications : null;
        boolean overflowed = changes.overflowed();
        long[] quiet = changes.takeQuiet();
        long[] ids = changes.take();
        if (quiet.length > 0 && !overflowed) {
            table.refresh(quiet);
        }
        if (overflowed) {
            table.reload();
            if (toTell != null) {
                toTell.all();
            }
        } else if (ids.length > 0 && toTell != null) {
            toTell.add(table.changes(TableNotifications.MOST, ids));
        } else if (ids.length > 0) {
            table.refresh(ids);
        }
    }

    @Override
    public List<NotificationData> take(ValueFormat format) {
        try {
            table();
        } catch (RopError e) {
            // The client hears of it when it next asks for rows.
            return List.of();
        }
        return viewed && notifications != null
                ? notifications.take(this, columns, format)
                : List.of();
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
        if (newColumns != null) {
            PropertyTag expanded = newColumns.stream().filter(PropertyTag::isMultivalueInstance)
                    .findFirst().orElse(null);
            findRows(() -> table.expand(expanded));
        }
    }

    /// Its rows are the messages of conversations, which the client names.
    void ofConversations() { ofConversations = true; }

    boolean isOfConversations() { return ofConversations; }

    void noteBookmark(int bookmark) {
        if (bookmarks.size() >= MOST_BOOKMARKS) {
            table.freeBookmark(bookmark);
            throw new RopError(ErrorCodes.TooManyOpenObjects);
        }
        bookmarks.add(bookmark);
    }

    void forgetBookmark(int bookmark) { bookmarks.remove(bookmark); }

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

    /// A row as it is sent.
    byte[] encode(PropertySource row, ValueFormat format) {
        return switch (kind) {
            case CONTENTS, HIERARCHY, ATTACHMENTS -> RowEncoder.cutRow(columns(), row, format);
            case PERMISSIONS, RULES -> RowEncoder.row(columns(), row, format);
        };
    }

    boolean isCategorized() { return table.order().categoryCount() > 0; }

    List<PropertyTag> categoryColumns(int depth) {
        return table.order().orders().stream().limit(depth + 1L).map(order -> order.tag()).toList();
    }

    /// Whether its rows are at hand.
    boolean isFound() { return table.isFound(); }

    /// How many rows were looked at for it so far.
    long lookedAtRows() { return table.lookedAtRows(); }

    @Override
    public void close() {
        changes.close();
        table.close();
        if (queue != null) {
            queue.forget(this);
        }
    }
}
