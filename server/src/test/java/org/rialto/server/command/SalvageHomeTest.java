package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.control.TextTerminal;
import org.rialto.store.Access;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Folder;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MessageRow;

/// Damaged pages of `rialto.db`: the home is made to work again, with all that can still be read.
class SalvageHomeTest {
    private static final int PAGE = 4096;
    private static final int MESSAGES = 400;
    private static final int INDEX_LEAF = 10;
    private static final int TABLE_LEAF = 13;

    @TempDir
    Path directory;

    private String shown = "";

    private int rialto(String... arguments) {
        TextTerminal terminal = new TextTerminal("");
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(directory.resolve("home").toString());
        int code = CommandLines.execute(all.toArray(String[]::new), terminal, null);
        shown = terminal.outText() + terminal.errText();
        return code;
    }

    @BeforeEach
    void home() throws IOException {
        rialto("init", "--domain", "example.org", "--no-administrator");
        for (String user : List.of("ann", "bob")) {
            assertThat(rialto("user", "add", user)).as("%s", shown).isZero();
            StringBuilder mbox = new StringBuilder();
            for (int i = 0; i < MESSAGES; i++) {
                mbox.append("From a@b Thu Jan  1 00:00:00 2026\n");
                mbox.append("From: a@example.org\nSubject: ").append(user).append(' ').append(i)
                        .append("\nMessage-ID: <").append(user).append('.').append(i)
                        .append("@example.org>\n\n").append("line of ").append(user).append(' ')
                        .append(i).append("\n\n");
            }
            Path file = directory.resolve(user + ".mbox");
            Files.writeString(file, mbox);
            assertThat(rialto("import", user, file.toString())).as("%s", shown)
                    .isZero();
        }
    }

    private Path database() { return directory.resolve("home/data/rialto.db"); }

    /// Overwrites pages of that type, one of `every`, from page `first` on.
    private int damage(int type, int every, int first, long seed) throws IOException {
        int damaged = 0;
        Random random = new Random(seed);
        try (RandomAccessFile out = new RandomAccessFile(database().toFile(), "rw")) {
            for (long page = first; page * PAGE < out.length(); page++) {
                out.seek(page * PAGE);
                if (out.read() == type && random.nextInt(every) == 0) {
                    byte[] noise = new byte[PAGE];
                    random.nextBytes(noise);
                    noise[0] = 0x55;
                    out.seek(page * PAGE);
                    out.write(noise);
                    damaged++;
                }
            }
        }
        return damaged;
    }

    /// What can be read as it was sent, of everybody.
    private Set<String> originals() throws Exception {
        Set<String> originals = new TreeSet<>();
        Home home = new Home(directory.resolve("home"));
        try (Rooms rooms = Rooms.open(home, home.configuration())) {
            for (MailboxInfo info : rooms.store().mailboxes()) {
                String owner = rooms.directory().ofMailbox(info.guid()).orElseThrow().entry()
                        .name();
                List<MessageRow> rows = rooms.store().open(info.mailboxId(), Access.SYSTEM)
                        .read(snapshot -> {
                            List<MessageRow> all = new ArrayList<>();
                            for (Folder folder : snapshot.folders()) {
                                all.addAll(snapshot.contents(folder.folderId(), false, 1, 10_000,
                                        Set.of()));
                            }
                            return all;
                        });
                for (MessageRow row : rows) {
                    BlobRef mime = row.mime();
                    if (mime != null) {
                        try (BlobReader reader = rooms.store().blobs().open(mime)) {
                            String text = new String(reader.stream(0, reader.length())
                                    .readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                            originals.add(owner + ": " + text);
                            // Nobody gets what is another's.
                            assertThat(text).contains("line of " + owner);
                        } catch (IOException e) {
                            // Its bytes are among those whose place nobody knows; check says so.
                        }
                    }
                }
            }
        }
        return originals;
    }

    @Test
    void savesWhatCanBeReadOfDamagedPages() throws Exception {
        Set<String> before = originals();
        assertThat(before).hasSize(2 * MESSAGES);
        // Behind the first pages, where the small tables are: messages, their items, blobs, indexes.
        int damaged = damage(INDEX_LEAF, 6, 80, 1) + damage(TABLE_LEAF, 6, 80, 2);
        assertThat(damaged).isGreaterThan(5);
        assertThat(rialto("check")).isEqualTo(1);
        assertThat(shown).contains("database file").doesNotContain("unexpected");

        rialto("check", "--repair");
        assertThat(shown).contains("rialto.db is damaged", "A new database was made",
                "rialto.db.damaged-").doesNotContain("unexpected");
        rialto("check");
        assertThat(shown).doesNotContain("database file", "--repair` mends", "unexpected");
        Set<String> after = originals();
        assertThat(before).containsAll(after);
        long loose = 0;
        Path lost = directory.resolve("home/lost+found");
        if (Files.exists(lost)) {
            try (var files = Files.list(lost)) {
                loose = files.filter(file -> file.toString().endsWith(".eml")).count();
            }
        }
        // Only a message of which everything was on damaged pages may be gone.
        assertThat(after.size() + loose).isGreaterThan(2 * MESSAGES * 9 / 10);
        rialto("backup", directory.resolve("backup").toString()); // 1 when bytes are lost
        assertThat(shown).contains("2 mailboxes").doesNotContain("unexpected");
    }

    @Test
    void givesALostMailboxBackToItsOwner() throws Exception {
        Set<String> before = originals();
        Home home = new Home(directory.resolve("home"));
        try (Rooms rooms = Rooms.open(home, home.configuration())) {
            // As if that row had been on a damaged page; and a page is damaged.
            rooms.database().write(sql -> sql.update("DELETE FROM mailbox WHERE mailbox_id ="
                    + " (SELECT MIN(mailbox_id) FROM mailbox)"));
        }
        assertThat(damage(INDEX_LEAF, 12, 80, 3)).isPositive();
        rialto("check", "--repair");
        assertThat(shown).contains("had lost whose it is", "the only one without a mailbox")
                .doesNotContain("unexpected");
        Set<String> after = originals();
        assertThat(before).containsAll(after);
        assertThat(after.stream().filter(text -> text.startsWith("ann"))).isNotEmpty();
    }

    @Test
    void namesTheFileThatCannotBeOpened() throws Exception {
        try (RandomAccessFile out = new RandomAccessFile(database().toFile(), "rw")) {
            out.seek(100);
            out.write(new byte[PAGE - 100]);
        }
        assertThat(rialto("user", "list")).isEqualTo(1);
        assertThat(shown).contains(database().toString(), "check --repair")
                .doesNotContain("unexpected");
        // The list of tables is found on the other pages.
        rialto("check", "--repair");
        assertThat(shown).doesNotContain("unexpected");
    }
}
