package org.rialto.directory;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.rialto.database.Database;
import org.rialto.database.Sql;

/// Who is found from a telephone: by extension, by number, by the keys that spell a name.
public final class TelephoneBook {
    private static final int MOST_FOUND = 1000;

    /// What of a name is spelled.
    public enum Spelling {
        LAST_FIRST(TelephoneRows.LAST_FIRST), FIRST_LAST(TelephoneRows.FIRST_LAST),
        /// The name to log in with.
        ALIAS(TelephoneRows.ALIAS);

        private final int kind;

        Spelling(int kind) { this.kind = kind; }
    }

    private final Database database;

    TelephoneBook(Database database) { this.database = database; }

    /// Whose extension it is in a domain, whether or not telephone access is turned on for them.
    public Optional<DirectoryObject.User> ofExtension(Domain domain, String extension) {
        return ofExtension(extension).stream()
                .filter(user -> user.entry().domain().id() == domain.id()).findFirst();
    }

    /// Whose extension it is, in any domain.
    public List<DirectoryObject.User> ofExtension(String extension) {
        return database.read(sql -> objects(sql, new TreeSet<>(ofExtension(sql, extension))))
                .stream().filter(DirectoryObject.User.class::isInstance)
                .map(DirectoryObject.User.class::cast).toList();
    }

    static List<Long> ofExtension(Sql sql, String extension) throws SQLException {
        return sql.query("SELECT object_id FROM directory_attribute"
                + " WHERE name = 'um.extension' AND value = ?", row -> row.getLong(1), extension);
    }

    /// Users, rooms and contacts with a telephone number, however it is written: with or without the
    /// prefixes of country and area. Those whose number is the same digit for digit come alone.
    public List<DirectoryObject> ofNumber(String number) {
        String digits = TelephoneNumber.digits(number);
        if (digits.isEmpty())
            return List.of();
        String end = TelephoneRows.backwards(digits);
        String start = end.length() > TelephoneNumber.TELLING_DIGITS
                ? end.substring(0, TelephoneNumber.TELLING_DIGITS)
                : end;
        return database.read(sql -> {
            Set<Long> same = new TreeSet<>();
            Set<Long> alike = new TreeSet<>();
            sql.forEach("SELECT digits, object_id FROM directory_dial WHERE kind = ?"
                    + " AND digits >= ? AND digits < ? LIMIT " + MOST_FOUND, row -> {
                        String found = TelephoneRows.backwards(row.getString(1));
                        if (found.equals(digits)) {
                            same.add(row.getLong(2));
                        } else if (TelephoneNumber.same(found, digits)) {
                            alike.add(row.getLong(2));
                        }
                    }, TelephoneRows.NUMBER, start, start + ":");
            return objects(sql, same.isEmpty() ? alike : same);
        });
    }

    /// Listed objects of a domain whose name begins with what the keys spell, by display name.
    ///
    /// @param digits keys pressed; none finds nobody
    /// @param most how many; one more than is wanted tells whether there are more
    public List<DirectoryObject> spelled(Domain domain, Spelling spelling, String digits,
            int most) {
        if (digits.isEmpty() || !digits.matches("[0-9]{1," + DialPad.LIMIT + "}"))
            return List.of();
        return database.read(sql -> {
            // Somebody may be found by two names.
            Set<Long> ids = new TreeSet<>();
            for (long id : sql.query("SELECT object_id FROM directory_dial WHERE kind = ?"
                    + " AND digits >= ? AND digits < ? AND domain_id = ?"
                    + " ORDER BY digits, object_id LIMIT " + 4L * Math.min(most, MOST_FOUND),
                    row -> row.getLong(1), spelling.kind, digits, digits + ":", domain.id())) {
                if (ids.size() < most)
                    ids.add(id);
            }
            return objects(sql, ids);
        });
    }

    private static List<DirectoryObject> objects(Sql sql, Set<Long> ids) throws SQLException {
        return ids.isEmpty()
                ? List.of()
                : new DirectoryRows(sql).objects(ids).stream()
                        .sorted(java.util.Comparator.comparing(DirectoryObject::display)
                                .thenComparing(DirectoryObject::id))
                        .toList();
    }
}
