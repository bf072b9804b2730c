package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.protocols.rops.wire.folder.RopCreateFolder;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.notification.NotificationData.TableRow;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.table.RopQueryColumnsAll;
import org.rialto.protocols.rops.wire.table.RopQueryPosition;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopResetTable;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.store.FlagChange;
import org.rialto.store.Folder;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;

/// Events of tables. MS-OXCNOTIF §2.2.1.1.1, §3.1.4.3.
class TableNotificationTest extends AliceAtInbox {
    private static final PropertyTag SUBJECT = PropertyTags.PidTagSubject;
    private static final PropertyTag NAME = PropertyTags.PidTagDisplayName;
    private long b;
    private long d;

    @BeforeEach
    void open() {
        b = RopFixture.add(mailbox, inbox, "b");
        d = RopFixture.add(mailbox, inbox, "d");
    }

    /// Of the subjects in order, which the client has looked at.
    private int table(int flags) {
        int table = client.contents(folder, flags);
        client.columns(table, SUBJECT);
        client.sort(table, SortOrderSet.of(SortOrder.ascending(SUBJECT)));
        view(table);
        return table;
    }

    private void view(int table) {
        client.ask(table, new RopQueryRows.Request(0, 0, 0, true, 100),
                RopQueryRows.Response.class);
    }

    private List<NotificationData> next(int table, int count) {
        return client.notifications(count).stream().map(each -> {
            assertThat(each.notificationHandle()).isEqualTo(table);
            return each.data();
        }).toList();
    }

    private TableRow row(long messageId) {
        return new TableRow(Ids.folder(inbox), Ids.message(messageId), 0);
    }

    private static Binary data(String text) {
        ByteWriter out = new ByteWriter(64);
        PropertyRow.of(List.of(SUBJECT), tag -> text).write(out, List.of(SUBJECT),
                RopClient.FORMAT);
        return Binary.wrap(out.toByteArray());
    }

    private int uid(long messageId) {
        return mailbox.read(s -> s.message(messageId, Set.of())).uid();
    }

    private void rename(long messageId, String subject) {
        long changeNumber = mailbox.read(s -> s.message(messageId, Set.of()))
                .contentChangeNumber();
        mailbox.<Long>write(change -> change.saveMessage(messageId, changeNumber,
                new MessageContent(new PropertyBag().set(SUBJECT, subject), List.of(),
                        List.of())));
    }

    @Test
    void tellsOfRowsThatComeChangeMoveAndGoWithTheColumnsThatAreSet() {
        int table = table(0);
        long c = RopFixture.add(mailbox, inbox, "c");
        assertThat(next(table, 1)).containsExactly(
                new NotificationData.TableRowAdded(row(c), row(b), data("c"), false));
        long a = RopFixture.add(mailbox, inbox, "a");
        assertThat(next(table, 1)).containsExactly(new NotificationData.TableRowAdded(row(a),
                TableRow.none(true), data("a"), false));
        mailbox.changeFlags(inbox, new int[]{uid(b)}, FlagChange.set(MessageFlags.READ));
        assertThat(next(table, 1)).containsExactly(
                new NotificationData.TableRowModified(row(b), row(a), data("b"), false));
        rename(b, "e");
        assertThat(next(table, 1)).containsExactly(
                new NotificationData.TableRowModified(row(b), row(d), data("e"), false));
        mailbox.deleteMessages(inbox, new int[]{uid(c)}, false);
        assertThat(next(table, 1)).containsExactly(
                new NotificationData.TableRowDeleted(row(c), false));
    }

    @Test
    void tellsNothingBeforeTheClientLookedAtTheRowsOrAfterItBeganAnew() {
        int table = client.contents(folder, 0);
        client.columns(table, SUBJECT);
        client.sort(table, SortOrderSet.of(SortOrder.ascending(SUBJECT)));
        RopFixture.add(mailbox, inbox, "c");
        client.ask(table, new RopQueryPosition.Request(0, 0), RopQueryPosition.Response.class);
        long e = RopFixture.add(mailbox, inbox, "e");
        assertThat(next(table, 1)).containsExactly(
                new NotificationData.TableRowAdded(row(e), row(d), data("e"), false));
        client.ask(table, new RopResetTable.Request(0, 0), RopResetTable.Response.class);
        client.columns(table, SUBJECT);
        RopFixture.add(mailbox, inbox, "f");
        client.ask(table, new RopQueryColumnsAll.Request(0, 0),
                RopQueryColumnsAll.Response.class);
        long g = RopFixture.add(mailbox, inbox, "g");
        assertThat(next(table, 1)).singleElement()
                .isInstanceOfSatisfying(NotificationData.TableRowAdded.class,
                        added -> assertThat(added.row()).isEqualTo(row(g)));
    }

    @Test
    void tellsNothingOfATableThatWantsNoNotifications() {
        table(RopGetContentsTable.NO_NOTIFICATIONS);
        int told = table(0);
        RopFixture.add(mailbox, inbox, "c");
        assertThat(client.notifications(1)).extracting(RopNotify.Response::notificationHandle)
                .containsExactly(told);
        assertThat(client.session.notifications().isEmpty()).isTrue();
    }

    @Test
    void tellsOfManyChangesAtOnceThatTheTableChanged() {
        int table = table(0);
        mailbox.<Boolean>write(change -> {
            for (int i = 0; i < 150; i++) {
                change.addMessage(inbox, new NewMessage(
                        new MessageContent(new PropertyBag(), List.of(), List.of()), false, 0,
                        Set.of(), RopFixture.RECEIVED, null, null));
            }
            return true;
        });
        assertThat(client.notifications(1)).extracting(RopNotify.Response::data)
                .contains(new NotificationData.TableChanged(true, false));
        assertThat(client.ask(table, new RopQueryPosition.Request(0, 0),
                RopQueryPosition.Response.class).denominator()).isEqualTo(152);
    }

    @Test
    void tellsOfRowsWithoutColumnsThatTheTableChanged() {
        int table = client.contents(folder, 0);
        client.ask(table, new RopQueryPosition.Request(0, 0), RopQueryPosition.Response.class);
        RopFixture.add(mailbox, inbox, "c");
        assertThat(next(table, 1))
                .containsExactly(new NotificationData.TableChanged(true, false));
    }

    @Test
    void tellsOfCategoriesAndTheirRows() {
        int table = client.contents(folder, 0);
        client.columns(table, SUBJECT);
        client.sort(table, new SortOrderSet(List.of(SortOrder.ascending(SUBJECT)), 1, 1));
        view(table);
        long first = RopFixture.add(mailbox, inbox, "b");
        List<NotificationData> told = next(table, 2);
        assertThat(told.get(0)).isInstanceOfSatisfying(NotificationData.TableRowModified.class,
                header -> {
                    assertThat(RowValues.category(id(header.row().messageId()))).isPositive();
                    assertThat(header.rowData()).isEqualTo(data("b"));
                });
        assertThat(told.get(1)).isEqualTo(
                new NotificationData.TableRowAdded(row(first), row(b), data("b"), false));
        mailbox.deleteMessages(inbox, new int[]{uid(d)}, true);
        assertThat(next(table, 2)).allMatch(NotificationData.TableRowDeleted.class::isInstance)
                .contains(new NotificationData.TableRowDeleted(row(d), false));
    }

    private static long id(@Nullable MessageId messageId) {
        return messageId == null ? 0 : messageId.toLong();
    }

    @Test
    void tellsOfFolders() {
        int table = client.hierarchy(folder, 0);
        client.columns(table, NAME);
        view(table);
        Folder sub = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("sub")));
        Folder deeper = mailbox
                .write(c -> c.createFolder(sub.folderId(), NewFolder.generic("deeper")));
        TableRow name = new TableRow(Ids.folder(sub.folderId()), null, 0);
        List<NotificationData> told = new ArrayList<>(next(table, 1));
        assertThat(told.getFirst()).isEqualTo(new NotificationData.TableRowAdded(name,
                TableRow.none(false), data("sub"), false));
        mailbox.<Boolean>write(c -> {
            c.deleteFolder(deeper.folderId(), true);
            c.deleteFolder(sub.folderId(), true);
            return true;
        });
        while (!told.contains(new NotificationData.TableRowDeleted(name, false))) {
            told.addAll(next(table, 1));
        }
        assertThat(told).noneMatch(each -> each instanceof NotificationData.TableRowAdded added
                && added.row().folderId().equals(Ids.folder(deeper.folderId())));
    }

    /// MS-OXCFOLD §2.2.1.13.1, SuppressesNotifications: others' changes are told, and all are shown.
    @Test
    void doesNotTellAClientWhatItDidToTheFoldersItself() {
        int table = client.hierarchy(folder, RopGetHierarchyTable.SUPPRESSES_NOTIFICATIONS);
        client.columns(table, NAME);
        view(table);
        client.ask(folder, new RopCreateFolder.Request(0, 0, 1, RopCreateFolder.GENERIC_FOLDER,
                true, false, 0, "own", ""), RopCreateFolder.Response.class);
        Folder theirs = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("theirs")));
        TableRow name = new TableRow(Ids.folder(theirs.folderId()), null, 0);
        assertThat(next(table, 1)).first().isInstanceOfSatisfying(
                NotificationData.TableRowAdded.class,
                added -> assertThat(added.row()).isEqualTo(name));
        client.ask(table, new RopSeekRow.Request(0, 0, 0, 0, false), RopSeekRow.Response.class);
        assertThat(client.rows(table, List.of(NAME))).extracting(row -> row.value(0))
                .containsExactlyInAnyOrder("own", "theirs");
    }

    @Test
    void tellsOfFoldersAtAnyDepth() {
        int table = client.hierarchy(folder, RopGetHierarchyTable.DEPTH);
        client.columns(table, NAME);
        view(table);
        Folder sub = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("sub")));
        Folder deeper = mailbox
                .write(c -> c.createFolder(sub.folderId(), NewFolder.generic("deeper")));
        List<NotificationData> told = new ArrayList<>();
        while (told.stream().noneMatch(each -> each instanceof NotificationData.TableRowAdded added
                && added.row().folderId().equals(Ids.folder(deeper.folderId())))) {
            told.addAll(next(table, 1));
        }
    }

    @Test
    void twoTablesOfOneFolderAreEachToldOnce() {
        int first = table(0);
        int second = table(0);
        for (int i = 0; i < 5; i++) {
            long added = RopFixture.add(mailbox, inbox, "c" + i);
            assertThat(client.notifications(2)).allSatisfy(each -> assertThat(each.data())
                    .isInstanceOfSatisfying(NotificationData.TableRowAdded.class,
                            row -> assertThat(row.row()).isEqualTo(row(added))))
                    .extracting(RopNotify.Response::notificationHandle)
                    .containsExactlyInAnyOrder(first, second);
        }
    }
}
