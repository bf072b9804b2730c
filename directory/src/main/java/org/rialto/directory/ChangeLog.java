package org.rialto.directory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;

/// Which objects each of the latest versions touched. What is not known, or was too much to note,
/// could have been any object.
final class ChangeLog {
    static final long ANY = 0;
    private static final long NONE = -1;
    private static final int MOST_OBJECTS = 500;
    private static final int VERSIONS_KEPT = 1000;

    private final Sql sql;

    ChangeLog(Sql sql) { this.sql = sql; }

    /// Notes what the version that is being made touches, and forgets old ones.
    void add(long version, Set<Long> touched) throws SQLException {
        List<Long> noted = touched.isEmpty()
                ? List.of(NONE)
                : touched.size() > MOST_OBJECTS ? List.of(ANY) : List.copyOf(touched);
        List<@Nullable Object[]> rows = new ArrayList<>(noted.size());
        noted.forEach(id -> rows.add(new @Nullable Object[]{version, id}));
        sql.batch("INSERT INTO directory_change (version, object_id) VALUES (?, ?)", rows);
        sql.update("DELETE FROM directory_change WHERE version <= ?", version - VERSIONS_KEPT);
    }

    /// The objects touched after a version, up to another; empty when that could be any.
    Optional<Set<Long>> between(long version, long until) throws SQLException {
        if (until - version > VERSIONS_KEPT)
            return Optional.empty();
        Set<Long> versions = new HashSet<>();
        Set<Long> touched = new HashSet<>();
        sql.forEach("SELECT version, object_id FROM directory_change"
                + " WHERE version > ? AND version <= ?", row -> {
                    versions.add(row.getLong(1));
                    touched.add(row.getLong(2));
                }, version, until);
        boolean known = versions.size() == until - version && !touched.contains(ANY)
                && touched.size() <= MOST_OBJECTS;
        touched.remove(NONE);
        return known ? Optional.of(touched) : Optional.empty();
    }
}
