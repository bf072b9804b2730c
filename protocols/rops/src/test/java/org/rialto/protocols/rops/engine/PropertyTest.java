package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.mailbox.MailboxSettings;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyCell;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.logon.RopSetReceiveFolder;
import org.rialto.protocols.rops.wire.permission.PermissionData;
import org.rialto.protocols.rops.wire.permission.RopGetPermissionsTable;
import org.rialto.protocols.rops.wire.permission.RopModifyPermissions;
import org.rialto.protocols.rops.wire.property.RopDeleteProperties;
import org.rialto.protocols.rops.wire.property.RopGetNamesFromPropertyIds;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesAll;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesList;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.property.RopQueryNamedProperties;
import org.rialto.protocols.rops.wire.property.RopDeletePropertiesNoReplicate;
import org.rialto.protocols.rops.wire.property.RopSetPropertiesNoReplicate;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.store.NewFolder;
import org.rialto.store.ObjectIds;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Properties of folders and logons, named properties, permissions. MS-OXCPRPT §3.2.5,
/// MS-OXCPERM §3.2.5.
class PropertyTest extends AliceAtInbox {
    private PropertyRow get(int handle, PropertyTag... tags) {
        RopGetPropertiesSpecific.Response response = client.ask(handle,
                new RopGetPropertiesSpecific.Request(0, 0, 0, true, List.of(tags)),
                RopGetPropertiesSpecific.Response.class);
        return PropertyRow.read(response.rowData().reader(), List.of(tags), RopClient.FORMAT);
    }

    private RopSetProperties.Response set(int handle, PropertyValue... values) {
        return client.ask(handle, new RopSetProperties.Request(0, 0, List.of(values)),
                RopSetProperties.Response.class);
    }

    @Test
    void readsAndWritesFolderProperties() {
        assertThat(get(folder, PropertyTags.PidTagDisplayName, PropertyTags.PidTagFolderId,
                PropertyTags.PidTagComment).cells()).satisfiesExactly(
                        cell -> assertThat(cell.valueOrNull()).isEqualTo("Inbox"),
                        cell -> assertThat(cell.valueOrNull())
                                .isEqualTo(Ids.folder(inbox).toLong()),
                        cell -> assertThat(cell.valueOrNull()).isNull());
        RopSetProperties.Response problems = set(folder,
                PropertyValue.of(PropertyTags.PidTagContentCount, 7),
                PropertyValue.of(PropertyTags.PidTagComment, "mine"));
        assertThat(problems.propertyProblems()).singleElement().satisfies(problem -> {
            assertThat(problem.index()).isZero();
            assertThat(problem.error()).isEqualTo(ErrorCodes.AccessDenied);
        });
        assertThat(get(folder, PropertyTags.PidTagComment).value(0)).isEqualTo("mine");
        assertThat(client.ask(folder, new RopGetPropertiesList.Request(0, 0),
                RopGetPropertiesList.Response.class).propertyTags())
                .contains(PropertyTags.PidTagComment, PropertyTags.PidTagDisplayName);
        assertThat(client.ask(folder, new RopGetPropertiesAll.Request(0, 0, 0, true),
                RopGetPropertiesAll.Response.class).propertyValues())
                .contains(PropertyValue.of(PropertyTags.PidTagComment, "mine"));
        client.ask(folder, new RopDeleteProperties.Request(0, 0,
                List.of(PropertyTags.PidTagComment)), RopDeleteProperties.Response.class);
        assertThat(get(folder, PropertyTags.PidTagComment).value(0)).isNull();
        set(folder, PropertyValue.of(PropertyTags.PidTagDisplayName, "Eingang"));
        String name = mailbox.read(snapshot -> snapshot.folder(inbox)).name();
        assertThat(name).isEqualTo("Eingang");
    }

    @Test
    void namesSpecialFolders() {
        Object calendar = get(folder, PropertyTags.PidTagIpmAppointmentEntryId).value(0);
        long id = RopFixture.folder(mailbox, SpecialFolder.CALENDAR);
        assertThat(calendar).isEqualTo(new ObjectIds(mailbox.info())
                .folderEntryId(id));
        assertThat(get(logon, PropertyTags.PidTagIpmSubtreeEntryId).value(0)).isNotNull();
        assertThat(get(logon, PropertyTags.PidTagMailboxOwnerName).value(0))
                .isEqualTo(fixture.alice.display());
    }

    @Test
    void keepsPropertiesOfTheMailbox() {
        set(logon, PropertyValue.of(PropertyTags.PidTagComment, "my mail"),
                PropertyValue.of(PropertyTags.PidTagMessageSize, 1));
        assertThat(get(logon, PropertyTags.PidTagComment).value(0)).isEqualTo("my mail");
        client.ask(logon, new RopDeleteProperties.Request(0, 0,
                List.of(PropertyTags.PidTagComment)), RopDeleteProperties.Response.class);
        assertThat(get(logon, PropertyTags.PidTagComment).value(0)).isNull();
    }

    /// MS-OXCSTOR §2.2.2.1.1.
    @Test
    void saysWhatAMailboxIs() {
        PropertyTag[] tags = {PropertyTags.PidTagStoreState, PropertyTags.PidTagCodePageId,
                PropertyTags.PidTagMaximumSubmitMessageSize, PropertyTags.PidTagContentCount,
                PropertyTags.PidTagSortLocaleId};
        RopFixture.add(mailbox, inbox, "counts");
        RopFixture.add(mailbox, inbox, "does not", true);
        PropertyRow row = get(logon, tags);
        assertThat(row.value(0)).isEqualTo(0);
        assertThat(row.value(1)).isEqualTo(1252);
        assertThat(row.value(2)).isEqualTo(10 << 10);
        assertThat(row.value(3)).isEqualTo(1);
        assertThat(row.cells().get(4)).isInstanceOf(PropertyCell.Failed.class);
        for (PropertyTag tag : List.of(PropertyTags.PidTagStoreState,
                PropertyTags.PidTagCodePageId, PropertyTags.PidTagContentCount)) {
            assertThat(set(logon, PropertyValue.of(tag, 1)).propertyProblems())
                    .singleElement().satisfies(problem -> assertThat(problem.error())
                            .isEqualTo(ErrorCodes.AccessDenied));
        }
        set(logon, PropertyValue.of(PropertyTags.PidTagSortLocaleId, 0x0407));
        assertThat(get(logon, PropertyTags.PidTagSortLocaleId).value(0)).isEqualTo(0x0407);
        Object user = get(logon, PropertyTags.PidTagUserEntryId).value(0);
        int publicFolders = client.publicLogon(0);
        assertThat(get(publicFolders, PropertyTags.PidTagUserEntryId).value(0)).isNotNull()
                .isEqualTo(user);
        assertThat(get(publicFolders, PropertyTags.PidTagAddressBookMessageId).cells()
                .getFirst()).isEqualTo(PropertyCell.failed(ErrorCodes.NotFound));
    }

    /// MS-OXCMSG §3.2.5.2: the language of the logon, and what was set for the mailbox first.
    @Test
    void messagesAreInTheLanguageOfTheirAuthor() {
        int message = client.create(logon, inbox);
        assertThat(get(message, PropertyTags.PidTagMessageLocaleId).value(0)).isEqualTo(0x0407);
        assertThat(get(message, PropertyTags.PidTagLocaleId).value(0)).isEqualTo(0x0407);
        set(logon, PropertyValue.of(PropertyTags.PidTagLocaleId, 0x040C));
        assertThat(get(client.create(logon, inbox), PropertyTags.PidTagMessageLocaleId).value(0))
                .isEqualTo(0x040C);
    }

    @Test
    void hidesTheServersOwnProperty() {
        client.ask(logon, new RopSetReceiveFolder.Request(0, 0, Ids.folder(inbox), "IPM.X"),
                RopSetReceiveFolder.Response.class);
        int root = client.open(logon, RopFixture.folder(mailbox, SpecialFolder.ROOT));
        assertThat(get(root, MailboxSettings.STORED).value(0)).isNull();
        assertThat(set(root, PropertyValue.of(MailboxSettings.STORED, Binary.EMPTY))
                .propertyProblems()).hasSize(1);
        assertThat(client.ask(root, new RopGetPropertiesList.Request(0, 0),
                RopGetPropertiesList.Response.class).propertyTags())
                .doesNotContain(MailboxSettings.STORED);
    }

    @Test
    void tellsLongValuesApart() {
        set(folder, PropertyValue.of(PropertyTags.PidTagComment, "x".repeat(9_000)));
        set(folder, PropertyValue.of(PropertyTags.PidTagSubject, "y".repeat(10_000)));
        PropertyRow row = get(folder, PropertyTags.PidTagComment, PropertyTags.PidTagSubject,
                PropertyTags.PidTagDisplayName);
        assertThat(row.value(0)).isEqualTo("x".repeat(9_000));
        assertThat(row.cells().get(1)).isEqualTo(PropertyCell.failed(ErrorCodes.OutOfMemory));
        assertThat(row.value(2)).isEqualTo("Inbox");
    }

    @Test
    void registersNames() {
        PropertyName name = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Colour");
        PropertyName plain = PropertyName.of(PropertySets.PS_MAPI, 0x0037);
        assertThat(ids(0, name, plain)).containsExactly(0, 0x0037);
        int id = ids(RopGetPropertyIdsFromNames.CREATE, name).getFirst();
        assertThat(id).isGreaterThan(PropertyTag.FIRST_NAMED_ID);
        assertThat(ids(0, name)).containsExactly(id);
        assertThat(client.ask(folder,
                new RopGetNamesFromPropertyIds.Request(0, 0, List.of(id, 0x37, 0xFFF0)),
                RopGetNamesFromPropertyIds.Response.class).propertyNames())
                .satisfiesExactly(each -> assertThat(each).contains(name),
                        each -> assertThat(each).contains(plain),
                        each -> assertThat(each).isEmpty());
        set(folder, PropertyValue.of(PropertyTag.of(id, PropertyType.STRING), "red"));
        assertThat(client.ask(folder, new RopQueryNamedProperties.Request(0, 0, 0, null),
                RopQueryNamedProperties.Response.class).properties())
                .containsExactly(new RopQueryNamedProperties.Named(id, name));
        assertThat(client.ask(folder,
                new RopQueryNamedProperties.Request(0, 0, 0, UUID.randomUUID()),
                RopQueryNamedProperties.Response.class).properties()).isEmpty();
    }

    /// MS-OXCPRPT §2.2.12.2, §3.2.5.10.
    @Test
    void namesAreRegisteredByWhoMayWriteInTheMailbox() {
        PropertyName name = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Colour");
        PropertyName known = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Known");
        int id = ids(RopGetPropertyIdsFromNames.CREATE, known).getFirst();
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopClient bob = fixture.client(fixture.bob);
        int there = bob.logon(fixture.alice);
        assertThat(ids(bob, there, RopGetPropertyIdsFromNames.CREATE, name, known))
                .containsExactly(0, id);
        RopFixture.grant(mailbox, inbox, fixture.bob,
                Rights.READ_ANY | Rights.FOLDER_VISIBLE | Rights.CREATE);
        assertThat(ids(bob, there, RopGetPropertyIdsFromNames.CREATE, name, known))
                .doesNotContain(0);
        bob.session.close();
    }

    /// MS-OXCPRPT §3.2.5.10: there are 15 significant bits.
    @Test
    void thereIsAMostOfNames() {
        RopFixture.grant(mailbox, inbox, fixture.bob,
                Rights.READ_ANY | Rights.FOLDER_VISIBLE | Rights.CREATE);
        RopClient bob = fixture.client(fixture.bob);
        int there = bob.logon(fixture.alice);
        PropertyName one = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "one");
        registerUpTo(0x8000 + 16_000);
        assertThat(ids(bob, there, RopGetPropertyIdsFromNames.CREATE, one)).containsExactly(0);
        bob.session.close();
        registerUpTo(0xFFFD);
        assertThat(ids(RopGetPropertyIdsFromNames.CREATE, one)).containsExactly(0xFFFE);
        assertThat(client.error(folder, new RopGetPropertyIdsFromNames.Request(0, 0,
                RopGetPropertyIdsFromNames.CREATE,
                List.of(PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "more")))))
                .isEqualTo(ErrorCodes.OutOfMemory);
    }

    private void registerUpTo(int last) {
        fixture.database.<Integer>write(sql -> {
            long first = 1 + sql.number("SELECT MAX(property_id) FROM named_property"
                    + " WHERE mailbox_id = ?", 0x8000, mailbox.info().mailboxId());
            return sql.update("INSERT INTO named_property"
                    + " (mailbox_id, property_id, property_set, lid, name)"
                    + " WITH RECURSIVE n(i) AS (SELECT CAST(? AS INTEGER) UNION ALL"
                    + " SELECT i + 1 FROM n WHERE i < ?) SELECT ?, i, ?, i, '' FROM n",
                    Math.max(first, 0x8001), last, mailbox.info().mailboxId(),
                    PropertySets.PS_PUBLIC_STRINGS.toString());
        });
    }

    private List<Integer> ids(int flags, PropertyName... names) {
        return ids(client, folder, flags, names);
    }

    private static List<Integer> ids(RopClient client, int object, int flags,
            PropertyName... names) {
        return client.ask(object,
                new RopGetPropertyIdsFromNames.Request(0, 0, flags, List.of(names)),
                RopGetPropertyIdsFromNames.Response.class).propertyIds();
    }

    @Test
    void refusesPropertiesOfTables() {
        int table = client.contents(folder, 0);
        assertThat(client.error(table, new RopGetPropertiesList.Request(0, 0)))
                .isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(77_777, new RopGetPropertiesList.Request(0, 0)))
                .isEqualTo(ErrorCodes.NullObject);
    }

    @Test
    void changesPermissions() {
        Binary bob = new EntryId.AddressBook(0, fixture.bob.entry().legacyDN()).encode();
        modify(0, new PermissionData(PermissionData.ROW_ADD,
                List.of(PropertyValue.of(PropertyTags.PidTagEntryId, bob),
                        PropertyValue.of(PropertyTags.PidTagMemberRights,
                                Rights.READ_ANY | Rights.FOLDER_VISIBLE))));
        List<Permission> now = mailbox.read(snapshot -> snapshot.permissions(inbox));
        assertThat(now).contains(new Permission(fixture.bob.guid(),
                Rights.READ_ANY | Rights.FOLDER_VISIBLE));
        assertThat(members()).anySatisfy(row -> {
            assertThat(row.value(1)).isEqualTo(fixture.bob.display());
            assertThat(row.value(2)).isEqualTo(Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        });
        PropertyValue member = PropertyValue.of(PropertyTags.PidTagMemberId, fixture.bob.id());
        modify(0, new PermissionData(PermissionData.ROW_MODIFY, List.of(member,
                PropertyValue.of(PropertyTags.PidTagMemberRights, Rights.FOLDER_VISIBLE))));
        now = mailbox.read(snapshot -> snapshot.permissions(inbox));
        assertThat(now).contains(new Permission(fixture.bob.guid(), Rights.FOLDER_VISIBLE));
        modify(0, new PermissionData(PermissionData.ROW_REMOVE, List.of(member)));
        now = mailbox.read(snapshot -> snapshot.permissions(inbox));
        assertThat(now).noneMatch(each -> each.principal().equals(fixture.bob.guid()));
        // MS-OXCPERM §3.2.5.2: who is not there is passed over.
        modify(0, new PermissionData(PermissionData.ROW_REMOVE, List.of(member)),
                new PermissionData(PermissionData.ROW_MODIFY,
                        List.of(PropertyValue.of(PropertyTags.PidTagMemberId, 123_456L),
                                PropertyValue.of(PropertyTags.PidTagMemberRights, 1))));
        assertThat(mailbox.read(snapshot -> snapshot.permissions(inbox)).equals(now)).isTrue();
        assertThat(client.error(folder, modifyRequest(0, new PermissionData(
                PermissionData.ROW_ADD,
                List.of(PropertyValue.of(PropertyTags.PidTagEntryId,
                        Binary.wrap(new byte[24])),
                        PropertyValue.of(PropertyTags.PidTagMemberRights, 1))))))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, new RopOpenStream.Request(0, 0, 1,
                PropertyTags.PidTagSecurityDescriptorAsXml, RopOpenStream.READ_ONLY)))
                .isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(folder, modifyRequest(0x80)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(logon, modifyRequest(0))).isEqualTo(ErrorCodes.NotSupported);
    }

    /// MS-OXCPERM §2.2.2.1: all but the default user's are replaced.
    @Test
    void replacesPermissions() {
        mailbox.<Boolean>write(change -> {
            change.setPermissions(inbox, List.of(new Permission(Permission.DEFAULT, 0x400),
                    new Permission(Permission.ANONYMOUS, 0x401),
                    new Permission(fixture.bob.guid(), 0x401)));
            return true;
        });
        Binary alice = new EntryId.AddressBook(0, fixture.alice.entry().legacyDN()).encode();
        modify(RopModifyPermissions.REPLACE_ROWS, new PermissionData(PermissionData.ROW_ADD,
                List.of(PropertyValue.of(PropertyTags.PidTagEntryId, alice),
                        PropertyValue.of(PropertyTags.PidTagMemberRights, 0x403))));
        List<Permission> now = mailbox.read(snapshot -> snapshot.permissions(inbox));
        assertThat(now).containsExactlyInAnyOrder(new Permission(Permission.DEFAULT, 0x400),
                new Permission(fixture.alice.guid(), 0x403));
        // Entries can only be added then.
        PropertyValue member = PropertyValue.of(PropertyTags.PidTagMemberId, fixture.alice.id());
        PropertyValue rights = PropertyValue.of(PropertyTags.PidTagMemberRights, 0x401);
        assertThat(client.error(folder, modifyRequest(RopModifyPermissions.REPLACE_ROWS,
                new PermissionData(PermissionData.ROW_MODIFY, List.of(member, rights)))))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, modifyRequest(RopModifyPermissions.REPLACE_ROWS,
                new PermissionData(PermissionData.ROW_REMOVE, List.of(member)))))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(mailbox.read(snapshot -> snapshot.permissions(inbox)).equals(now)).isTrue();
        modify(0, new PermissionData(PermissionData.ROW_ADD,
                List.of(PropertyValue.of(PropertyTags.PidTagMemberId, -1L),
                        PropertyValue.of(PropertyTags.PidTagEntryId, Binary.EMPTY), rights)));
        assertThat(mailbox.read(snapshot -> snapshot.permissions(inbox))
                .contains(new Permission(Permission.ANONYMOUS, 0x401))).isTrue();
    }

    /// MS-OXCPERM §3.2.5.1 and §3.2.5.2.
    @Test
    void whoMayNotSeeThePermissionsIsToldWhenTheRowsAreAskedFor() {
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.READ_ANY);
        RopClient other = fixture.client(fixture.bob);
        int open = other.open(other.logon(fixture.alice), inbox);
        other.ask(open, new RopGetPermissionsTable.Request(0, 0, 1, 0),
                RopGetPermissionsTable.Response.class);
        int table = other.handle(1);
        other.columns(table, PropertyTags.PidTagMemberName);
        assertThat(other.error(table, new RopQueryRows.Request(0, 0, 0, true, 10)))
                .isEqualTo(ErrorCodes.AccessDenied);
        assertThat(other.error(open, modifyRequest(0))).isEqualTo(ErrorCodes.AccessDenied);
        other.session.close();
    }

    /// MS-OXCPRPT §3.2.5.3 to §3.2.5.6: as with those that are replicated.
    @Test
    void setsAndDeletesPropertiesThatAreNotReplicated() {
        PropertyTag tag = PropertyTags.PidTagComment;
        assertThat(client.ask(folder, new RopSetPropertiesNoReplicate.Request(0, 0,
                List.of(PropertyValue.of(tag, "kept"),
                        PropertyValue.of(PropertyTags.PidTagContentCount, 7))),
                RopSetPropertiesNoReplicate.Response.class).propertyProblems())
                .extracting(each -> each.error()).containsExactly(ErrorCodes.AccessDenied);
        assertThat(mailbox.read(s -> s.folderProperties(inbox)).getString(tag))
                .isEqualTo("kept");
        int message = client.create(folder, inbox);
        client.ask(message, new RopSetPropertiesNoReplicate.Request(0, 0,
                List.of(PropertyValue.of(PropertyTags.PidTagSubject, "one"))),
                RopSetPropertiesNoReplicate.Response.class);
        long id = client.save(message);
        assertThat(mailbox.read(s -> s.content(id)).properties()
                .getString(PropertyTags.PidTagSubject)).isEqualTo("one");
        assertThat(client.ask(folder, new RopDeletePropertiesNoReplicate.Request(0, 0,
                List.of(tag, PropertyTags.PidTagContentCount)),
                RopDeletePropertiesNoReplicate.Response.class).propertyProblems())
                .extracting(each -> each.error()).containsExactly(ErrorCodes.AccessDenied);
        assertThat(mailbox.read(s -> s.folderProperties(inbox)).contains(tag)).isFalse();
    }

    /// MS-OXCFOLD §2.2.2.2.1.5.
    @Test
    void foldersSayWhatTheyAre() {
        assertThat(get(folder, PropertyTags.PidTagFolderFlags).value(0)).isEqualTo(1 | 4);
        int finder = client.open(logon, RopFixture.folder(mailbox, SpecialFolder.FINDER));
        assertThat(get(finder, PropertyTags.PidTagFolderFlags).value(0)).isEqualTo(4);
        assertThat(get(folder, PropertyTags.PidTagLocalCommitTime).value(0)).isNotNull();
    }

    @Test
    void foldersOfATableSayWhatTheyAreToo() {
        long below = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("below")))
                .folderId();
        List<PropertyTag> columns = List.of(PropertyTags.PidTagFolderFlags,
                PropertyTags.PidTagDisplayName);
        assertThat(client.rows(client.hierarchy(folder, 0), columns).getFirst().value(0))
                .isEqualTo(1 | 4);
        // Who does not see the folders above is told as well.
        RopFixture.grant(mailbox, below, fixture.bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopClient bob = fixture.client(fixture.bob);
        int opened = bob.open(bob.logon(fixture.alice), below);
        PropertyRow row = PropertyRow.read(bob.ask(opened,
                new RopGetPropertiesSpecific.Request(0, 0, 0, true,
                        List.of(PropertyTags.PidTagFolderFlags)),
                RopGetPropertiesSpecific.Response.class).rowData().reader(),
                List.of(PropertyTags.PidTagFolderFlags), RopClient.FORMAT);
        assertThat(row.value(0)).isEqualTo(1 | 4);
        bob.session.close();
    }

    private static int number(PropertyRow row, int column) {
        return row.value(column) instanceof Integer number ? number : -1;
    }

    /// MS-OXCFOLD §2.2.2.2.1.8, 9, 13 to 15.
    @Test
    void foldersSayWhenTheyWereChanged() {
        List<PropertyTag> asked = List.of(PropertyTags.PidTagLocalCommitTimeMax,
                PropertyTags.PidTagHierRev, PropertyTags.PidTagHierarchyChangeNumber,
                PropertyTags.PidTagDeletedCountTotal);
        PropertyRow before = get(folder, asked.toArray(PropertyTag[]::new));
        long id = RopFixture.add(mailbox, inbox, "a message");
        mailbox.deleteMessages(inbox, new int[]{mailbox
                .read(s -> s.message(id, Set.of())).uid()}, false);
        mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("below")));
        PropertyRow after = get(folder, asked.toArray(PropertyTag[]::new));
        assertThat((Instant) after.value(0))
                .isAfter((Instant) before.value(0));
        assertThat((Instant) after.value(1))
                .isAfter((Instant) before.value(1));
        assertThat(after.value(2)).isEqualTo(number(before, 2) + 1);
        assertThat(after.value(3)).isEqualTo(number(before, 3) + 1);
        for (PropertyTag each : asked) {
            assertThat(set(folder, new PropertyValue(each, Objects.requireNonNull(
                    after.value(asked.indexOf(each))))).propertyProblems()).hasSize(1);
        }
    }

    private RopRequest modifyRequest(int flags, PermissionData... rows) {
        return new RopModifyPermissions.Request(0, 0, flags, List.of(rows));
    }

    private void modify(int flags, PermissionData... rows) {
        client.ask(folder, modifyRequest(flags, rows), RopModifyPermissions.Response.class);
    }

    private List<PropertyRow> members() {
        List<PropertyTag> columns = List.of(PropertyTags.PidTagMemberId,
                PropertyTags.PidTagMemberName, PropertyTags.PidTagMemberRights);
        client.ask(folder, new RopGetPermissionsTable.Request(0, 0, 1, 0),
                RopGetPermissionsTable.Response.class);
        return client.rows(client.handle(1), columns);
    }
}
