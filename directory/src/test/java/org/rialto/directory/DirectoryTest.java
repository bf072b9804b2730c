package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.mapi.MailError;

/// What the directory promises, on both engines.
@ParameterizedClass
@EnumSource(TestEngine.class)
final class DirectoryTest {
    private final TestEngine engine;
    private final Path folder;
    private final Database database;
    private final Directory directory;
    private Domain contoso;

    DirectoryTest(TestEngine engine, @TempDir Path folder) {
        this.engine = engine;
        this.folder = folder;
        this.database = engine.open(folder);
        this.directory = Directory.open(database, Directory.Settings.DEFAULT);
        this.contoso = directory.change(edit -> edit.domains().add("contoso.com"));
    }

    @BeforeEach
    void reload() { contoso = directory.defaultDomain().orElseThrow(); }

    @AfterEach
    void close() { database.close(); }

    @Test
    void keepsWhatAUserIs() {
        long id = user("alex");
        directory.change(edit -> {
            edit.setDisplay(id, "Alex Smith");
            edit.set(id, Attribute.FIRST, "Alex");
            edit.set(id, Attribute.PHONE_BUSINESS, "+1 425 555 0101");
            edit.set(id, Flag.ACTIVESYNC, false);
            return edit.setAliases(id, List.of(SmtpAddress.parse("ASmith@contoso.com")));
        });
        Directory reopened = Directory.open(database, Directory.Settings.DEFAULT);
        DirectoryObject.User alex = (DirectoryObject.User) reopened.object(id).orElseThrow();
        assertThat(alex.entry().display()).isEqualTo("Alex Smith");
        assertThat(alex.entry().attribute(Attribute.FIRST)).contains("Alex");
        assertThat(alex.entry().attribute(Attribute.PHONE_BUSINESS)).contains("+1 425 555 0101");
        assertThat(alex.entry().is(Flag.ACTIVESYNC)).isFalse();
        assertThat(alex.entry().is(Flag.LOGIN)).isTrue();
        assertThat(alex.address()).hasToString("alex@contoso.com");
        assertThat(alex.entry().aliases()).hasToString("[ASmith@contoso.com]");
        assertThat(alex.entry().legacyDN()).matches("/o=Rialto/ou=Exchange Administrative Group"
                + " \\(FYDIBOHF23SPDLT\\)/cn=Recipients/cn=[0-9a-f]{32}-alex");
        assertThat(reopened.ofLegacyDN(alex.entry().legacyDN().toUpperCase(java.util.Locale.ROOT)))
                .contains(alex);
        assertThat(reopened.ofGuid(alex.guid())).contains(alex);
        assertThat(reopened.ofMailbox(alex.mailboxGuid())).contains(alex);
    }

    @Test
    void tellsWhetherSettingChangedAnything() {
        long id = user("alex");
        directory.change(edit -> {
            assertThat(edit.set(id, Attribute.TITLE, "Manager")).isTrue();
            assertThat(edit.set(id, Attribute.TITLE, "Manager")).isFalse();
            assertThat(edit.set(id, Attribute.TITLE, null)).isTrue();
            assertThat(edit.set(id, Attribute.TITLE, "")).isFalse();
            assertThat(edit.setDisplay(id, "A")).isTrue();
            assertThat(edit.setDisplay(id, "A")).isFalse();
            assertThat(edit.set(id, Flag.ADMINISTRATOR, true)).isTrue();
            assertThat(edit.set(id, Flag.ADMINISTRATOR, true)).isFalse();
            assertThat(edit.set(id, Limit.SEND_BYTES, 5L)).isTrue();
            assertThat(edit.set(id, Limit.SEND_BYTES, 5L)).isFalse();
            List<SmtpAddress> aliases = List.of(SmtpAddress.parse("a@contoso.com"),
                    SmtpAddress.parse("b@contoso.com"));
            assertThat(edit.setAliases(id, aliases)).isTrue();
            assertThat(edit.setAliases(id, aliases)).isFalse();
            return true;
        });
    }

    @Test
    void findsAddressesWithoutCaseByAliasByTagAndByAliasDomain() {
        long id = user("alex");
        directory.change(edit -> {
            edit.setAliases(id, List.of(SmtpAddress.parse("asmith@contoso.com")));
            return edit.domains().addAlias("contoso.example", contoso);
        });
        for (String text : List.of("alex@contoso.com", "ALEX@Contoso.COM", "asmith@contoso.com",
                "alex@contoso.example", "ASMITH@CONTOSO.EXAMPLE")) {
            assertFound(text, id, "");
        }
        assertFound("alex+lists@contoso.com", id, "lists");
        assertFound("asmith+a+b@contoso.example", id, "a+b");
        assertThat(resolve("al@contoso.com")).isInstanceOf(Resolution.Unknown.class);
        assertThat(resolve("+x@contoso.com")).isInstanceOf(Resolution.Unknown.class);
        assertThat(resolve("alex@fabrikam.com")).isInstanceOf(Resolution.Elsewhere.class);
        assertThat(directory.isOurs("CONTOSO.EXAMPLE")).isTrue();
        assertThat(directory.isOurs("fabrikam.com")).isFalse();
    }

    @Test
    void doesNotTakeMailForTheOutsideAddressOfAContact() {
        long id = directory.change(edit -> edit
                .addContact(contoso, "vendor", SmtpAddress.parse("vendor@fabrikam.com")).id());
        assertThat(resolve("vendor@fabrikam.com")).isInstanceOf(Resolution.Elsewhere.class);
        assertThat(directory.ofAddress(SmtpAddress.parse("Vendor@fabrikam.com")).orElseThrow().id())
                .isEqualTo(id);
    }

    @Test
    void answersAWarmAddressWithoutReadingTheDatabase() {
        user("alex");
        resolve("alex@contoso.com");
        resolve("nobody@contoso.com");
        database.close();
        assertThat(resolve("alex@contoso.com")).isInstanceOf(Resolution.Found.class);
        assertThat(resolve("NOBODY@contoso.com")).isInstanceOf(Resolution.Unknown.class);
    }

    @Test
    void seesAChangeAtOnce() {
        assertThat(resolve("alex@contoso.com")).isInstanceOf(Resolution.Unknown.class);
        long id = user("alex");
        assertFound("alex@contoso.com", id, "");
        directory.change(edit -> {
            edit.remove(id);
            return true;
        });
        assertThat(resolve("alex@contoso.com")).isInstanceOf(Resolution.Unknown.class);
        assertThat(directory.object(id)).isEmpty();
    }

    @Test
    void neverRemembersAnOldAnswerWhileOthersRead() throws Exception {
        long id = user("alex");
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(3);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(Thread.startVirtualThread(() -> {
                while (!done.get()) {
                    directory.object(id);
                    started.countDown();
                }
            }));
        }
        started.await();
        for (int i = 0; i < 100; i++) {
            String display = "Alex " + i;
            directory.change(edit -> edit.setDisplay(id, display));
            assertThat(directory.object(id).orElseThrow().display()).isEqualTo(display);
        }
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
    }

    @Test
    void seesTheChangesOfAnotherProcessOnPostgres() {
        if (engine == TestEngine.SQLITE)
            return; // one process only: the CLI asks the server
        user("alex");
        try (Database other = engine.open(folder)) {
            Directory elsewhere = Directory.open(other,
                    new Directory.Settings(1000, "+", 1000, 0));
            SmtpAddress address = SmtpAddress.parse("bob@contoso.com");
            assertThat(elsewhere.resolve(address)).isInstanceOf(Resolution.Unknown.class);
            user("bob");
            assertThat(elsewhere.resolve(address)).isInstanceOf(Resolution.Found.class);
        }
    }

    @Test
    void knowsEveryWayToWriteALoginName() {
        long id = user("alex");
        directory.change(edit -> {
            edit.setAliases(id, List.of(SmtpAddress.parse("asmith@contoso.com")));
            return edit.domains().addAlias("contoso.example", contoso);
        });
        for (String text : List.of("alex", "ALEX", "alex@contoso.com", "CONTOSO\\alex",
                "contoso.com\\Alex", "alex@CONTOSO", "asmith@contoso.com", "alex@contoso.example",
                "asmith@contoso.example", "\\alex")) {
            assertThat(login(text)).as(text).isEqualTo(id);
        }
        for (String text : List.of("asmith", "alex@fabrikam.com", "FABRIKAM\\alex", "ale",
                "alex+x@contoso.com")) {
            assertThat(login(text)).as(text).isEqualTo(-1);
        }
    }

    @Test
    void prefersTheDefaultDomainForABareLoginName() {
        long here = user("alex");
        Domain fabrikam = directory.change(edit -> edit.domains().add("fabrikam.com"));
        long there = directory.change(edit -> edit.addUser(fabrikam, "alex").id());
        long only = directory.change(edit -> edit.addUser(fabrikam, "kim").id());
        assertThat(login("alex")).isEqualTo(here);
        assertThat(login("FABRIKAM\\alex")).isEqualTo(there);
        assertThat(login("kim")).isEqualTo(only);
        assertThat(directory.named("alex").id()).isEqualTo(here);
        assertThat(directory.named("alex@fabrikam.com").id()).isEqualTo(there);
    }

    @Test
    void expandsGroupsInGroupsEvenInCircles() {
        long alex = user("alex");
        long bob = user("bob");
        long kim = user("kim");
        long all = group("all");
        long team = group("team");
        long inner = group("inner");
        directory.change(edit -> {
            edit.setLinks(all, Link.MEMBER, List.of(alex, team));
            edit.setLinks(team, Link.MEMBER, List.of(alex, bob, inner));
            return edit.setLinks(inner, Link.MEMBER, List.of(kim, all));
        });
        assertThat(ids(directory.members(groupOf(all)))).containsExactlyInAnyOrder(alex, bob, kim);
        assertThat(ids(directory.members(groupOf(inner)))).containsExactlyInAnyOrder(alex, bob,
                kim);
        assertThat(directory.groupsOf(directory.object(kim).orElseThrow()))
                .containsExactlyInAnyOrder(
                        groupOf(all).guid(), groupOf(team).guid(), groupOf(inner).guid());
        assertThat(ids(directory.directMembers(groupOf(all)))).containsExactlyInAnyOrder(alex,
                team);
    }

    @Test
    void fillsDynamicGroupsByTheirFilter() {
        long alex = user("alex");
        long bob = user("bob");
        long testers = group("testers");
        long outer = group("outer");
        directory.change(edit -> {
            edit.set(alex, Attribute.DEPARTMENT, "Test");
            edit.setLinks(outer, Link.MEMBER, List.of(testers));
            return edit.setFilter(testers, Filter.parse("(&(kind=user)(department=test))"));
        });
        assertThat(ids(directory.members(groupOf(outer)))).containsExactly(alex);
        assertThat(directory.groupsOf(directory.object(alex).orElseThrow()))
                .containsExactlyInAnyOrder(groupOf(testers).guid(), groupOf(outer).guid());
        directory.change(edit -> edit.set(bob, Attribute.DEPARTMENT, "TEST"));
        assertThat(ids(directory.members(groupOf(testers)))).containsExactlyInAnyOrder(alex, bob);
        assertThatThrownBy(() -> directory.change(edit -> edit.addLink(testers, Link.MEMBER, bob)))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("dynamic");
    }

    @Test
    void refusesToExpandBeyondTheLimit() {
        Directory small = Directory.open(database, new Directory.Settings(100, "+", 2, 0));
        long team = group("team");
        directory.change(edit -> {
            for (String name : List.of("a", "b", "c")) {
                edit.addLink(team, Link.MEMBER, edit.addUser(contoso, name).id());
            }
            return true;
        });
        assertThatThrownBy(() -> small.members(groupOf(team)))
                .isInstanceOf(MailError.TooLarge.class);
    }

    @Test
    void letsOnlyChosenSendersSendToAGroup() {
        long alex = user("alex");
        long bob = user("bob");
        long team = group("team");
        long bosses = group("bosses");
        DirectoryObject.Group open = groupOf(team);
        assertThat(directory.maySend(null, open)).isTrue();
        directory.change(edit -> {
            edit.setLinks(bosses, Link.MEMBER, List.of(alex));
            return edit.setLinks(team, Link.SENDER, List.of(bosses));
        });
        DirectoryObject.Group closed = groupOf(team);
        assertThat(directory.maySend(directory.object(alex).orElseThrow(), closed)).isTrue();
        assertThat(directory.maySend(directory.object(bob).orElseThrow(), closed)).isFalse();
        assertThat(directory.maySend(null, closed)).isFalse();
    }

    @Test
    void findsLimitsFromTheObjectItsPolicyAndTheDefault() {
        long id = user("alex");
        directory.change(edit -> {
            Policy everybody = edit.domains().addPolicy(Policy.DEFAULT);
            edit.domains().set(everybody, Limit.RECIPIENTS, 10L);
            edit.domains().set(everybody, Limit.MESSAGE_BYTES, 1000L);
            Policy staff = edit.domains().addPolicy("staff");
            edit.domains().set(staff, Limit.MESSAGE_BYTES, 2000L);
            edit.domains().set(staff, Limit.SEND_BYTES, 3000L);
            edit.setPolicy(id, staff.id());
            return edit.set(id, Limit.SEND_BYTES, Limit.UNLIMITED);
        });
        var limits = directory
                .limits((DirectoryObject.MailboxOwner) directory.object(id).orElseThrow());
        assertThat(limits).containsEntry(Limit.RECIPIENTS, 10L)
                .containsEntry(Limit.MESSAGE_BYTES, 2000L).containsEntry(Limit.SEND_BYTES, -1L)
                .containsEntry(Limit.RECEIVE_BYTES, Limit.RECEIVE_BYTES.defaultValue());
    }

    @Test
    void refusesWhatIsTakenAndSaysByWhom() {
        user("alex");
        long bob = user("bob");
        assertThatThrownBy(() -> user("ALEX")).isInstanceOf(MailError.Exists.class)
                .hasMessage("a user is called alex@contoso.com already");
        assertThatThrownBy(() -> directory.change(
                edit -> edit.setAliases(bob, List.of(SmtpAddress.parse("Alex@contoso.com")))))
                .isInstanceOf(MailError.Exists.class)
                .hasMessage("the address Alex@contoso.com belongs to the user alex@contoso.com"
                        + " already");
        assertThatThrownBy(() -> directory.change(
                edit -> edit.setAliases(bob, List.of(SmtpAddress.parse("bob@fabrikam.com")))))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("fabrikam.com");
        assertThat(directory.object(bob).orElseThrow().entry().aliases()).isEmpty();
    }

    @Test
    void undoesTheWholeChangeWhenPartOfItFails() {
        assertThatThrownBy(() -> directory.change(edit -> {
            edit.addUser(contoso, "alex");
            return edit.addUser(contoso, "not a name");
        })).isInstanceOf(MailError.Invalid.class);
        assertThat(directory.list(EnumSet.allOf(ObjectKind.class))).isEmpty();
    }

    @Test
    void keepsIdentityThroughARename() {
        long id = user("alex");
        Entry before = directory.object(id).orElseThrow().entry();
        directory.change(edit -> {
            edit.rename(id, "alexandra");
            return edit.setAddress(id, SmtpAddress.parse("alexandra@contoso.com"));
        });
        Entry after = directory.object(id).orElseThrow().entry();
        assertThat(after.legacyDN()).isEqualTo(before.legacyDN());
        assertThat(after.guid()).isEqualTo(before.guid());
        assertThat(after.address()).hasToString("alexandra@contoso.com");
        assertFound("alex@contoso.com", id, "");
        assertThat(login("alexandra")).isEqualTo(id);
        assertThat(login("alex")).isEqualTo(-1);
    }

    @Test
    void removesWhatPointsToARemovedObject() {
        long alex = user("alex");
        long team = group("team");
        directory.change(edit -> {
            edit.setLinks(team, Link.MEMBER, List.of(alex));
            edit.set(alex, Limit.SEND_BYTES, 1L);
            edit.remove(alex);
            return true;
        });
        assertThat(directory.members(groupOf(team))).isEmpty();
        assertThatThrownBy(() -> directory.change(edit -> {
            edit.domains().remove(contoso);
            return true;
        })).isInstanceOf(MailError.Conflict.class).hasMessageContaining("1 objects");
    }

    @Test
    void listsManyObjectsInPages() {
        directory.change(edit -> {
            for (int i = 0; i < 1203; i++) {
                edit.addContact(contoso, "c" + i, SmtpAddress.parse("c" + i + "@fabrikam.com"));
            }
            return true;
        });
        user("alex");
        assertThat(directory.list(Set.of(ObjectKind.CONTACT))).hasSize(1203);
        assertThat(directory.list(EnumSet.allOf(ObjectKind.class))).hasSize(1204);
        assertThat(directory.list(Set.of())).isEmpty();
    }

    @Test
    void keepsCredentialsAndTellsANewPasswordFromANewHash() {
        PasswordHasher hasher = new PasswordHasher(new PasswordHasher.Settings(
                new Argon2idParameters(64, 1, 1), 4096, 2, Duration.ofSeconds(5), 8));
        long id = user("alex");
        assertThat(directory.loginRecord(id).orElseThrow().credential()).isEmpty();
        Credential first = hasher.credential("Password01!");
        directory.change(edit -> {
            edit.set(id, Flag.MUST_CHANGE_PASSWORD, true);
            edit.setCredential(id, CredentialPurpose.PASSWORD, first, null);
            return true;
        });
        LoginRecord stored = directory.loginRecord(id).orElseThrow();
        assertThat(stored.credential().orElseThrow().hash().text()).isEqualTo(first.hash().text());
        assertThat(directory.object(id).orElseThrow().entry().is(Flag.MUST_CHANGE_PASSWORD))
                .isFalse();
        Credential again = hasher.credential("Password01!");
        directory.replaceHash(stored, again);
        LoginRecord renewed = directory.loginRecord(id).orElseThrow();
        assertThat(renewed.version()).isEqualTo(stored.version());
        assertThat(renewed.credential().orElseThrow().hash().text()).isEqualTo(again.hash().text());
        Credential other = hasher.credential("Password02!");
        directory.change(edit -> {
            edit.setCredential(id, CredentialPurpose.PASSWORD, other, null);
            return true;
        });
        directory.replaceHash(renewed, first);
        LoginRecord last = directory.loginRecord(id).orElseThrow();
        assertThat(last.version()).isNotEqualTo(stored.version());
        assertThat(last.credential().orElseThrow().hash().text()).isEqualTo(other.hash().text());
    }

    @Test
    void keepsBinariesAndChecksThem() {
        long id = user("alex");
        byte[] photo = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1};
        assertThat(directory.<Boolean>change(edit -> edit.set(id, Binary.PHOTO, photo))).isTrue();
        assertThat(directory.<Boolean>change(edit -> edit.set(id, Binary.PHOTO, photo))).isFalse();
        assertThat(directory.binary(id, Binary.PHOTO)).isEqualTo(photo);
        assertThatThrownBy(() -> directory.change(edit -> edit.set(id, Binary.PHOTO, new byte[9])))
                .isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(
                () -> directory.change(edit -> edit.set(id, Binary.CERTIFICATE, new byte[9])))
                .isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void givesTheSameSecretEachTime() {
        byte[] secret = directory.secret("test");
        assertThat(secret).hasSize(32).isEqualTo(directory.secret("test"));
        assertThat(directory.secret("other")).isNotEqualTo(secret);
    }

    @Test
    void refusesAliasesOfAliasDomains() {
        Domain alias = directory.change(edit -> edit.domains().addAlias("a.example", contoso));
        assertThatThrownBy(
                () -> directory.change(edit -> edit.domains().addAlias("b.example", alias)))
                .isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(() -> directory.change(edit -> edit.addUser(alias, "x")))
                .isInstanceOf(MailError.Invalid.class);
        assertThatThrownBy(() -> directory.change(edit -> edit.domains().add("CONTOSO.com")))
                .isInstanceOf(MailError.Exists.class);
        assertThatThrownBy(() -> directory.change(edit -> edit.domains().add("no domain")))
                .isInstanceOf(MailError.Invalid.class);
    }

    private long user(String name) {
        return directory.<Long>change(edit -> edit.addUser(contoso, name).id());
    }

    private long group(String name) {
        return directory.<Long>change(edit -> edit.addGroup(contoso, name).id());
    }

    private DirectoryObject.Group groupOf(long id) {
        return (DirectoryObject.Group) directory.object(id).orElseThrow();
    }

    private long login(String text) {
        return directory.user(LoginName.parse(text)).map(DirectoryObject::id).orElse(-1L);
    }

    private Resolution resolve(String address) {
        return directory.resolve(SmtpAddress.parse(address));
    }

    private void assertFound(String address, long id, String tag) {
        assertThat(resolve(address)).as(address)
                .isInstanceOfSatisfying(Resolution.Found.class, found -> {
                    assertThat(found.object().id()).isEqualTo(id);
                    assertThat(found.tag()).isEqualTo(tag);
                });
    }

    private static List<Long> ids(List<DirectoryObject> objects) {
        return objects.stream().map(DirectoryObject::id).toList();
    }
}
