package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.database.RowTable;
import org.rialto.database.TestEngine;
import org.rialto.directory.password.Credential;
import org.rialto.directory.password.PasswordHasher;

/// A directory's rows make the same directory elsewhere, on either engine.
@ParameterizedClass
@EnumSource(TestEngine.class)
class DirectoryTablesTest {
    private static final byte[] PHOTO = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 2};
    private final Database database;
    private final Database elsewhere;
    private final Directory directory;
    private final Directory other;
    private final Credential credential = new PasswordHasher(PasswordHasher.Settings.DEFAULT)
            .credential("correct horse");

    DirectoryTablesTest(TestEngine engine, @TempDir Path path) {
        database = engine.open(path.resolve("one"));
        elsewhere = (engine == TestEngine.SQLITE ? TestEngine.POSTGRES : TestEngine.SQLITE)
                .open(path.resolve("two"));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        other = Directory.open(elsewhere, Directory.Settings.DEFAULT);
    }

    @AfterEach
    void close() {
        database.close();
        elsewhere.close();
    }

    private long populate(Directory into, String name) {
        return into.change(edit -> {
            Domain domain = edit.domains().add("example.org");
            edit.domains().addAlias("alias.example", domain);
            long user = edit.addUser(domain, name).id();
            edit.setAliases(user, List.of(SmtpAddress.parse("info@example.org")));
            edit.set(user, Attribute.TITLE, "Directör");
            edit.set(user, Flag.ADMINISTRATOR, true);
            edit.set(user, Binary.PHOTO, PHOTO);
            edit.setCredential(user, CredentialPurpose.PASSWORD, credential, null);
            edit.set(user, Attribute.UM_EXTENSION, "5501");
            edit.setCredential(user, CredentialPurpose.PIN, credential, null);
            long group = edit.addGroup(domain, "team").id();
            edit.addLink(group, Link.MEMBER, user);
            edit.addContact(domain, "vendor", SmtpAddress.parse("vendor@fabrikam.example"));
            return user;
        });
    }

    private static List<DirectoryTables.Rows> rows(Database database) {
        List<DirectoryTables.Rows> all = new ArrayList<>();
        for (RowTable table : DirectoryTables.ALL) {
            List<@Nullable Object[]> values = database.read(sql -> sql.query(table.select(),
                    row -> {
                        @Nullable
                        Object[] some = new @Nullable Object[table.columns().size()];
                        for (int i = 0; i < some.length; i++) {
                            Object value = switch (table.columns().get(i).kind()) {
                                case 'n' -> (Object) row.getLong(i + 1);
                                case 't' -> row.getString(i + 1);
                                default -> row.getBytes(i + 1);
                            };
                            some[i] = row.wasNull() ? null : value;
                        }
                        return some;
                    }));
            all.add(new DirectoryTables.Rows(table.name(), table.columns(), values));
        }
        return all;
    }

    private static DirectoryTables.Source source(List<DirectoryTables.Rows> rows) {
        return consumer -> {
            for (DirectoryTables.Rows some : rows) {
                consumer.accept(some);
            }
        };
    }

    @Test
    void knowsEveryColumnOfTheDirectory() {
        Set<String> there = new TreeSet<>();
        database.read(sql -> {
            sql.forEach(sql.dialect() == Dialect.SQLITE
                    ? "SELECT m.name || '.' || c.name FROM sqlite_schema m,"
                            + " pragma_table_info(m.name) c WHERE m.type = 'table'"
                            + " AND m.name LIKE 'directory%'"
                    : "SELECT table_name || '.' || column_name FROM information_schema.columns"
                            + " WHERE table_schema = current_schema()"
                            + " AND table_name LIKE 'directory%'",
                    row -> there.add(row.getString(1)));
            return null;
        });
        Set<String> known = new TreeSet<>();
        for (RowTable table : DirectoryTables.ALL) {
            table.columns().forEach(column -> known.add(table.name() + "." + column.name()));
        }
        // Of no use elsewhere: a backup's directory becomes a version of its own.
        there.removeIf(column -> column.startsWith("directory_change."));
        // Made anew from the objects.
        there.removeIf(column -> column.startsWith("directory_dial."));
        assertThat(known).isEqualTo(there);
    }

    @Test
    void makesTheSameDirectoryOnTheOtherEngine() {
        long user = populate(directory, "ann");
        other.change(edit -> edit.domains().add("made.example"));
        assertThat(other.isEmpty()).isTrue();
        other.replace(source(rows(database)));
        assertThat(other.isEmpty()).isFalse();
        assertThat(other.domains()).isEqualTo(directory.domains());
        assertThat(other.object(user)).isEqualTo(directory.object(user));
        assertThat(other.resolve(SmtpAddress.parse("info@alias.example")))
                .isEqualTo(directory.resolve(SmtpAddress.parse("info@alias.example")));
        assertThat(other.binary(user, Binary.PHOTO)).isEqualTo(PHOTO);
        assertThat(other.loginRecord(user).orElseThrow().credential().orElseThrow().hash().text())
                .isEqualTo(credential.hash().text());
        assertThat(other.telephonePins().state(user).history()).hasSize(1);
        assertThat(other.telephonePins().state(user).changedAt())
                .isEqualTo(directory.telephonePins().state(user).changedAt());
        assertThat(other.telephoneBook().ofExtension("5501")).hasSize(1);
        assertThat(other.telephoneBook().spelled(other.defaultDomain().orElseThrow(),
                TelephoneBook.Spelling.ALIAS, DialPad.digits("ann"), 5)).hasSize(1);
        DirectoryObject.Group team = (DirectoryObject.Group) other.named("team");
        assertThat(other.members(team)).extracting(DirectoryObject::id).containsExactly(user);
        long next = other.change(edit -> edit.addUser(edit.domains().get("example.org"), "bob")
                .id());
        assertThat(next).isGreaterThan(user);
    }

    @Test
    void putsItInThePlaceOfOneThatIsThere() {
        populate(directory, "ann");
        long there = populate(other, "zoe");
        long version = other.loginRecord(there).orElseThrow().version();
        assertThat(other.user(LoginName.parse("zoe"))).isPresent();
        other.replace(source(rows(database)));
        assertThat(other.user(LoginName.parse("zoe"))).isEmpty();
        DirectoryObject.User ann = other.user(LoginName.parse("ann")).orElseThrow();
        // The same number for somebody else: what is remembered of the old password is void.
        assertThat(ann.id()).isEqualTo(there);
        assertThat(other.loginRecord(ann.id()).orElseThrow().version()).isGreaterThan(version);
    }

    @Test
    void refusesWhatItDoesNotKnowAndKeepsWhatIsThere() {
        populate(directory, "ann");
        populate(other, "zoe");
        List<DirectoryTables.Rows> rows = new ArrayList<>(rows(database));
        rows.add(new DirectoryTables.Rows("sqlite_schema", rows.getFirst().columns(),
                rows.getFirst().values()));
        assertThatThrownBy(() -> other.replace(source(rows)))
                .isInstanceOf(MalformedDataException.class).hasMessageContaining("sqlite_schema");
        assertThat(other.user(LoginName.parse("zoe"))).isPresent();
    }
}
