package org.rialto.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Takes the row a result set stands on.
@FunctionalInterface
public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
}
