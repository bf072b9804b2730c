package org.rialto.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.rialto.mapi.MailError;
import org.sqlite.SQLiteException;

/// What an engine's error means to the rooms above: the disk, the database, or our own bug.
final class SqlFailure {
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_IOERR = 10;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_NOTADB = 26;
    private static final int SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
    private static final int SQLITE_CONSTRAINT_UNIQUE = 2067;

    private SqlFailure() {}

    static RuntimeException of(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return ofSqlite(sqlite);
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException || state.startsWith("08")
                || state.startsWith("57P") || state.startsWith("58")) {
            return new MailError.Unavailable("the database cannot be reached", failure);
        }
        if (state.startsWith("53")) {
            return new MailError.Unavailable("the database is out of "
                    + (state.equals("53100") ? "disk space" : "resources"), failure);
        }
        if (state.equals("XX001") || state.equals("XX002")) {
            return new MailError.Damaged("the database is damaged", failure);
        }
        if (state.equals("23505")) {
            return new MailError.Exists("an entry of this key exists already");
        }
        if (isPassing(failure)) {
            return new MailError.Unavailable("the database is overloaded", failure);
        }
        return new IllegalStateException("SQL failed: " + failure.getMessage(), failure);
    }

    private static RuntimeException ofSqlite(SQLiteException failure) {
        int code = failure.getResultCode().code;
        if (code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_UNIQUE) {
            return new MailError.Exists("an entry of this key exists already");
        }
        return switch (code & 0xFF) {
            case SQLITE_FULL -> new MailError.Unavailable("the disk is full", failure);
            case SQLITE_IOERR -> new MailError.Unavailable("the disk failed", failure);
            case SQLITE_CANTOPEN ->
                new MailError.Unavailable("the database file cannot be opened", failure);
            case SQLITE_READONLY ->
                new MailError.Unavailable("the database file cannot be written", failure);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new MailError.Unavailable("the database is busy", failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new MailError.Damaged("the database file is damaged", failure);
            default -> new IllegalStateException("SQL failed: " + failure.getMessage(), failure);
        };
    }

    /// Whether SQLite may have rolled back the whole transaction, not only the statement
    /// (sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
    static boolean endsTransaction(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLiteException sqlite) {
                int code = sqlite.getResultCode().code & 0xFF;
                return switch (code) {
                    case SQLITE_FULL, SQLITE_IOERR, SQLITE_BUSY, SQLITE_CANTOPEN, SQLITE_CORRUPT,
                            SQLITE_NOTADB, 7, 9 ->
                        true; // 7: out of memory, 9: interrupted
                    default -> false;
                };
            }
        }
        return false;
    }

    /// Whether pages of the database are damaged, those that one caller asked for.
    static boolean isDamage(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLiteException sqlite) {
                return (sqlite.getResultCode().code & 0xFF) == SQLITE_CORRUPT;
            }
        }
        return false;
    }

    /// PostgreSQL: a serialization failure, a deadlock, or a lock that another process holds for long:
    /// worth running the unit again.
    static boolean isPassing(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals("40001") || state.equals("40P01") || state.equals("55P03");
    }
}
