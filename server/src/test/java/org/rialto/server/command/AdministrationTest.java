package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.server.control.TextTerminal;

/// Directory commands on a stopped home, as a person types them.
class AdministrationTest {
    @TempDir
    Path directory;

    private String shown = "";

    private int rialto(String input, String... arguments) {
        TextTerminal terminal = new TextTerminal(input);
        List<String> all = new java.util.ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(directory.resolve("home").toString());
        int code = CommandLines.execute(all.toArray(String[]::new), terminal, null);
        shown = terminal.outText() + terminal.errText();
        return code;
    }

    private void done(String... arguments) {
        assertThat(rialto("", arguments)).as("%s", shown).isZero();
    }

    private void refused(String... arguments) {
        assertThat(rialto("", arguments)).as("%s", shown).isNotZero();
        assertThat(shown).doesNotContain("unexpected failure");
    }

    @BeforeEach
    void home() { done("init", "--domain", "example.org", "--no-administrator"); }

    @Test
    void usersComeAreChangedShownAndGo() {
        assertThat(rialto("Secret-word 1\n", "user", "add", "ann", "display=Ann Lee",
                "title=Manager", "aliases=info@example.org,ann.lee@example.org", "admin=true",
                "--password-stdin")).as("%s", shown).isZero();
        assertThat(shown).contains("ann@example.org");
        done("user", "add", "bob");
        assertThat(shown).contains("cannot log in yet");
        done("user", "list");
        assertThat(shown)
                .containsPattern("ann@example.org +Ann Lee +ann@example.org +administrator");
        done("user", "list", "--json");
        assertThat(shown).contains("\"legacyDN\" : \"/o=Rialto/ou=Exchange Administrative Group"
                + " (FYDIBOHF23SPDLT)/cn=Recipients/cn=", "\"title\" : \"Manager\"",
                "\"admin\" : true");
        done("user", "set", "ann", "title=", "receive-bytes=2 GiB", "login=false");
        done("user", "show", "ann", "--json");
        assertThat(shown).doesNotContain("Manager").contains("\"receive-bytes\" : 2147483648",
                "\"login\" : false");
        refused("user", "remove", "ann");
        assertThat(shown).contains("--yes");
        done("user", "remove", "ann", "--yes");
        refused("user", "show", "ann");
        done("user", "add", "ann");
    }

    @Test
    void groupsRoomsContactsDomainsAndPolicies() {
        done("user", "add", "ann");
        done("user", "add", "bob");
        done("group", "add", "team", "members=ann,bob", "owner=ann");
        done("group", "list");
        assertThat(shown).contains("2 members");
        done("group", "set", "team", "members=bob");
        done("group", "show", "team");
        assertThat(shown).contains("bob@example.org")
                .containsPattern("members +bob@example.org\\n");
        done("room", "add", "blue", "capacity=12");
        done("contact", "add", "vendor", "mail=vendor@fabrikam.test");
        refused("contact", "add", "other");
        assertThat(shown).contains("mail=ADDRESS");
        done("domain", "add", "example.net", "--alias-of", "example.org");
        done("domain", "list");
        assertThat(shown).contains("= example.org");
        refused("domain", "remove", "example.org");
        done("policy", "set", "small", "receive-bytes=100MiB", "warn-bytes=none");
        done("user", "set", "bob", "policy=small");
        done("user", "show", "bob", "--json");
        assertThat(shown).contains("\"receive-bytes\" : 104857600", "\"warn-bytes\" : -1");
        done("policy", "list");
        done("policy", "remove", "small");
    }

    @Test
    void provisionsAFileTwiceAndGrantsFolders() throws Exception {
        Path file = directory.resolve("people.toml");
        java.nio.file.Files.writeString(file, """
                domain = "contoso.test"
                [[user]]
                name = "alex"
                password = "Password01!"
                display = "Alex Smith"
                [[user]]
                name = "bob"
                password = "Password01!"
                [[group]]
                name = "team"
                members = ["alex", "bob"]
                [[public-folder]]
                path = "/Announcements"
                mail = "announce@contoso.test"
                grants = { alex = "owner" }
                [[grant]]
                mailbox = "alex"
                folder = "Calendar"
                to = "bob"
                role = "editor"
                delegate = true
                """);
        done("provision", file.toString());
        assertThat(shown).contains("created user alex@contoso.test", "created group",
                "created public-folder /Announcements");
        done("provision", file.toString());
        assertThat(shown).contains("0 created, 0 updated");
        done("grant", "alex@contoso.test", "Inbox", "bob@contoso.test", "reviewer");
        assertThat(shown).contains("Granted");
        done("grant", "alex@contoso.test", "Inbox", "bob@contoso.test", "reviewer");
        assertThat(shown).contains("Was so already");
        refused("grant", "alex@contoso.test", "Nowhere", "bob@contoso.test", "reviewer");
        assertThat(shown).contains("there is no folder Nowhere; there are: ", "Calendar");
        refused("grant", "alex@contoso.test", "Inbox", "bob@contoso.test", "king");
        assertThat(shown).contains("Roles: owner");
        refused("provision", directory.resolve("none.toml").toString());
        assertThat(shown).contains("does not exist");
        java.nio.file.Files.writeString(file, "domain = 7\n[[user]]\nnam = 'x'\n");
        refused("provision", file.toString());
        assertThat(shown).contains("line 1").contains("line 3");
    }

    @Test
    void makesADkimKeyOnceAndShowsItsRecord() {
        done("dkim", "example.org");
        assertThat(shown).contains("rialto._domainkey.example.org. TXT \"v=DKIM1; k=rsa; p=MII");
        assertThat(shown).contains("\"example.org:rialto:dkim/example.org.rialto.pem\"");
        refused("dkim", "example.org");
        assertThat(shown).contains("already");
        refused("dkim", "elsewhere.test");
        assertThat(shown).contains("is not a domain of this server");
    }

    @Test
    void queueOfAStoppedHomeCanBeLookedAt() {
        done("queue", "list");
        assertThat(shown).contains("Nothing is waiting");
        refused("queue", "drop");
        assertThat(shown).contains("which messages?");
        refused("queue", "retry", "zzz");
    }

    @Test
    void saysWhatIsWrong() {
        refused("user", "add", "ann", "titel=Boss");
        assertThat(shown).contains("there is no key titel").contains("title");
        refused("user", "add", "ann", "title");
        assertThat(shown).contains("expected KEY=VALUE");
        refused("user", "set", "nobody", "title=x");
        assertThat(shown).contains("nobody");
        done("user", "add", "ann");
        refused("user", "add", "ann");
        assertThat(shown).contains("already");
        refused("user", "set", "ann");
        assertThat(shown).contains("nothing to set");
        refused("room", "show", "ann");
        assertThat(shown).contains("is a user, not a room");
        refused("user", "set", "ann", "admin=maybe");
        assertThat(rialto("short\n", "user", "set", "ann", "--password-stdin")).isEqualTo(1);
        assertThat(shown).contains("at least 8 characters");
        assertThat(rialto("", "user", "set", "ann", "--password-stdin")).isEqualTo(1);
        assertThat(shown).contains("no password on standard input");
        refused("user", "add", "x@nowhere.test");
        assertThat(shown).contains("nowhere.test");
    }
}
