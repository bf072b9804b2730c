package org.rialto.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What a caller runs inside a snapshot or a unit of work. It may run more than once (PostgreSQL
/// retries after a serialization failure), so it changes nothing but the database and its result.
/// It may return null; then what `read` or `write` returns is null.
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {
    @Nullable
    T run(Sql sql) throws SQLException;
}
