package org.rialto.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Directory commands on a stopped home, as a person types them.
class AdministrationTest {
    @TempDir
    Path directory;

    private StoppedHome home;

    @BeforeEach
    void home() { home = new StoppedHome(directory.resolve("home")); }

    @Test
    void usersComeAreChangedShownAndGo() {
        assertThat(home.rialto("Secret-word 1\n", "user", "add", "ann", "display=Ann Lee",
                "title=Manager", "aliases=info@example.org,ann.lee@example.org", "admin=true",
                "--password-stdin")).as("%s", home.shown()).isZero();
        assertThat(home.shown()).contains("ann@example.org");
        home.done("user", "add", "bob");
        assertThat(home.shown()).contains("cannot log in yet");
        home.done("user", "list");
        assertThat(home.shown())
                .containsPattern("ann@example.org +Ann Lee +ann@example.org +administrator");
        home.done("user", "list", "--json");
        assertThat(home.shown()).contains(
                "\"legacyDN\" : \"/o=Rialto/ou=Exchange Administrative Group"
                        + " (FYDIBOHF23SPDLT)/cn=Recipients/cn=",
                "\"title\" : \"Manager\"",
                "\"admin\" : true");
        home.done("user", "set", "ann", "title=", "receive-bytes=2 GiB", "login=false");
        home.done("user", "show", "ann", "--json");
        assertThat(home.shown()).doesNotContain("Manager").contains(
                "\"receive-bytes\" : 2147483648",
                "\"login\" : false");
        home.refused("", "user", "remove", "ann");
        assertThat(home.shown()).contains("--yes");
        home.done("user", "remove", "ann", "--yes");
        home.refused("", "user", "show", "ann");
        home.done("user", "add", "ann");
    }

    @Test
    void groupsRoomsContactsDomainsAndPolicies() {
        home.done("user", "add", "ann");
        home.done("user", "add", "bob");
        home.done("group", "add", "team", "members=ann,bob", "owner=ann");
        home.done("group", "list");
        assertThat(home.shown()).contains("2 members");
        home.done("group", "set", "team", "members=bob");
        home.done("group", "show", "team");
        assertThat(home.shown()).contains("bob@example.org")
                .containsPattern("members +bob@example.org\\n");
        home.done("room", "add", "blue", "capacity=12");
        home.done("contact", "add", "vendor", "mail=vendor@fabrikam.test");
        home.refused("", "contact", "add", "other");
        assertThat(home.shown()).contains("mail=ADDRESS");
        home.done("domain", "add", "example.net", "--alias-of", "example.org");
        home.done("domain", "list");
        assertThat(home.shown()).contains("= example.org");
        home.refused("", "domain", "remove", "example.org");
        home.done("policy", "set", "small", "receive-bytes=100MiB", "warn-bytes=none");
        home.done("user", "set", "bob", "policy=small");
        home.done("user", "show", "bob", "--json");
        assertThat(home.shown()).contains("\"receive-bytes\" : 104857600", "\"warn-bytes\" : -1");
        home.done("policy", "list");
        home.done("policy", "remove", "small");
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
        home.done("provision", file.toString());
        assertThat(home.shown()).contains("created user alex@contoso.test", "created group",
                "created public-folder /Announcements");
        home.done("provision", file.toString());
        assertThat(home.shown()).contains("0 created, 0 updated");
        home.done("grant", "alex@contoso.test", "Inbox", "bob@contoso.test", "reviewer");
        assertThat(home.shown()).contains("Granted");
        home.done("grant", "alex@contoso.test", "Inbox", "bob@contoso.test", "reviewer");
        assertThat(home.shown()).contains("Was so already");
        home.refused("", "grant", "alex@contoso.test", "Nowhere", "bob@contoso.test", "reviewer");
        assertThat(home.shown()).contains("there is no folder Nowhere; there are: ", "Calendar");
        home.refused("", "grant", "alex@contoso.test", "Inbox", "bob@contoso.test", "king");
        assertThat(home.shown()).contains("Roles: owner");
        home.refused("", "provision", directory.resolve("none.toml").toString());
        assertThat(home.shown()).contains("does not exist");
        java.nio.file.Files.writeString(file, "domain = 7\n[[user]]\nnam = 'x'\n");
        home.refused("", "provision", file.toString());
        assertThat(home.shown()).contains("line 1").contains("line 3");
    }

    @Test
    void makesADkimKeyOnceAndShowsItsRecord() {
        home.done("dkim", "example.org");
        assertThat(home.shown())
                .contains("rialto._domainkey.example.org. TXT \"v=DKIM1; k=rsa; p=MII");
        assertThat(home.shown()).contains("\"example.org:rialto:dkim/example.org.rialto.pem\"");
        home.refused("", "dkim", "example.org");
        assertThat(home.shown()).contains("already");
        home.refused("", "dkim", "elsewhere.test");
        assertThat(home.shown()).contains("is not a domain of this server");
    }

    @Test
    void queueOfAStoppedHomeCanBeLookedAt() {
        home.done("queue", "list");
        assertThat(home.shown()).contains("Nothing is waiting");
        home.refused("", "queue", "drop");
        assertThat(home.shown()).contains("which messages?");
        home.refused("", "queue", "retry", "zzz");
    }

    @Test
    void saysWhatIsWrong() {
        home.refused("", "user", "add", "ann", "titel=Boss");
        assertThat(home.shown()).contains("there is no key titel").contains("title");
        home.refused("", "user", "add", "ann", "title");
        assertThat(home.shown()).contains("expected KEY=VALUE");
        home.refused("", "user", "set", "nobody", "title=x");
        assertThat(home.shown()).contains("nobody");
        home.done("user", "add", "ann");
        home.refused("", "user", "add", "ann");
        assertThat(home.shown()).contains("already");
        home.refused("", "user", "set", "ann");
        assertThat(home.shown()).contains("nothing to set");
        home.refused("", "room", "show", "ann");
        assertThat(home.shown()).contains("is a user, not a room");
        home.refused("", "user", "set", "ann", "admin=maybe");
        assertThat(home.rialto("short\n", "user", "set", "ann", "--password-stdin")).isEqualTo(1);
        assertThat(home.shown()).contains("at least 8 characters");
        assertThat(home.rialto("", "user", "set", "ann", "--password-stdin")).isEqualTo(1);
        assertThat(home.shown()).contains("no password on standard input");
        home.refused("", "user", "add", "x@nowhere.test");
        assertThat(home.shown()).contains("nowhere.test");
    }
}
