package org.rialto.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Makes a value of the row a result set stands on.
@FunctionalInterface
public interface RowReader<T extends @Nullable Object> {
    @Nullable
    T read(ResultSet row) throws SQLException;
}
