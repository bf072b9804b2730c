package org.rialto.database.salvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.mapi.MailError;

/// What can be read of a damaged file is in the new one, and nothing else is.
class SalvageTest {
    private static final int PAGE = 4096;
    private static final int ROWS = 20_000;
    private final Path file;
    private final Path target;

    SalvageTest(@TempDir Path directory) {
        file = directory.resolve("whole.db");
        target = directory.resolve("fresh.db");
    }

    @BeforeEach
    void fill() {
        Random random = new Random(1);
        try (Database database = open(file)) {
            database.write(sql -> {
                sql.update("CREATE TABLE state (a BIGINT NOT NULL, b BIGINT NOT NULL, name"
                        + " VARCHAR(40), PRIMARY KEY (b, a)) WITHOUT ROWID");
                sql.update("CREATE TABLE item (id INTEGER PRIMARY KEY, size BIGINT NOT NULL,"
                        + " bytes BLOB NOT NULL, ratio VARCHAR(20))");
                sql.update("CREATE UNIQUE INDEX state_name ON state (name)");
                sql.update("CREATE VIRTUAL TABLE words USING fts5(body)");
                for (int i = 0; i < ROWS; i++) {
                    sql.update("INSERT INTO state VALUES (?, ?, ?)", i, i / 7 - 500, "näme " + i);
                    byte[] bytes = new byte[i % 1000 == 0 ? 30_000 : i % 50];
                    random.nextBytes(bytes);
                    sql.update("INSERT INTO item VALUES (?, ?, ?, ?)", (long) i << 33,
                            bytes.length, bytes, i % 2 == 0 ? null : "x");
                    if (i % 10 == 0) {
                        sql.update("INSERT INTO words VALUES (?)", "word" + i);
                    }
                }
                sql.update("ALTER TABLE item ADD COLUMN later BIGINT NOT NULL DEFAULT 42");
                // Pages that are free again hold rows that are gone.
                sql.update("DELETE FROM state WHERE b > 2000");
                return null;
            });
        }
    }

    private static Database open(Path path) {
        return Database.open(new DatabaseConfiguration.Sqlite(path));
    }

    private static Set<String> rows(Path path, String table) {
        Set<String> rows = new TreeSet<>();
        try (Database database = open(path)) {
            database.read(sql -> {
                sql.forEach("SELECT " + (table.equals("state")
                        ? "a || ' ' || b || ' ' || name FROM state"
                        : "id || ' ' || size || ' ' || hex(bytes) || ' ' || coalesce(ratio, '-')"
                                + " || later FROM item"),
                        row -> rows.add(row.getString(1)));
                return null;
            });
        }
        return rows;
    }

    private Salvage.Report rebuild() throws IOException {
        Files.deleteIfExists(target);
        return Salvage.rebuild(file, target, Set.of(), List.of("CREATE TABLE mended (n BIGINT)"));
    }

    /// Overwrites pages of that type, some of them.
    private int damage(int type, int every, long seed) throws IOException {
        int damaged = 0;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            Random random = new Random(seed);
            for (long at = PAGE; at < out.length(); at += PAGE) {
                out.seek(at);
                if (out.read() == type && random.nextInt(every) == 0) {
                    byte[] noise = new byte[PAGE];
                    random.nextBytes(noise);
                    noise[0] = 0x77;
                    out.seek(at);
                    out.write(noise);
                    damaged++;
                }
            }
        }
        return damaged;
    }

    @Test
    void copiesEveryRowOfAWholeFile() throws IOException {
        Set<String> states = rows(file, "state");
        Set<String> items = rows(file, "item");
        assertThat(Salvage.problems(file)).isEmpty();
        Salvage.Report report = rebuild();
        assertThat(report.losses()).isEmpty();
        assertThat(report.rows()).containsEntry("item", (long) ROWS)
                .containsEntry("state", (long) states.size());
        assertThat(rows(target, "state")).isEqualTo(states);
        assertThat(rows(target, "item")).isEqualTo(items);
        assertThat(Salvage.problems(target)).isEmpty();
        try (Database database = open(target)) {
            long mended = database.read(sql -> sql.number("SELECT COUNT(*) FROM mended", -1));
            assertThat(mended).isZero();
        }
    }

    @Test
    void savesAllButTheRowsOfDamagedLeaves() throws IOException {
        Set<String> states = rows(file, "state");
        Set<String> items = rows(file, "item");
        int lost = damage(Tree.INDEX_LEAF, 20, 5) + damage(Tree.TABLE_LEAF, 20, 6);
        assertThat(lost).isGreaterThan(10);
        assertThat(Salvage.problems(file)).isNotEmpty();
        Salvage.Report report = rebuild();
        assertThat(report.losses()).anyMatch(line -> line.contains("table state"))
                .anyMatch(line -> line.contains("table item"));
        Set<String> savedStates = rows(target, "state");
        Set<String> savedItems = rows(target, "item");
        assertThat(states).containsAll(savedStates);
        assertThat(items).containsAll(savedItems);
        assertThat(savedStates.size()).isBetween(states.size() * 8 / 10, states.size() - 1);
        assertThat(savedItems.size()).isBetween(items.size() * 8 / 10, items.size() - 1);
        assertThat(Salvage.problems(target)).isEmpty();
    }

    @Test
    void findsRowsThatADamagedPageLedTo() throws IOException {
        Set<String> items = rows(file, "item");
        Set<String> states = rows(file, "state");
        assertThat(damage(Tree.TABLE_INTERIOR, 1, 7)).isPositive();
        assertThat(damage(Tree.INDEX_INTERIOR, 1, 8)).isPositive();
        Salvage.Report report = rebuild();
        assertThat(report.losses()).anyMatch(line -> line.contains("nothing leads to"));
        assertThat(rows(target, "item")).isEqualTo(items);
        Set<String> savedStates = rows(target, "state");
        assertThat(states).containsAll(savedStates);
        // Rows on the inner pages themselves are lost.
        assertThat(savedStates.size()).isGreaterThan(states.size() * 9 / 10);
    }

    @Test
    void neverFailsOnNoise() throws IOException, SQLException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        int runs = Math.min(100, Integer.getInteger("rialto.fuzz.runs", 20));
        int refused = 0;
        for (int run = 0; run < Math.min(runs, 20); run++) {
            byte[] bytes = whole.clone();
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int at = random.nextInt(run % 4 == 0 ? 0 : PAGE, bytes.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                places.add(at);
            }
            Files.write(file, bytes);
            try {
                rebuild();
                assertThat(Salvage.problems(target)).isEmpty();
            } catch (MailError.Damaged e) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(runs);
    }

    @Test
    void saysWhenNothingCanBeFound() throws IOException {
        byte[] noise = new byte[20 * PAGE];
        new Random(9).nextBytes(noise);
        Files.write(file, noise);
        assertThatThrownBy(this::rebuild).isInstanceOf(MailError.Damaged.class)
                .hasMessageContaining("backup");
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Salvage.rebuild(file, target, Set.of(), List.of()))
                .isInstanceOf(MailError.Exists.class);
    }
}
