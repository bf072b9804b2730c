package org.rialto.database;

import java.sql.SQLException;

/// A last step of a unit of work.
@FunctionalInterface
public interface SqlAction {
    void run() throws SQLException;
}
