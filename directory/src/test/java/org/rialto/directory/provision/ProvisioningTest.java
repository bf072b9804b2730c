package org.rialto.directory.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;
import org.rialto.directory.Attribute;
import org.rialto.directory.Binary;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Flag;
import org.rialto.directory.Limit;
import org.rialto.directory.Link;
import org.rialto.directory.LoginName;
import org.rialto.directory.ObjectKind;
import org.rialto.directory.Resolution;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.provision.StoreProvisioning.Change;
import org.rialto.mapi.MailError;

@ParameterizedClass
@EnumSource(TestEngine.class)
final class ProvisioningTest {
    private static final PasswordHasher HASHER = new PasswordHasher(new PasswordHasher.Settings(
            new Argon2idParameters(64, 1, 1), 4096, 4, Duration.ofSeconds(5), 8));

    private final Path folder;
    private final Database database;
    private final Directory directory;
    private final RecordingStore store = new RecordingStore();

    ProvisioningTest(TestEngine engine, @TempDir Path folder) throws IOException {
        this.folder = folder;
        this.database = engine.open(folder);
        this.directory = Directory.open(database, Directory.Settings.DEFAULT);
        Files.write(folder.resolve("alex.jpg"), new byte[]{(byte) 0xFF, (byte) 0xD8, 1, 2, 3});
    }

    @AfterEach
    void close() { database.close(); }

    @Test
    void makesEverythingTheFileLists() throws IOException {
        ProvisioningReport report = apply(resource("contoso.toml"));
        assertThat(report.count(Change.UPDATED)).isZero();
        assertThat(report.count(Change.UNCHANGED)).isZero();
        assertThat(report.toString()).contains("created user alex@contoso.com\n",
                "created group team@contoso.com\n", "created public-folder /Announcements/Social\n",
                "created grant alex/Calendar to bob\n", "18 created, 0 updated, 0 unchanged");

        DirectoryObject.User alex = (DirectoryObject.User) directory.named("alex");
        assertThat(alex.display()).isEqualTo("Alex Smith");
        assertThat(alex.entry().attributes()).containsEntry(Attribute.TITLE, "Manager")
                .containsEntry(Attribute.OFFICE, "D1042").containsEntry(Attribute.PHONETIC, "aleks")
                .containsEntry(Attribute.PHONE_HOME, "+1 425 555 0102")
                .containsEntry(Attribute.UM_EXTENSION, "5501");
        assertThat(alex.entry().is(Flag.ADMINISTRATOR)).isTrue();
        assertThat(alex.entry().is(Flag.ACTIVESYNC)).isFalse();
        assertThat(alex.entry().is(Flag.UM)).isTrue();
        assertThat(directory.binary(alex.id(), Binary.PHOTO)).hasSize(5);
        assertThat(directory.limits(alex)).containsEntry(Limit.SEND_BYTES, 2L << 30);
        assertThat(directory.pin(alex.id()).orElseThrow().hash().matches("135790")).isTrue();
        assertThat(directory.loginRecord(alex.id()).orElseThrow().credential().orElseThrow().hash()
                .matches("Password01!")).isTrue();

        DirectoryObject.User bob = directory.user(LoginName.parse("CONTOSO\\bob")).orElseThrow();
        assertThat(bob.display()).isEqualTo("Bob");
        assertThat(bob.entry().is(Flag.UM)).isFalse();
        assertThat(directory.limits(bob)).containsEntry(Limit.MESSAGE_BYTES, 25L << 20);
        assertThat(directory.linked(bob.id(), Link.MANAGER)).containsExactly(alex);
        assertThat(directory.named("room1").entry().attribute(Attribute.CAPACITY)).contains("10");
        DirectoryObject.Group team = (DirectoryObject.Group) directory.named("team");
        assertThat(directory.members(team)).extracting(DirectoryObject::display)
                .containsExactlyInAnyOrder("Alex Smith", "Bob", "vendor");
        assertThat(directory.members((DirectoryObject.Group) directory.named("testers")))
                .containsExactly(alex);
        assertThat(directory.resolve(SmtpAddress.parse("announce@contoso.example")))
                .isInstanceOfSatisfying(Resolution.Found.class, found -> assertThat(found.object())
                        .isInstanceOf(DirectoryObject.PublicFolder.class));
        assertThat(store.asked).containsExactly("mailbox alex@contoso.com",
                "mailbox bob@contoso.com", "mailbox room1@contoso.com",
                "mailbox beamer@contoso.com",
                "folder /Announcements alex@contoso.com=owner default=reviewer",
                "folder /Announcements/Social",
                "grant alex@contoso.com Calendar bob@contoso.com=editor delegate");
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        apply(resource("contoso.toml"));
        List<DirectoryObject> before = directory.list(EnumSet.allOf(ObjectKind.class));
        long version = directory.loginRecord(directory.named("alex").id()).orElseThrow().version();
        ProvisioningReport report = apply(resource("contoso.toml"));
        assertThat(report).hasToString("0 created, 0 updated, 18 unchanged");
        assertThat(directory.list(EnumSet.allOf(ObjectKind.class))).isEqualTo(before);
        assertThat(directory.loginRecord(directory.named("alex").id()).orElseThrow().version())
                .isEqualTo(version);
    }

    @Test
    void saysWhatItUpdatedAndLeavesTheRest() throws IOException {
        apply(resource("contoso.toml"));
        ProvisioningReport report = apply("""
                domain = "contoso.com"
                [[user]]
                name = "alex"
                password = "Password02!"
                title = ""
                phones = { home = "+1 425 555 0199" }
                admin = false
                [[group]]
                name = "team"
                members = []
                dynamic = "(kind=room)"
                """);
        assertThat(report).hasToString("""
                updated user alex@contoso.com: title, phones.home, password, admin
                updated group team@contoso.com: member, dynamic
                0 created, 2 updated, 2 unchanged""");
        DirectoryObject alex = directory.named("alex");
        assertThat(alex.entry().attribute(Attribute.TITLE)).isEmpty();
        assertThat(alex.entry().attribute(Attribute.COMPANY)).contains("MS");
        assertThat(directory.members((DirectoryObject.Group) directory.named("team")))
                .containsExactly(directory.named("room1"));
    }

    @Test
    void refusesABadFileWholeWithEveryProblemAndItsLine() throws IOException {
        assertThatThrownBy(() -> apply(resource("bad.toml"))).isInstanceOf(MailError.Invalid.class)
                .hasMessage(resource("bad.txt").strip());
        assertThat(directory.domains()).isEmpty();
    }

    @Test
    void saysWhereTheSyntaxBreaks() {
        assertThatThrownBy(() -> apply("domain = \"contoso.com\"\n[[user]]\nname = alex\n"))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("line 3: ");
    }

    @Test
    void undoesEverythingWhenTheFileDoesNotFitTheDirectory() {
        assertThatThrownBy(() -> apply("""
                domain = "contoso.com"
                [[user]]
                name = "alex"
                [[group]]
                name = "team"
                members = ["alex", "nobody"]
                """)).isInstanceOf(MailError.Invalid.class)
                .hasMessage(
                        "test.toml was not applied:\n  line 4: group team: nothing here is called"
                                + " \"nobody\"");
        assertThat(directory.domains()).isEmpty();
        assertThatThrownBy(() -> apply("""
                domain = "contoso.com"
                [[user]]
                name = "alex"
                password = "short"
                """)).isInstanceOf(MailError.Invalid.class).hasMessageContaining("line 4: ")
                .hasMessageContaining("8 characters").hasMessageNotContaining("short");
        assertThat(directory.domains()).isEmpty();
    }

    @Test
    void refusesToTurnAUserIntoARoom() {
        apply("domain = \"contoso.com\"\n[[user]]\nname = \"x\"\n");
        assertThatThrownBy(() -> apply("domain = \"contoso.com\"\n[[room]]\nname = \"x\"\n"))
                .hasMessageContaining("line 2: room x: x@contoso.com exists already and is a user");
    }

    @Test
    void importsAPasswordHashOnce() {
        String text = """
                domain = "contoso.com"
                [[user]]
                name = "alex"
                password-hash = "{BLF-CRYPT}$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
                """;
        apply(text);
        assertThat(directory.loginRecord(directory.named("alex").id()).orElseThrow().credential()
                .orElseThrow().hash().matches("U*U")).isTrue();
        assertThat(apply(text)).hasToString("0 created, 0 updated, 3 unchanged");
    }

    @Test
    void takesUsersWrittenOnOneLine() {
        apply("domain = \"contoso.com\"\nuser = [{ name = \"a\", password = \"12345678\","
                + " um = { pin = \"48205917\" } }, { name = \"b\", password = \"12345678\" }]");
        for (String name : List.of("a", "b")) {
            assertThat(directory.loginRecord(directory.named(name).id()).orElseThrow().credential())
                    .isPresent();
        }
        assertThat(directory.pin(directory.named("a").id())).isPresent();
        assertThat(directory.pin(directory.named("b").id())).isEmpty();
    }

    @Test
    void allowsNumbersToUsersAndGroups() {
        String file = """
                domain = "contoso.com"
                [[user]]
                name = "alex"
                um = { extension = "5501", allowed-numbers = ["+4930*", "!+4930999*"] }
                [[group]]
                name = "team"
                members = ["alex"]
                um = { allowed-numbers = ["+33*"] }
                """;
        apply(file);
        assertThat(directory.named("alex").entry().attribute(Attribute.UM_ALLOWED_NUMBERS))
                .contains("+4930* !+4930999*");
        assertThat(directory.named("team").entry().attribute(Attribute.UM_ALLOWED_NUMBERS))
                .contains("+33*");
        assertThat(apply(file).count(Change.UPDATED)).isZero();
        assertThatThrownBy(() -> apply(file.replace("+33*", "0033*")))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("0033*");
    }

    @Test
    void twoUsersMayExchangeTheirExtensions() {
        String file = """
                domain = "contoso.com"
                [[user]]
                name = "alex"
                um = { extension = "%s" }
                [[user]]
                name = "bob"
                um = { extension = "%s" }
                """;
        apply(file.formatted("5501", "5502"));
        ProvisioningReport report = apply(file.formatted("5502", "5501"));
        assertThat(report.count(Change.UPDATED)).isEqualTo(2);
        assertThat(directory.named("alex").entry().attribute(Attribute.UM_EXTENSION))
                .contains("5502");
        assertThat(directory.named("bob").entry().attribute(Attribute.UM_EXTENSION))
                .contains("5501");
        assertThatThrownBy(() -> apply(file.formatted("5501", "5501")))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("5501");
        assertThat(directory.named("alex").entry().attribute(Attribute.UM_EXTENSION))
                .contains("5502");
    }

    private ProvisioningReport apply(String text) {
        String name = text.startsWith("domain = \"contoso.com\"\ncolour")
                ? "bad.toml"
                : "test.toml";
        return Provisioning.read(text, folder, name).apply(directory, HASHER, store,
                progress -> {});
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects
                .requireNonNull(ProvisioningTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Notes what it is asked, and that it was asked before.
    private static final class RecordingStore implements StoreProvisioning {
        final List<String> asked = new ArrayList<>();
        private final Set<String> before = new HashSet<>();

        @Override
        public Change mailbox(DirectoryObject.MailboxOwner owner) {
            return note("mailbox " + owner.entry().qualifiedName());
        }

        @Override
        public Change publicFolder(String path, Map<Grantee, FolderRole> grants) {
            StringBuilder text = new StringBuilder("folder " + path);
            grants.forEach((grantee, role) -> text.append(' ').append(name(grantee)).append('=')
                    .append(role.key()));
            return note(text.toString());
        }

        @Override
        public Change grant(DirectoryObject.MailboxOwner mailbox, String folder, Grantee to,
                FolderRole role, boolean delegate) {
            return note("grant " + mailbox.entry().qualifiedName() + " " + folder + " " + name(to)
                    + "=" + role.key() + (delegate ? " delegate" : ""));
        }

        private Change note(String what) {
            asked.add(what);
            return before.add(what) ? Change.CREATED : Change.UNCHANGED;
        }

        private static String name(Grantee grantee) {
            return switch (grantee) {
                case Grantee.Somebody(DirectoryObject object) -> object.entry().qualifiedName();
                case Grantee.Everybody() -> "default";
                case Grantee.Anonymous() -> "anonymous";
            };
        }
    }
}
