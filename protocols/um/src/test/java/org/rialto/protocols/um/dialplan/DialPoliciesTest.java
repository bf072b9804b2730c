package org.rialto.protocols.um.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Link;
import org.rialto.mapi.MailError;

/// Who may call which numbers outside.
class DialPoliciesTest {
    private final Database database;
    private final Directory directory;
    private final DialPolicies policies;

    DialPoliciesTest(@TempDir Path folder) {
        database = Database.open(new DatabaseConfiguration.Sqlite(folder.resolve("d.db")));
        directory = Directory.open(database, Directory.Settings.DEFAULT);
        policies = new DialPolicies(new DialPolicy(true, List.of("+4930*")), directory);
        directory.change(edit -> {
            Domain domain = edit.domains().add("contoso.com");
            long alice = edit.addUser(domain, "alice").id();
            edit.addUser(domain, "bob");
            long sales = edit.addGroup(domain, "sales").id();
            long all = edit.addGroup(domain, "all").id();
            edit.setLinks(sales, Link.MEMBER, List.of(alice));
            edit.setLinks(all, Link.MEMBER, List.of(sales));
            return 0;
        });
    }

    @AfterEach
    void close() { database.close(); }

    private void allow(String name, String patterns) {
        directory.change(edit -> edit.set(edit.named(name).id(), Attribute.UM_ALLOWED_NUMBERS,
                patterns));
    }

    private boolean calls(String name, String number) {
        return policies.of((DirectoryObject.User) directory.named(name))
                .objection(new Destination.Number(number)).isEmpty();
    }

    @Test
    void whoIsNobodySpecialCallsWhatEverybodyMay() {
        assertThat(calls("bob", "+49301234567")).isTrue();
        assertThat(calls("bob", "+49401234567")).isFalse();
        assertThat(policies.of(null)).isEqualTo(policies.everybody());
    }

    @Test
    void aUserMayCallMore() {
        allow("alice", "+4940*, +1425555xxxx");
        assertThat(calls("alice", "+49401234567")).isTrue();
        assertThat(calls("alice", "+14255550100")).isTrue();
        assertThat(calls("alice", "+49301234567")).isTrue();
        assertThat(calls("bob", "+49401234567")).isFalse();
        allow("alice", "");
        assertThat(calls("alice", "+49401234567")).isFalse();
    }

    @Test
    void soMayTheMembersOfAGroupThroughGroupsTheyAreIn() {
        allow("all", "+33*");
        assertThat(calls("alice", "+33123456789")).isTrue();
        assertThat(calls("bob", "+33123456789")).isFalse();
        directory.change(edit -> edit.setLinks(edit.named("all").id(), Link.MEMBER, List.of()));
        assertThat(calls("alice", "+33123456789")).isFalse();
    }

    @Test
    void whatIsForbiddenAnywhereIsForbidden() {
        allow("alice", "+4940*");
        allow("sales", "!+49*");
        assertThat(calls("alice", "+49401234567")).isFalse();
        assertThat(calls("alice", "+49301234567")).as("everybody else may").isFalse();
        assertThat(calls("bob", "+49301234567")).isTrue();
    }

    @Test
    void whatIsNoPatternIsNotTaken() {
        assertThatThrownBy(() -> allow("alice", "+4940* 0170*"))
                .isInstanceOf(MailError.Invalid.class).hasMessageContaining("0170*");
        assertThatThrownBy(() -> directory.change(edit -> {
            long room = edit.addResource(org.rialto.directory.ObjectKind.ROOM,
                    edit.domains().get("contoso.com"), "room").id();
            return edit.set(room, Attribute.UM_ALLOWED_NUMBERS, "+49*");
        })).isInstanceOf(MailError.Invalid.class);
    }
}
