package org.rialto.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the tables of one room to the schema that this program knows. The steps are resources
/// `migrations/0001.sql`, `0002.sql`, … beside `room`'s class; a step that was released is never
/// edited. Words in braces ([Dialect#migrationWord]) stand for what differs between the engines,
/// and a line `-- only sqlite`, `-- only postgres` or `-- both` says whom the statements after it
/// are for. A statement ends with a semicolon at the end of a line.
///
/// @param name what the room is called in table `schema_version`
public record Migrations(String name, Class<?> room) {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Pattern WORD = Pattern.compile("\\{([A-Z_]+)}");
    private static final Pattern ONLY = Pattern.compile("-- (only (sqlite|postgres)|both)");
    private static final long POSTGRES_LOCK = 0x5249_414C_544FL;

    /// Throws `MailError.Invalid` when the database is newer than this program.
    public void run(Database database) {
        database.write(sql -> {
            if (sql.dialect() == Dialect.POSTGRES) {
                lock(sql);
            }
            sql.update("CREATE TABLE IF NOT EXISTS schema_version ("
                    + "room VARCHAR(40) PRIMARY KEY, version INTEGER NOT NULL)");
            return null;
        });
        List<String> steps = steps();
        for (int at = version(database); at < steps.size(); at++) {
            step(database, at + 1, steps.get(at));
        }
    }

    private int version(Database database) {
        long version = database.read(sql -> sql
                .number("SELECT version FROM schema_version WHERE room = ?", 0, name));
        if (version > steps().size()) {
            throw new MailError.Invalid("the database's " + name + " tables are of version "
                    + version + ", this program knows versions to " + steps().size()
                    + ": use the newer program that last used them, or restore a backup");
        }
        return (int) version;
    }

    private void step(Database database, int number, String text) {
        database.write(sql -> {
            if (sql.dialect() == Dialect.POSTGRES) {
                lock(sql);
            }
            long now = sql.number("SELECT version FROM schema_version WHERE room = ?", 0, name);
            if (now >= number) {
                return null; // another process was faster
            }
            for (String statement : statements(text, sql.dialect())) {
                sql.update(statement);
            }
            sql.update("INSERT INTO schema_version (room, version) VALUES (?, ?)"
                    + " ON CONFLICT (room) DO UPDATE SET version = excluded.version", name,
                    number);
            return null;
        });
        log.debug("The {} tables are now of version {}", name, number);
    }

    private static void lock(Sql sql) throws SQLException {
        sql.first("SELECT pg_advisory_xact_lock(?)", row -> "", POSTGRES_LOCK);
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (String text; (text = resource(steps.size() + 1)) != null;) {
            steps.add(text);
        }
        return steps;
    }

    private @Nullable String resource(int number) {
        String path = "migrations/%04d.sql".formatted(number);
        try (InputStream in = room.getResourceAsStream(path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + path, e);
        }
    }

    static List<String> statements(String text, Dialect dialect) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean ours = true;
        for (String line : text.split("\n")) {
            String trimmed = line.strip();
            var only = ONLY.matcher(trimmed);
            if (only.matches()) {
                ours = only.group(2) == null || only.group(2).equals(dialect.engine());
            }
            if (!ours || trimmed.isEmpty() || trimmed.startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (trimmed.endsWith(";")) {
                String sql = statement.substring(0, statement.lastIndexOf(";"));
                statements.add(WORD.matcher(sql)
                        .replaceAll(word -> dialect.migrationWord(word.group(1))));
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalStateException("a statement without an end: " + statement);
        }
        return statements;
    }
}
