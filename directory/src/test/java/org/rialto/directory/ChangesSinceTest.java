package org.rialto.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.Database;
import org.rialto.database.TestEngine;

/// What was derived from an older version of the directory can follow it.
@ParameterizedClass
@EnumSource(TestEngine.class)
class ChangesSinceTest {
    private final TestEngine engine;
    @TempDir
    Path folder;
    private Database database;
    private Directory directory;
    private Domain domain;
    private long alice;
    private long bob;

    ChangesSinceTest(TestEngine engine) { this.engine = engine; }

    @BeforeEach
    void open() {
        database = engine.open(folder);
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        domain = directory.change(edit -> edit.domains().add("example.com"));
        alice = directory.change(edit -> edit.addUser(domain, "alice")).id();
        bob = directory.change(edit -> edit.addUser(domain, "bob")).id();
    }

    @AfterEach
    void close() { database.close(); }

    private Directory.Changes since(long version) {
        return directory.changesSince(version).orElseThrow();
    }

    @Test
    void saysWhichObjectsChangedAndHowTheyAreNow() {
        long before = directory.version();
        assertThat(since(before)).isEqualTo(new Directory.Changes(before, java.util.Map.of()));
        directory.change(edit -> edit.setDisplay(alice, "First"));
        directory.change(edit -> edit.setDisplay(alice, "Second"));
        directory.change(edit -> {
            edit.remove(bob);
            return edit.addContact(domain, "kim", SmtpAddress.parse("kim@elsewhere.net"));
        });
        Directory.Changes changes = since(before);
        assertThat(changes.version()).isEqualTo(before + 3);
        assertThat(changes.objects()).hasSize(3).containsEntry(bob, Optional.empty());
        assertThat(Objects.requireNonNull(changes.objects().get(alice)).orElseThrow().display())
                .isEqualTo("Second");
        assertThat(since(before + 1).objects()).hasSize(3);
        assertThat(since(before + 2).objects()).hasSize(2).doesNotContainKey(alice);
    }

    @Test
    void everyChangeOfAnObjectIsNoted() {
        long other = directory.change(edit -> edit.addGroup(domain, "team")).id();
        assertNoted(alice, edit -> edit.rename(alice, "alicia"));
        assertNoted(alice, edit -> edit.set(alice, Attribute.TITLE, "Boss"));
        assertNoted(alice, edit -> edit.set(alice, Flag.LISTED, false));
        assertNoted(alice, edit -> edit.set(alice, Binary.SMIME, new byte[]{1}));
        assertNoted(alice, edit -> edit.set(alice, Limit.RECIPIENTS, 7L));
        assertNoted(alice, edit -> edit.setPolicy(alice, null));
        assertNoted(alice, edit -> edit.setAliases(alice,
                java.util.List.of(SmtpAddress.parse("boss@example.com"))));
        assertNoted(alice,
                edit -> edit.setAddress(alice, SmtpAddress.parse("chief@example.com")));
        assertNoted(other, edit -> edit.addLink(other, Link.MEMBER, alice));
        assertNoted(other, edit -> edit.removeLink(other, Link.MEMBER, alice));
        assertNoted(other, edit -> edit.setLinks(other, Link.OWNER, java.util.List.of(bob)));
        assertNoted(other, edit -> edit.setFilter(other, Filter.parse("(kind=user)")));
    }

    private void assertNoted(long id, Directory.Change<Boolean> change) {
        long before = directory.version();
        directory.<Boolean>change(change);
        assertThat(since(before).objects()).containsOnlyKeys(id);
    }

    @Test
    void whatIsTooMuchOrForgottenIsNotKnown() {
        long before = directory.version();
        directory.change(edit -> edit.domains().setShortName(domain, "OTHER"));
        assertThat(directory.changesSince(before)).isEmpty();
        long later = directory.version();
        directory.change(edit -> {
            for (int i = 0; i < 501; i++) {
                edit.addUser(domain, "user" + i);
            }
            return true;
        });
        assertThat(directory.changesSince(later)).isEmpty();
        assertThat(directory.changesSince(directory.version() - 2000)).isEmpty();
    }

    @Test
    void aRefusedChangeIsNone() {
        long before = directory.version();
        try {
            directory.change(edit -> {
                edit.setDisplay(alice, "Never");
                throw new org.rialto.mapi.MailError.Invalid("no");
            });
        } catch (org.rialto.mapi.MailError.Invalid _) {
            // As it should.
        }
        assertThat(since(before).objects()).isEmpty();
        directory.change(edit -> edit.named("alice"));
        assertThat(since(before).objects()).isEmpty();
    }
}
