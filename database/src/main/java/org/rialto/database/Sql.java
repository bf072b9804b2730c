package org.rialto.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// SQL on the connection of one snapshot or unit of work. Parameters are `null`, `Integer`,
/// `Long`, `Double`, `Boolean` (stored as 0 or 1), `String` and `byte[]`.
public final class Sql {
    private static final int FETCH_ROWS = 1000;
    private static final int FEW_ROWS = 50;
    private final Connection connection;
    private final Dialect dialect;
    private final @Nullable StatementCache cache;
    private final List<SqlAction> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private final Map<Object, Object> attachments = new HashMap<>(4);
    private final boolean writable;
    private final UnitLocks.@Nullable Held held;
    private long changedRows;

    Sql(Connection connection, Dialect dialect, @Nullable StatementCache cache, boolean writable) {
        this(connection, dialect, cache, writable, null);
    }

    Sql(Connection connection, Dialect dialect, @Nullable StatementCache cache, boolean writable,
            UnitLocks.@Nullable Held held) {
        this.held = held;
        this.connection = connection;
        this.dialect = dialect;
        this.cache = cache;
        this.writable = writable;
    }

    public Dialect dialect() { return dialect; }

    /// Whether this is a unit of work rather than a snapshot.
    public boolean isWritable() { return writable; }

    /// Runs `callback` after this unit of work is durable and before `write` returns; never when
    /// it fails. Callbacks of one SQLite database run in the order of the commits, one at a time,
    /// on the writer's thread: they must be quick and must not use the database.
    public void afterCommit(Runnable callback) {
        if (!writable) {
            throw new IllegalStateException("a snapshot has no commit");
        }
        afterCommit.add(callback);
    }

    /// Runs `action` as the last part of this unit of work, inside it: what it throws fails the
    /// unit.
    public void beforeCommit(SqlAction action) { beforeCommit.add(action); }

    /// From here to its end, callbacks after the commit included, no other unit of work of this process
    /// has this key. For PostgreSQL, where units run side by side; on SQLite they never do. To be
    /// called before anything else is done: the unit may be ended here and run again.
    public void exclusive(long key) {
        if (held != null) {
            held.require(key);
        }
    }

    /// Runs `action` when this unit of work is over, committed (after its callbacks) or not.
    public void atEnd(Runnable action) { atEnd.add(action); }

    /// What was attached to this unit of work or snapshot under `key`, or null: for a room that
    /// must find its own state again when it is called several times in one unit.
    public @Nullable Object attachment(Object key) { return attachments.get(key); }

    public void attach(Object key, Object value) { attachments.put(key, value); }

    /// How many rows its statements changed.
    long changedRows() { return changedRows; }

    void finish() throws SQLException {
        for (SqlAction action : beforeCommit) {
            action.run();
        }
    }

    void end() {
        atEnd.forEach(Runnable::run);
        atEnd.clear();
    }

    List<Runnable> afterCommit() { return afterCommit; }

    /// Runs a statement that changes rows, and returns how many.
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = take(sql);
        try {
            bind(statement, arguments);
            int changed = statement.executeUpdate();
            changedRows += changed;
            return changed;
        } finally {
            give(sql, statement);
        }
    }

    /// Runs one statement for each of `rows`, in one round trip where the engine can.
    public void batch(String sql, Iterable<@Nullable Object[]> rows) throws SQLException {
        PreparedStatement statement = take(sql);
        try {
            int waiting = 0;
            for (@Nullable
            Object[] row : rows) {
                bind(statement, row);
                if (dialect == Dialect.SQLITE) {
                    changedRows += statement.executeUpdate();
                } else {
                    statement.addBatch();
                    if (++waiting % FETCH_ROWS == 0) {
                        count(statement.executeBatch());
                    }
                }
            }
            if (dialect != Dialect.SQLITE) {
                count(statement.executeBatch());
            }
        } finally {
            give(sql, statement);
        }
    }

    /// An engine that does not tell how many rows a statement of a batch changed means one.
    private void count(int[] changed) {
        for (int rows : changed) {
            changedRows += rows == Statement.SUCCESS_NO_INFO ? 1 : rows;
        }
    }

    /// All rows.
    public <T extends @Nullable Object> List<T> query(String sql, RowReader<T> reader,
            @Nullable Object... arguments) throws SQLException {
        List<T> rows = new ArrayList<>();
        forEach(sql, row -> rows.add(reader.read(row)), arguments);
        return rows;
    }

    /// The first row, or null when there is none.
    public <T> @Nullable T first(String sql, RowReader<? extends @Nullable T> reader,
            @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = take(sql);
        try {
            bind(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? reader.read(rows) : null;
            }
        } finally {
            give(sql, statement);
        }
    }

    /// The first column of the first row as a number, or `otherwise` when there is no row. SQL's
    /// NULL is 0.
    public long number(String sql, long otherwise, @Nullable Object... arguments)
            throws SQLException {
        Long found = first(sql, row -> row.getLong(1), arguments);
        return found == null ? otherwise : found;
    }

    /// Hands each row to `consumer` as it comes, holding few in memory.
    public void forEach(String sql, RowConsumer consumer, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = take(sql);
        try {
            bind(statement, arguments);
            if (dialect == Dialect.POSTGRES) {
                statement.setFetchSize(FETCH_ROWS);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        } finally {
            give(sql, statement);
        }
    }

    /// Rows until `last` says that one is the last, or there are no more; holding few in memory.
    public <T> List<T> queryUntil(String sql, RowReader<? extends T> reader, Predicate<T> last,
            @Nullable Object... arguments) throws SQLException {
        List<T> some = new ArrayList<>();
        PreparedStatement statement = take(sql);
        try {
            bind(statement, arguments);
            if (dialect == Dialect.POSTGRES) {
                statement.setFetchSize(FEW_ROWS);
            }
            try (ResultSet rows = statement.executeQuery()) {
                boolean ended = false;
                while (!ended && rows.next()) {
                    T row = Objects.requireNonNull(reader.read(rows));
                    some.add(row);
                    ended = last.test(row);
                }
            }
        } finally {
            give(sql, statement);
        }
        return some;
    }

    private PreparedStatement take(String sql) throws SQLException {
        return cache == null ? connection.prepareStatement(sql) : cache.take(sql);
    }

    private void give(String sql, PreparedStatement statement) throws SQLException {
        if (cache == null) {
            statement.close();
        } else {
            cache.give(sql, statement);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments)
            throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            int at = i + 1;
            switch (arguments[i]) {
                case null -> statement.setNull(at, Types.NULL);
                case Long number -> statement.setLong(at, number);
                case Integer number -> statement.setInt(at, number);
                case String text -> statement.setString(at, text);
                case byte[] bytes -> statement.setBytes(at, bytes);
                case Boolean truth -> statement.setInt(at, truth ? 1 : 0);
                case Double number -> statement.setDouble(at, number);
                default -> throw new IllegalArgumentException(
                        "no SQL type for " + arguments[i].getClass());
            }
        }
    }
}
