package org.rialto.directory;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.directory.password.PasswordHash;

/// The PINs of telephone access as they are stored, and the counting of wrong ones; who may use one
/// and which will do is [org.rialto.directory.telephone.TelephoneAccess]'.
public final class TelephonePins {
    /// How many earlier PINs are kept, so that a policy may look back further than today's.
    private static final int HISTORY_KEPT = 24;

    /// @param hash empty when there is no PIN
    /// @param version changes with each new PIN
    /// @param failures wrong ones in a row
    /// @param locked whether no PIN is right until an administrator sets one
    /// @param mustChange whether the user has to choose another before anything else
    /// @param changedAt when the PIN was set; empty where that is not known
    /// @param history the latest PINs, newest first, the present one among them
    public record State(Optional<PasswordHash> hash, long version, int failures, boolean locked,
            boolean mustChange, Optional<Instant> changedAt, List<PasswordHash> history) {}

    private record Circumstances(int failures, boolean locked, boolean mustChange,
            long changedAt) {}

    private record Stored(PasswordHash hash, long version) {}

    private final Database database;

    TelephonePins(Database database) { this.database = database; }

    public State state(long userId) {
        return database.read(sql -> {
            Stored stored = sql.first("SELECT hash, version FROM directory_credential"
                    + " WHERE object_id = ? AND purpose = ?",
                    row -> new Stored(PasswordHash.parse(row.getString(1)), row.getLong(2)),
                    userId, CredentialPurpose.PIN.name());
            Circumstances at = sql.first("SELECT failures, locked, must_change, changed_at"
                    + " FROM directory_pin WHERE object_id = ?",
                    row -> new Circumstances(row.getInt(1), row.getInt(2) != 0,
                            row.getInt(3) != 0, row.getLong(4)),
                    userId);
            List<PasswordHash> history = sql.query("SELECT hash FROM directory_pin_history"
                    + " WHERE object_id = ? ORDER BY version DESC",
                    row -> PasswordHash.parse(row.getString(1)), userId);
            return new State(Optional.ofNullable(stored).map(Stored::hash),
                    stored == null ? 0 : stored.version(), at == null ? 0 : at.failures(),
                    at != null && at.locked(), at != null && at.mustChange(),
                    at == null
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochMilli(at.changedAt())),
                    history);
        });
    }

    /// Counts an attempt as wrong before it is judged, so that those made at the same time count all.
    /// Answers how many that makes, or -1 when the mailbox is locked.
    public int begin(long userId, Instant now) {
        return database.write(sql -> {
            // A PIN of before there were circumstances.
            sql.update("INSERT INTO directory_pin"
                    + " (object_id, failures, locked, must_change, changed_at)"
                    + " SELECT object_id, 0, 0, 0, ? FROM directory_credential"
                    + " WHERE object_id = ? AND purpose = ? ON CONFLICT (object_id) DO NOTHING",
                    now.toEpochMilli(), userId, CredentialPurpose.PIN.name());
            return (int) sql.number("UPDATE directory_pin SET failures = failures + 1"
                    + " WHERE object_id = ? AND locked = 0 RETURNING failures", -1, userId);
        });
    }

    /// The attempt was right: what went before is forgiven, unless the PIN is another by now.
    public void forgive(long userId, long version) {
        database.write(sql -> sql.update("UPDATE directory_pin SET failures = 0"
                + " WHERE object_id = ? AND locked = 0 AND EXISTS (SELECT 1"
                + " FROM directory_credential WHERE object_id = ? AND purpose = ?"
                + " AND version = ?)", userId, userId, CredentialPurpose.PIN.name(), version));
    }

    /// The attempt could not be judged.
    public void takeBack(long userId) {
        database.write(sql -> sql.update("UPDATE directory_pin SET failures = failures - 1"
                + " WHERE object_id = ? AND failures > 0", userId));
    }

    public void lock(long userId) {
        database.write(sql -> sql.update("UPDATE directory_pin SET locked = 1"
                + " WHERE object_id = ?", userId));
    }

    /// Beside a new PIN.
    ///
    /// @param forgives whether wrong ones of before, and a lock, are forgotten; what calls count at
    ///        this moment is not lost otherwise
    static void added(Sql sql, long userId, String hash, long version, boolean mustChange,
            boolean forgives, Instant now) throws SQLException {
        String kept = forgives ? "0" : "directory_pin.";
        sql.update("INSERT INTO directory_pin"
                + " (object_id, failures, locked, must_change, changed_at) VALUES (?, 0, 0, ?, ?)"
                + " ON CONFLICT (object_id) DO UPDATE SET failures = "
                + (forgives ? kept : kept + "failures") + ", locked = "
                + (forgives ? kept : kept + "locked") + ", must_change = excluded.must_change,"
                + " changed_at = excluded.changed_at", userId, mustChange, now.toEpochMilli());
        sql.update("INSERT INTO directory_pin_history (object_id, version, hash)"
                + " VALUES (?, ?, ?)", userId, version, hash);
        sql.update("DELETE FROM directory_pin_history WHERE object_id = ? AND version NOT IN"
                + " (SELECT version FROM directory_pin_history WHERE object_id = ?"
                + " ORDER BY version DESC LIMIT " + HISTORY_KEPT + ")", userId, userId);
    }

    /// Answers whether that was different.
    static boolean setMustChange(Sql sql, long userId, boolean mustChange) throws SQLException {
        return sql.update("UPDATE directory_pin SET must_change = ?"
                + " WHERE object_id = ? AND must_change <> ?", mustChange, userId, mustChange) > 0;
    }

    static void remove(Sql sql, long userId) throws SQLException {
        sql.update("DELETE FROM directory_pin WHERE object_id = ?", userId);
        sql.update("DELETE FROM directory_pin_history WHERE object_id = ?", userId);
    }
}
