package org.rialto.directory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.rialto.database.Sql;

/// The rows by which people are found from a telephone. They are derived: every unit of work that
/// touches an object brings its rows up to date.
final class TelephoneRows {
    /// Digits of a number backwards, so that what two ways of writing have in common comes first.
    static final int NUMBER = 1;
    static final int LAST_FIRST = 2;
    static final int FIRST_LAST = 3;
    static final int ALIAS = 4;
    /// Of how the rows are made; another one makes them anew.
    private static final long FORM = 1;
    private static final int PAGE_OBJECTS = 500;
    private static final Set<ObjectKind> KINDS = EnumSet.of(ObjectKind.USER, ObjectKind.ROOM,
            ObjectKind.EQUIPMENT, ObjectKind.CONTACT, ObjectKind.GROUP);
    private static final List<Attribute> NUMBERS = List.of(Attribute.PHONE_BUSINESS,
            Attribute.PHONE_BUSINESS_2, Attribute.PHONE_HOME, Attribute.PHONE_HOME_2,
            Attribute.PHONE_MOBILE);

    private record Row(int kind, String digits, long domainId) {}

    private final Sql sql;

    TelephoneRows(Sql sql) { this.sql = sql; }

    static boolean areThere(Sql sql) throws SQLException {
        return sql.number("SELECT value FROM directory_state WHERE name = 'dial'", 0) == FORM;
    }

    /// Makes all of them anew.
    void fill() throws SQLException {
        sql.update("DELETE FROM directory_dial");
        List<DirectoryObject> page = new ArrayList<>();
        for (DirectoryObject object : all()) {
            page.add(object);
        }
        insert(page);
        sql.update("INSERT INTO directory_state (name, value) VALUES ('dial', ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value", FORM);
    }

    private List<DirectoryObject> all() throws SQLException {
        List<DirectoryObject> all = new ArrayList<>();
        new DirectoryRows(sql).forEach(KINDS, all::add);
        return all;
    }

    private void insert(Collection<DirectoryObject> objects) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (DirectoryObject object : objects) {
            for (Row row : of(object)) {
                rows.add(new @Nullable Object[]{row.kind, row.digits, object.id(), row.domainId});
            }
        }
        sql.batch("INSERT INTO directory_dial (kind, digits, object_id, domain_id)"
                + " VALUES (?, ?, ?, ?)", rows);
    }

    /// Brings those of some objects up to date, which may be gone.
    void refresh(Collection<Long> objectIds) throws SQLException {
        List<Long> ids = objectIds.stream().filter(id -> id > 0).toList();
        for (int from = 0; from < ids.size(); from += PAGE_OBJECTS) {
            refreshPage(ids.subList(from, Math.min(ids.size(), from + PAGE_OBJECTS)));
        }
    }

    private void refreshPage(List<Long> ids) throws SQLException {
        Map<Long, Set<Row>> there = new HashMap<>();
        String numbers = sql.dialect().numbers(ids.stream().mapToLong(Long::longValue).toArray());
        sql.forEach("SELECT object_id, kind, digits, domain_id FROM directory_dial WHERE "
                + sql.dialect().isAnyOf("object_id"),
                row -> there.computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                        .add(new Row(row.getInt(2), row.getString(3), row.getLong(4))),
                numbers);
        List<DirectoryObject> changed = new ArrayList<>();
        List<@Nullable Object[]> old = new ArrayList<>();
        for (DirectoryObject object : new DirectoryRows(sql).objects(ids)) {
            Set<Row> before = there.remove(object.id());
            if (of(object).equals(before == null ? Set.of() : before))
                continue;
            changed.add(object);
            if (before != null)
                old.add(new @Nullable Object[]{object.id()});
        }
        there.keySet().forEach(gone -> old.add(new @Nullable Object[]{gone}));
        sql.batch("DELETE FROM directory_dial WHERE object_id = ?", old);
        insert(changed);
    }

    private static Set<Row> of(DirectoryObject object) {
        Entry entry = object.entry();
        Set<Row> rows = new HashSet<>();
        if (!KINDS.contains(entry.kind()))
            return rows;
        long domain = entry.domain().id();
        for (Attribute number : NUMBERS) {
            String digits = TelephoneNumber.digits(entry.attribute(number).orElse(""));
            if (!digits.isEmpty())
                rows.add(new Row(NUMBER, backwards(digits), domain));
        }
        if (!entry.is(Flag.LISTED))
            return rows;
        names(rows, domain, entry.attribute(Attribute.FIRST).orElse(""),
                entry.attribute(Attribute.LAST).orElse(""));
        names(rows, domain, entry.attribute(Attribute.PHONETIC_FIRST).orElse(""),
                entry.attribute(Attribute.PHONETIC_LAST).orElse(""));
        for (String shown : List.of(entry.display(),
                entry.attribute(Attribute.PHONETIC).orElse(""))) {
            int space = shown.strip().lastIndexOf(' ');
            names(rows, domain, space < 0 ? "" : shown.strip().substring(0, space),
                    space < 0 ? shown : shown.strip().substring(space + 1));
        }
        add(rows, ALIAS, DialPad.digits(entry.name()), domain);
        return rows;
    }

    private static void names(Set<Row> rows, long domain, String first, String last) {
        add(rows, LAST_FIRST, DialPad.digits(last + first), domain);
        add(rows, FIRST_LAST, DialPad.digits(first + last), domain);
    }

    private static void add(Set<Row> rows, int kind, String digits, long domain) {
        if (!digits.isEmpty())
            rows.add(new Row(kind, digits, domain));
    }

    static String backwards(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }
}
