package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.Protocol;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.control.TextTerminal;

/// `check`, `backup` and `restore` on a stopped home, as a person types them.
class SafekeepingTest {
    @TempDir
    Path directory;

    private String shown = "";

    private int rialto(String home, String... arguments) { return typed("", home, arguments); }

    private int typed(String input, String home, String... arguments) {
        TextTerminal terminal = new TextTerminal(input);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(directory.resolve(home).toString());
        int code = CommandLines.execute(all.toArray(String[]::new), terminal, null);
        shown = terminal.outText() + terminal.errText();
        return code;
    }

    private void done(String home, String... arguments) {
        assertThat(rialto(home, arguments)).as("%s", shown).isZero();
    }

    @Test
    void bringsUsersBackOntoAnEmptyHome() throws Exception {
        done("one", "user", "set", "ann", "title=Manager", "aliases=info@example.org");
        assertThat(typed("correct horse\n", "one", "user", "set", "ann", "--password-stdin"))
                .isZero();
        done("one", "group", "add", "team", "members=ann,bob");
        String file = directory.resolve("all").toString();
        done("one", "backup", file);
        assertThat(shown).contains("the directory, 2 mailboxes");
        assertThat(Files.getPosixFilePermissions(directory.resolve("all")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        done("new", "init", "--domain", "other.example", "--no-administrator");
        done("new", "restore", file);
        assertThat(shown).contains("1 domains, 2 users", "ann@example.org: 0 messages");
        done("new", "user", "show", "ann");
        assertThat(shown).contains("Manager", "info@example.org");
        done("new", "group", "show", "team");
        assertThat(shown).contains("ann");
        logsIn("new", "correct horse");
        done("new", "check");

        assertThat(rialto("two", "restore", file)).isEqualTo(1);
        assertThat(shown).contains("--replace-directory");
        done("two", "restore", file, "--replace-directory", "--replace");
        logsIn("two", "correct horse");
        done("two", "restore", "--reset-ids");
        assertThat(shown).contains("mailboxes: numbers moved on");
        assertThat(rialto("two", "restore")).isEqualTo(1);
    }

    private void logsIn(String home, String password) throws Exception {
        Home of = new Home(directory.resolve(home));
        try (Rooms rooms = Rooms.open(of, of.configuration())) {
            Outcome outcome = rooms.authenticator().password("ann", password, "",
                    new Peer(InetAddress.getLoopbackAddress(), Protocol.IMAP, true));
            assertThat(outcome).isInstanceOf(Outcome.Granted.class);
        }
    }

    @BeforeEach
    void homes() {
        for (String home : List.of("one", "two")) {
            done(home, "init", "--domain", "example.org", "--no-administrator");
            done(home, "user", "add", "ann");
            done(home, "user", "add", "bob");
        }
    }

    @Test
    void checksBacksUpAndRestores() throws Exception {
        String file = directory.resolve("backup").toString();
        done("one", "check");
        assertThat(shown).contains("2 mailboxes", "all is well");
        done("one", "backup", file);
        assertThat(shown).contains("2 mailboxes");
        assertThat(rialto("one", "restore", file, "--mailbox", "ann")).isEqualTo(1);
        assertThat(shown).contains("ann@example.org", "--replace");
        done("one", "restore", file, "--mailbox", "ann", "--replace");
        assertThat(shown).contains("ann@example.org: 0 messages restored");
        // In a directory made anew, by the mail address.
        done("two", "restore", file, "--replace", "--as-drafts");
        done("two", "check", "--repair", "--json");
        assertThat(shown).contains("\"clean\" : true", "\"mailboxes\" : 2");

        byte[] bytes = Files.readAllBytes(directory.resolve("backup"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(directory.resolve("backup"), bytes);
        assertThat(rialto("one", "restore", file, "--replace")).isEqualTo(1);
        assertThat(shown).contains("cannot be restored").doesNotContain("unexpected");
        assertThat(rialto("one", "backup", file, "--mailbox", "nobody")).isEqualTo(1);
        assertThat(shown).doesNotContain("unexpected");
    }
}
