package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.FileTime;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.store.table.FixedRows;
import org.rialto.store.table.FolderContents;
import org.rialto.store.table.FolderHierarchy;
import org.rialto.store.table.FolderViews;
import org.rialto.store.table.RowMemory;
import org.rialto.store.table.Table;
import org.rialto.store.table.TableRow;

/// Tables over what is in a store: which values rows have, and that a view that is kept looks only
/// at what changed.
class FolderContentsTest extends InNewMailbox {
    private static final SortOrderSet BY_SUBJECT = SortOrderSet
            .of(SortOrder.ascending(PropertyTags.PidTagSubject));
    private static final SortOrderSet BY_SIZE = SortOrderSet
            .of(SortOrder.descending(PropertyTags.PidTagMessageSize));
    private final FolderViews views = new FolderViews();

    private Table table(SortOrderSet order) {
        Table table = new Table(new FolderContents(mailbox, inbox, false, views));
        table.sort(order);
        return table;
    }

    private static List<@Nullable Object> column(Table table, PropertyTag tag) {
        table.seek(Table.Origin.BEGINNING, 0);
        List<TableRow> rows = table.queryRows(table.rowCount(), true, false);
        List<@Nullable Object> values = new ArrayList<>();
        for (PropertySource row : table.values(rows)) {
            values.add(row == null ? "gone" : row.get(tag));
        }
        return values;
    }

    private List<@Nullable Object> subjects(Table table) {
        return column(table, PropertyTags.PidTagSubject);
    }

    private static @Nullable Object first(Table table, PropertyTag tag) {
        return column(table, tag).getFirst();
    }

    @Test
    void rowsHaveTheirStateAndTheirStoredProperties() {
        Change.Added added = fixture.add(mailbox, inbox, "hello");
        mailbox.write(change -> change.changeFlags(inbox, new int[]{added.uid()},
                FlagChange.set(MessageFlags.READ | MessageFlags.FLAGGED | MessageFlags.ANSWERED
                        | MessageFlags.MARKED_DELETED)));
        Table table = table(BY_SUBJECT);
        MessageRow row = mailbox.read(s -> s.message(added.messageId(), Set.of()));
        assertThat(first(table, PropertyTags.PidTagSubject)).isEqualTo("hello");
        assertThat(first(table, PropertyTags.PidTagMessageFlags)).isEqualTo(0x403);
        assertThat(first(table, PropertyTags.PidTagRead)).isEqualTo(true);
        assertThat(first(table, PropertyTags.PidTagFlagStatus)).isEqualTo(2);
        assertThat(first(table, PropertyTags.PidTagLastVerbExecuted)).isEqualTo(102);
        assertThat(first(table, PropertyTags.PidTagMessageStatus)).isEqualTo(8);
        assertThat(first(table, PropertyTags.PidTagHasAttachments)).isEqualTo(false);
        assertThat(first(table, PropertyTags.PidTagMessageDeliveryTime))
                .isEqualTo(StoreFixture.RECEIVED);
        assertThat(first(table, PropertyTags.PidTagLastModificationTime))
                .isEqualTo(FileTime.toInstant(row.modified())).isNotEqualTo(row.saved());
        assertThat(first(table, PropertyTags.PidTagMessageSize)).isEqualTo((int) row.size());
        assertThat(first(table, PropertyTags.PidTagMessageSizeExtended)).isEqualTo(row.size());
        ObjectIds ids = new ObjectIds(mailbox.info());
        assertThat(first(table, PropertyTags.PidTagMid))
                .isEqualTo(ids.messageId(added.messageId()));
        assertThat(first(table, PropertyTags.PidTagChangeNumber))
                .isEqualTo(ids.messageId(row.contentChangeNumber()));
        assertThat(first(table, PropertyTags.PidTagSourceKey))
                .isEqualTo(ids.key(added.messageId()));
        assertThat(first(table, PropertyTags.PidTagEntryId))
                .isEqualTo(ids.messageEntryId(inbox, added.messageId()));
        assertThat(first(table, PropertyTags.PidTagComment)).isNull();
    }

    @Test
    void aFlagThatWasCompletedIsTheStoredOne() {
        NewMessage message = fixture.message("done");
        message.content().properties().set(PropertyTags.PidTagFlagStatus, 1);
        mailbox.write(change -> change.addMessage(inbox, message));
        assertThat(first(table(BY_SUBJECT), PropertyTags.PidTagFlagStatus)).isEqualTo(1);
    }

    @Test
    void sortsByStateWithoutReadingBags() {
        assertThat(MessageValues.parts(Set.of(PropertyTags.PidTagMessageSize,
                PropertyTags.PidTagMessageDeliveryTime, PropertyTags.PidTagMid))).isEmpty();
        assertThat(MessageValues.parts(Set.of(PropertyTags.PidTagSubject)))
                .containsExactly(MessagePart.PROPERTIES);
        for (String subject : List.of("a", "a longer one", "mid one")) {
            fixture.add(mailbox, inbox, subject);
        }
        assertThat(subjects(table(BY_SIZE))).containsExactly("a longer one", "mid one", "a");
    }

    @Test
    void associatedMessagesHaveTheirOwnTable() {
        NewMessage normal = fixture.message("normal");
        fixture.add(mailbox, inbox, "normal");
        NewMessage associated = new NewMessage(normal.content(), true, 0, Set.of(),
                StoreFixture.RECEIVED, null, null);
        mailbox.write(change -> change.addMessage(inbox, associated));
        assertThat(table(BY_SUBJECT).rowCount()).isOne();
        Table table = new Table(new FolderContents(mailbox, inbox, true, views));
        assertThat(column(table, PropertyTags.PidTagMessageFlags)).containsExactly(0x42);
    }

    @Test
    void restrictionsLookAtRecipientsToo() {
        fixture.add(mailbox, inbox, "to Bob");
        Table table = table(BY_SUBJECT);
        table.restrict(new Restriction.SubObject(PropertyTags.PidTagMessageRecipients,
                Restriction.content(new FuzzyLevel(FuzzyLevel.PREFIX, FuzzyLevel.IGNORE_CASE),
                        PropertyTags.PidTagDisplayName, "bo")));
        assertThat(table.rowCount()).isOne();
        table.restrict(new Restriction.SubObject(PropertyTags.PidTagMessageRecipients,
                Restriction.equal(PropertyTags.PidTagDisplayName, "Carol")));
        assertThat(table.rowCount()).isZero();
    }

    @Test
    void aTableThatIsToldOfChangesFollowsThem() {
        long b = fixture.add(mailbox, inbox, "b").messageId();
        Table table = table(BY_SUBJECT);
        Table restricted = table(BY_SUBJECT);
        restricted.restrict(Restriction.exist(PropertyTags.PidTagSubject));
        assertThat(restricted.rowCount()).isOne();
        assertThat(table.rowCount()).isOne();
        long a = fixture.add(mailbox, inbox, "a").messageId();
        assertThat(table.refresh(a)).isTrue();
        assertThat(restricted.refresh(a)).isTrue();
        assertThat(subjects(table)).containsExactly("a", "b");
        assertThat(subjects(restricted)).containsExactly("a", "b");
        mailbox.write(change -> change.deleteMessages(inbox, new int[]{1}, false));
        assertThat(table.refresh(b)).isTrue();
        assertThat(restricted.refresh(b)).isTrue();
        assertThat(table.refresh(b)).isFalse();
        assertThat(subjects(table)).containsExactly("a");
        assertThat(subjects(restricted)).containsExactly("a");
    }

    @Test
    void rightsAreAskedForBySharedViewsToo() {
        fixture.add(mailbox, inbox, "mine");
        assertThat(table(BY_SUBJECT).rowCount()).isOne();
        UUID bob = UUID.randomUUID();
        Mailbox bobs = fixture.store.open(mailbox.info().mailboxId(),
                new Access(bob, false, Set.of(bob)));
        assertThatThrownBy(() -> new FolderContents(bobs, inbox, false, views))
                .isInstanceOf(MailError.class);
        grant(bob, Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        Table table = new Table(new FolderContents(bobs, inbox, false, views));
        table.sort(BY_SUBJECT);
        assertThat(table.rowCount()).isOne();
        assertThat(views.examinedRows()).isOne();
        grant(bob, 0);
        table.sort(BY_SUBJECT);
        assertThatThrownBy(table::rowCount).isInstanceOf(MailError.class);
    }

    private void grant(UUID principal, int rights) {
        mailbox.write(change -> {
            change.setPermissions(inbox, List.of(new Permission(principal, rights)));
            return null;
        });
    }

    @Test
    void hierarchyHasChildrenOrAllBelow() {
        long tree = mailbox.read(s -> s.folder(SpecialFolder.IPM_SUBTREE).folderId());
        long sub = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("Sub")).folderId());
        mailbox.write(c -> {
            c.setFolderProperties(sub, new PropertyBag().set(PropertyTags.PidTagComment, "mine"),
                    Set.of());
            return null;
        });
        Table children = new Table(new FolderHierarchy(mailbox, tree, false));
        assertThat(column(children, PropertyTags.PidTagDisplayName)).contains("Inbox")
                .doesNotContain("Sub");
        Table deep = new Table(new FolderHierarchy(mailbox, tree, true));
        deep.restrict(Restriction.equal(PropertyTags.PidTagDisplayName, "Sub"));
        assertThat(column(deep, PropertyTags.PidTagDepth)).containsExactly(2);
        assertThat(column(deep, PropertyTags.PidTagComment)).containsExactly("mine");
        assertThat(column(deep, PropertyTags.PidTagParentFolderId))
                .containsExactly(new ObjectIds(mailbox.info()).folderId(inbox));
        flagsTakeOneLook(tree);
        flagsTakeOneLook(mailbox.read(s -> s.folder(tree)).parentId());
        mailbox.write(c -> {
            c.deleteFolder(sub, true);
            return null;
        });
        assertThat(deep.refresh(sub)).isTrue();
        assertThat(deep.rowCount()).isZero();
    }

    /// PidTagFolderFlags: in the IPM subtree, a generic folder.
    private void flagsTakeOneLook(long folderId) {
        FolderHierarchy below = new FolderHierarchy(mailbox, folderId, true);
        List<PropertySource> rows = new ArrayList<>();
        long before = fixture.database.counters().numbers().reads();
        below.forEach(Set.of(PropertyTags.PidTagFolderFlags), (row, id) -> rows.add(row));
        Map<Object, Object> flags = new HashMap<>();
        rows.forEach(row -> flags.put(Objects.requireNonNull(
                row.get(PropertyTags.PidTagDisplayName)),
                Objects.requireNonNull(
                        row.get(PropertyTags.PidTagFolderFlags))));
        assertThat(fixture.database.counters().numbers().reads() - before).isEqualTo(1);
        assertThat(flags).containsEntry("Inbox", 1 | 4).containsEntry("Sub", 1 | 4);
        if (flags.containsKey("Finder")) {
            assertThat(flags).containsEntry("Finder", 4);
        }
    }

    @Test
    void attachmentsAreATable() {
        Attachment attachment = new Attachment(3,
                new PropertyBag().set(PropertyTags.PidTagAttachLongFilename, "a.txt"),
                new AttachmentData.Inline(new byte[7]));
        Table attachments = new Table(
                new FixedRows(Map.of(3L, new AttachmentValues(attachment))));
        assertThat(column(attachments, PropertyTags.PidTagAttachNumber)).containsExactly(3);
        assertThat(column(attachments, PropertyTags.PidTagAttachSize)).containsExactly(7);
    }

    @Test
    void viewsThatAreNotUsedMakeRoom() {
        for (int i = 0; i < 10; i++) {
            fixture.add(mailbox, inbox, "message " + i);
        }
        FolderViews small = new FolderViews(4_000);
        for (SortOrderSet order : List.of(BY_SUBJECT, BY_SIZE)) {
            Table table = new Table(new FolderContents(mailbox, inbox, false, small));
            table.sort(order);
            assertThat(table.rowCount()).isEqualTo(10);
            assertThat(small.keptBytes()).isBetween(1_600L, 4_000L);
        }
        assertThat(small.examinedRows()).isEqualTo(20);
    }

    @Test
    void rowsHoldMemoryWhileTheyAreShownOrKept() {
        for (int i = 0; i < 10; i++) {
            fixture.add(mailbox, inbox, "message " + i);
        }
        FolderViews none = new FolderViews(0, 100L << 20);
        List<Table> open = new ArrayList<>();
        for (SortOrderSet order : List.of(BY_SUBJECT, BY_SIZE)) {
            Table table = new Table(new FolderContents(mailbox, inbox, false, none),
                    none.memory());
            table.sort(order);
            assertThat(table.rowCount()).isEqualTo(10);
            open.add(table);
        }
        assertThat(none.keptBytes()).isZero();
        assertThat(none.memory().heldBytes()).isBetween(1_000L, 10_000L);
        open.forEach(Table::close);
        assertThat(none.memory().heldBytes()).isZero();
        assertThat(open.getFirst().rowCount()).isEqualTo(10);
    }

    @Test
    void tablesThatShowTheSameRowsHoldThemOnce() {
        for (int i = 0; i < 10; i++) {
            fixture.add(mailbox, inbox, "message " + i);
        }
        FolderViews all = new FolderViews(100L << 20, 100L << 20);
        RowMemory session = all.memory().within(10L << 20, IllegalStateException::new);
        List<Table> open = new ArrayList<>();
        long one = 0;
        for (int i = 0; i < 3; i++) {
            Table table = new Table(new FolderContents(mailbox, inbox, false, all), session);
            table.sort(BY_SUBJECT);
            assertThat(table.rowCount()).isEqualTo(10);
            open.add(table);
            one = i == 0 ? session.heldBytes() : one;
            assertThat(session.heldBytes()).isEqualTo(one).isPositive();
        }
        open.get(0).close();
        open.get(1).close();
        assertThat(session.heldBytes()).isEqualTo(one);
        open.get(2).close();
        assertThat(session.heldBytes()).isZero();
    }

    @Test
    void whatARefusedViewHasNotTakenInItTakesInLater() {
        fixture.add(mailbox, inbox, "message 0");
        FolderViews views = new FolderViews(100L << 20, 100L << 20);
        Table table = new Table(new FolderContents(mailbox, inbox, false, views),
                views.memory());
        table.sort(BY_SUBJECT);
        assertThat(table.rowCount()).isEqualTo(1);
        RowMemory.Share others = views.memory().share();
        others.hold((100L << 20) - views.memory().heldBytes());
        long[] ids = IntStream.range(0, 1_200)
                .mapToLong(i -> fixture.add(mailbox, inbox, "more " + i).messageId()).toArray();
        assertThatThrownBy(() -> table.refresh(ids)).isInstanceOf(MailError.Unavailable.class);
        others.close();
        assertThat(table.rowCount()).isEqualTo(1_201);
        assertThat(table(BY_SUBJECT).rowCount()).isEqualTo(1_201);
    }

    @Test
    void rowsThatWouldHoldTooMuchAreRefusedAndLeaveNothing() {
        for (int i = 0; i < 10; i++) {
            fixture.add(mailbox, inbox, "message " + i);
        }
        FolderViews few = new FolderViews(0, 600);
        Table table = new Table(new FolderContents(mailbox, inbox, false, few), few.memory());
        for (SortOrderSet order : List.of(BY_SUBJECT, SortOrderSet.NONE)) {
            table.sort(order);
            assertThatThrownBy(table::rowCount).isInstanceOf(MailError.Unavailable.class);
            assertThat(few.memory().heldBytes()).isZero();
        }
        table.restrict(new Restriction.Exist(PropertyTags.PidTagSubject));
        assertThatThrownBy(table::rowCount).isInstanceOf(MailError.Unavailable.class);
        assertThat(few.memory().heldBytes()).isZero();
    }

    @Test
    void aViewOf2000MessagesLooksOnlyAtWhatChanged() { keptView(2_000); }

    @Test
    @Tag("long")
    void aViewOf100000MessagesLooksOnlyAtWhatChanged() { keptView(100_000); }

    private void keptView(int count) {
        fill(count);
        Table table = table(BY_SUBJECT);
        assertThat(table.rowCount()).isEqualTo(count);
        assertThat(views.examinedRows()).isEqualTo(count);
        TableRow first = table.queryRows(1, true, false).getFirst();
        assertThat(table.values(List.of(first)).getFirst()).isNotNull();
        assertThat(table.examinedRows()).isZero();

        Table again = table(BY_SUBJECT);
        assertThat(again.queryRows(50, true, true)).hasSize(50);
        assertThat(views.examinedRows()).isEqualTo(count);

        long zero = fixture.add(mailbox, inbox, "0 comes first").messageId();
        int[] flagged = {5, 6, 7};
        mailbox.write(c -> c.changeFlags(inbox, flagged, FlagChange.set(MessageFlags.READ)));
        mailbox.write(c -> c.deleteMessages(inbox, new int[]{8, 9}, true));
        Table now = table(BY_SUBJECT);
        assertThat(now.rowCount()).isEqualTo(count - 1);
        assertThat(now.queryRows(1, true, false)).containsExactly(
                new TableRow.Leaf(zero, 0, 0));
        assertThat(views.examinedRows()).isEqualTo(count + 4L);
        List<@Nullable Object> page = new ArrayList<>();
        now.values(now.queryRows(40, true, false))
                .forEach(row -> page.add(Objects.requireNonNull(row)
                        .get(PropertyTags.PidTagSubject)));
        assertThat(page).isSortedAccordingTo((a, b) -> String.valueOf(a)
                .compareTo(String.valueOf(b)));
    }

    private void fill(int count) {
        BlobRef mime = fixture.blob("Subject: none\r\n\r\n");
        for (int from = 0; from < count; from += 1_000) {
            int start = from;
            mailbox.write(change -> {
                for (int i = start; i < start + 1_000; i++) {
                    String subject = Integer.toHexString(i * 0x9E3779B9) + " subject";
                    change.addMessage(inbox, StoreFixture.message("s" + subject, mime));
                }
                return null;
            });
        }
    }
}
