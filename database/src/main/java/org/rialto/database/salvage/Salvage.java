package org.rialto.database.salvage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.MailError;
import org.sqlite.JDBC;

/// Builds a new SQLite file of all rows of a damaged one that can still be read: those that its trees
/// lead to, past damaged pages, and those on pages that a damaged page would have led to. Indexes are
/// made anew. Nobody else may have the file open.
public final class Salvage {
    private static final int PROBLEMS = 100;

    /// What came of it.
    ///
    /// @param rows saved, by table
    /// @param losses sentences for people, one for each table that lost something
    public record Report(Map<String, Long> rows, List<String> losses) {}

    private record Entry(String type, String name, int root, String sql) {
        boolean isVirtual() { return sql.regionMatches(true, 0, "CREATE VIRTUAL", 0, 14); }
    }

    private final PageFile file;
    private final Connection fresh;
    private final BitSet free;
    private final BitSet seen = new BitSet();
    private final Map<String, Long> saved = new LinkedHashMap<>();
    private final List<String> losses = new ArrayList<>();
    private final Map<String, PreparedStatement> inserts = new HashMap<>();

    private Salvage(PageFile file, Connection fresh) throws IOException {
        this.file = file;
        this.fresh = fresh;
        this.free = file.free();
    }

    /// What the engine finds wrong with a file; nothing when it is whole. Damage of a full-text
    /// index is left out, which is made anew by itself.
    public static List<String> problems(Path file) {
        List<String> problems = new ArrayList<>();
        try (Connection connection = open(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement
                        .executeQuery("PRAGMA integrity_check(" + PROBLEMS + ")")) {
            while (rows.next()) {
                String line = rows.getString(1).strip();
                if (!line.equals("ok") && !line.contains("fts5:")) {
                    problems.add(line);
                }
            }
        } catch (SQLException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    private static Connection open(Path file) throws SQLException {
        return JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath(), new Properties());
    }

    /// Makes `target`, which must not exist. Throws `MailError.Damaged` when not even the list of
    /// tables can be read.
    ///
    /// @param leaveOut tables whose rows are not taken along
    /// @param afterwards statements for the new file
    public static Report rebuild(Path damaged, Path target, Set<String> leaveOut,
            List<String> afterwards) throws IOException {
        copyLog(damaged);
        if (Files.exists(target)) {
            throw new MailError.Exists(target + " exists already");
        }
        try (PageFile file = new PageFile(damaged); Connection fresh = open(target)) {
            try (Statement statement = fresh.createStatement()) {
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA foreign_keys = OFF");
            }
            fresh.setAutoCommit(false);
            Report report = new Salvage(file, fresh).run(leaveOut, afterwards);
            fresh.commit();
            return report;
        } catch (SQLException e) {
            throw new MailError.Damaged("the new database could not be written: "
                    + e.getMessage(), e);
        }
    }

    /// Brings what is in the write-ahead log into the file. Copies pages as they are.
    private static void copyLog(Path damaged) {
        try (Connection connection = open(damaged);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException e) {
            // Then the file is taken as it is; the log stays beside it.
        }
    }

    private Report run(Set<String> leaveOut, List<String> afterwards)
            throws IOException, SQLException {
        List<Entry> schema = schema();
        List<String> virtual = schema.stream().filter(Entry::isVirtual).map(Entry::name).toList();
        try (Statement statement = fresh.createStatement()) {
            for (Entry entry : schema) {
                if (entry.type().equals("table") && !isShadow(entry.name(), virtual)) {
                    statement.execute(entry.sql());
                }
            }
            for (Entry entry : schema) {
                if (entry.type().equals("index") && !isShadow(entry.name(), virtual)) {
                    statement.execute(entry.sql());
                }
            }
        }
        List<Layout> broken = new ArrayList<>();
        for (Entry entry : schema) {
            if (entry.isVirtual() || entry.root() < 1) {
                continue;
            }
            boolean table = entry.type().equals("table");
            if (!table || isShadow(entry.name(), virtual) || leaveOut.contains(entry.name())) {
                skip(entry, table);
            } else if (!copy(Layout.of(fresh, entry.name(), entry.root()))) {
                broken.add(Layout.of(fresh, entry.name(), entry.root()));
            }
        }
        orphans(broken);
        try (Statement statement = fresh.createStatement()) {
            for (String sql : afterwards) {
                statement.execute(sql);
            }
        }
        for (PreparedStatement insert : inserts.values()) {
            insert.close();
        }
        return new Report(saved, losses);
    }

    private static boolean isShadow(String name, List<String> virtual) {
        return virtual.stream().anyMatch(each -> name.startsWith(each + "_"));
    }

    /// What there is: by its tree, and where that is damaged, by looking for its rows everywhere.
    private List<Entry> schema() throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Tree tree = new Tree(file, true, seen, (row, record) -> schemaRow(record, entries));
        tree.read(1);
        if (tree.damagedPages() + tree.damagedRows() > 0 || entries.isEmpty()) {
            for (int page = 2; page <= file.pages(); page++) {
                if (!free.get(page) && !seen.get(page)
                        && file.page(page).get(0) == Tree.TABLE_LEAF) {
                    new Tree(file, true, new BitSet(), (row, record) -> schemaRow(record, entries))
                            .page(page, new ArrayDeque<>());
                }
            }
            losses.add("the list of tables was damaged; " + entries.size()
                    + " entries were found");
        }
        if (entries.values().stream().noneMatch(entry -> entry.type().equals("table"))) {
            throw new MailError.Damaged("not even the list of tables can be read: restore a"
                    + " backup", new MalformedDataException("no table was found", 0));
        }
        return List.copyOf(entries.values());
    }

    private static void schemaRow(List<@Nullable Object> record, Map<String, Entry> entries) {
        if (record.size() == 5 && record.get(0) instanceof String type
                && record.get(1) instanceof String name && record.get(3) instanceof Long root
                && record.get(4) instanceof String sql && Set.of("table", "index").contains(type)
                && !name.startsWith("sqlite_") && sql.startsWith("CREATE ")) {
            entries.putIfAbsent(name, new Entry(type, name, root.intValue(), sql));
        }
    }

    /// Only marks the pages: they are nobody else's.
    private void skip(Entry entry, boolean table) throws IOException {
        boolean rows = table && file.pages() >= entry.root()
                && (file.page(entry.root()).get(0) == Tree.TABLE_LEAF
                        || file.page(entry.root()).get(0) == Tree.TABLE_INTERIOR);
        new Tree(file, rows, seen, (number, record) -> {}).read(entry.root());
    }

    /// False when some of its pages are damaged.
    private boolean copy(Layout layout) throws IOException {
        long[] refused = {0};
        Tree tree = new Tree(file, layout.rowid(), seen, (number, record) -> {
            if (!layout.fits(record) || !insert(layout, number, record)) {
                refused[0]++;
            }
        });
        saved.put(layout.table(), 0L);
        tree.read(layout.root());
        long rows = tree.damagedRows() + refused[0];
        if (tree.damagedPages() + rows > 0) {
            losses.add("table " + layout.table() + ": " + tree.damagedPages() + " pages and "
                    + rows + " rows cannot be read");
        }
        return tree.damagedPages() == 0;
    }

    private boolean insert(Layout layout, long number, List<@Nullable Object> record)
            throws IOException {
        String sql = layout.insert(record.size());
        try {
            PreparedStatement statement = inserts.get(sql);
            if (statement == null) {
                statement = fresh.prepareStatement(sql);
                inserts.put(sql, statement);
            }
            for (int i = 0; i < record.size(); i++) {
                statement.setObject(i + 1, layout.columns().get(i).number()
                        ? (Object) number
                        : record.get(i));
            }
            if (statement.executeUpdate() == 0) {
                return false;
            }
            saved.merge(layout.table(), 1L, Long::sum);
            return true;
        } catch (SQLException e) {
            throw new IOException("the new database cannot be written: " + e.getMessage(), e);
        }
    }

    private record Row(long number, List<@Nullable Object> record) {}

    /// Pages that only a damaged page led to, taken for those of the one damaged table that they
    /// look like.
    private void orphans(List<Layout> broken) throws IOException {
        if (broken.isEmpty()) {
            return;
        }
        Map<String, Long> found = new LinkedHashMap<>();
        for (int page = 2; page <= file.pages(); page++) {
            if (seen.get(page) || free.get(page)) {
                continue;
            }
            int type = file.page(page).get(0);
            boolean rowid = type == Tree.TABLE_LEAF;
            if (!rowid && type != Tree.INDEX_LEAF && type != Tree.INDEX_INTERIOR) {
                continue;
            }
            List<Row> rows = new ArrayList<>();
            try {
                new Tree(file, rowid, seen, (number, record) -> rows.add(new Row(number, record)))
                        .page(page, new ArrayDeque<>());
            } catch (MalformedDataException e) {
                continue;
            }
            List<Layout> candidates = broken.stream().filter(layout -> layout.rowid() == rowid
                    && !rows.isEmpty()
                    && rows.stream().allMatch(row -> layout.fits(row.record()))).toList();
            if (candidates.size() == 1) {
                for (Row row : rows) {
                    if (insert(candidates.getFirst(), row.number(), row.record())) {
                        found.merge(candidates.getFirst().table(), 1L, Long::sum);
                    }
                }
            }
        }
        found.forEach((table, rows) -> losses.add("table " + table + ": " + rows
                + " rows were found on pages that nothing leads to any more"));
    }
}
