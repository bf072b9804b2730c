package org.rialto.database;

import java.sql.SQLException;
import java.util.Objects;

/// Carries an [SQLException] through code that may not throw it, out of a snapshot or a unit of
/// work, where it is treated as the exception it carries.
public final class UncheckedSqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A value that takes SQL to come by.
    @FunctionalInterface
    public interface Source<T> {
        T get() throws SQLException;
    }

    public UncheckedSqlException(SQLException cause) { super(cause); }

    /// What `source` gives, its exceptions unchecked.
    public static <T> T of(Source<T> source) {
        try {
            return source.get();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /// Runs `action`, its exceptions unchecked.
    public static void run(SqlAction action) {
        try {
            action.run();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    SQLException carried() { return (SQLException) Objects.requireNonNull(getCause()); }
}
