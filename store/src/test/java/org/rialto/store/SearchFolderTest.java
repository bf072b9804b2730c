package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.store.StoreFixture.inbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.store.search.IndexedText;
import org.rialto.store.table.FolderContents;
import org.rialto.store.table.FolderViews;
import org.rialto.store.table.Table;

/// Search folders: they show the messages that match, wherever those are, and follow them.
@ParameterizedClass
@EnumSource(TestEngine.class)
class SearchFolderTest {
    private static final Restriction UNREAD = new Restriction.BitMask(false,
            PropertyTags.PidTagMessageFlags, 1);
    private final StoreFixture fixture;
    private Mailbox mailbox;
    private final long inbox;
    private final long sub;
    private final long found;

    SearchFolderTest(TestEngine engine, @TempDir Path directory) {
        fixture = new StoreFixture(engine, directory);
        mailbox = fixture.mailbox();
        inbox = inbox(mailbox);
        sub = mailbox.write(c -> c.createFolder(inbox, NewFolder.generic("Sub")).folderId());
        found = mailbox.write(c -> c.createFolder(c.folder(SpecialFolder.FINDER).folderId(),
                new NewFolder(FolderType.SEARCH, "Found", null,
                        new org.rialto.mapi.PropertyBag()))
                .folderId());
    }

    @AfterEach
    void close() { fixture.close(); }

    private static Restriction contains(PropertyTag tag, String part) {
        return Restriction.content(
                new FuzzyLevel(FuzzyLevel.SUBSTRING, FuzzyLevel.IGNORE_CASE), tag, part);
    }

    private void search(Restriction restriction) { search(restriction, true, false, true); }

    private void search(Restriction restriction, boolean recursive, boolean isStatic,
            boolean indexed) {
        SearchCriteria criteria = new SearchCriteria(restriction, List.of(inbox), recursive,
                isStatic, indexed);
        mailbox.write(change -> {
            change.setSearchCriteria(found, criteria);
            return null;
        });
        update();
    }

    private void update() { fixture.store.updateSearchFolders(mailbox.info().mailboxId()); }

    private List<String> subjects() { return subjects(mailbox); }

    /// By the index, by ranges and by a table: all the same.
    private List<String> subjects(Mailbox by) {
        update();
        List<String> subjects = by.read(snapshot -> {
            FolderIndex index = snapshot.index(found);
            List<MessageRow> rows = snapshot.messages(found, 1, Integer.MAX_VALUE,
                    Integer.MAX_VALUE, Set.of(MessagePart.PROPERTIES));
            assertThat(rows.stream().mapToInt(MessageRow::uid).toArray())
                    .isEqualTo(Arrays.copyOf(index.uids(), index.count()));
            assertThat(rows.stream().mapToInt(MessageRow::flags).toArray())
                    .isEqualTo(Arrays.copyOf(index.flags(), index.count()));
            return rows.stream().map(row -> row.properties()
                    .getString(PropertyTags.PidTagSubject, "")).sorted().toList();
        });
        Table table = new Table(new FolderContents(by, found, false, new FolderViews()));
        table.sort(SortOrderSet.of(SortOrder.ascending(PropertyTags.PidTagSubject)));
        List<@Nullable Object> shown = new ArrayList<>();
        table.values(table.queryRows(1_000, true, false)).forEach(row -> shown
                .add(row == null ? "gone" : row.get(PropertyTags.PidTagSubject)));
        assertThat(shown).isEqualTo(subjects);
        return subjects;
    }

    private Folder folder() { return mailbox.read(s -> s.folder(found)); }

    private SearchState.Status status() {
        return mailbox.read(s -> s.searchCriteria(found)).orElseThrow().status();
    }

    private void read(long folderId, int... uids) {
        mailbox.write(c -> c.changeFlags(folderId, uids, FlagChange.set(MessageFlags.READ)));
    }

    @Test
    void showsWhatMatchesAndFollowsIt() {
        Change.Added first = fixture.add(mailbox, inbox, "first");
        fixture.add(mailbox, sub, "second");
        search(UNREAD);
        assertThat(status()).isEqualTo(SearchState.Status.COMPLETE);
        assertThat(subjects()).containsExactly("first", "second");
        assertThat(folder().contentCount()).isEqualTo(2);
        assertThat(folder().unreadCount()).isEqualTo(2);

        long before = folder().contentsChangeNumber();
        read(inbox, first.uid());
        fixture.add(mailbox, sub, "third");
        assertThat(subjects()).containsExactly("second", "third");
        FolderChanges changes = mailbox.read(s -> s.changesSince(found, before));
        assertThat(changes.deletedMessageIds()).containsExactly(first.messageId());
        assertThat(changes.changedUids()).containsExactly(3);
        assertThat(folder().unreadCount()).isEqualTo(2);
        assertThat(folder().contentSize()).isEqualTo(mailbox.read(s -> s.messages(found, 1, 99, 99,
                Set.of())).stream().mapToLong(MessageRow::size).sum());

        mailbox.write(c -> c.deleteMessages(sub, new int[]{1}, false));
        assertThat(subjects()).containsExactly("third");
        mailbox.write(c -> c.moveMessages(sub, new int[]{2}, inbox));
        assertThat(subjects()).containsExactly("third");
        assertThat(mailbox.read(s -> s.messages(found, 1, 99, 99, Set.of())).getFirst()
                .folderId()).isEqualTo(inbox);
        assertThat(folder().contentCount()).isOne();
    }

    @Test
    void followsByItselfAndTellsWhenItIsComplete() throws Exception {
        BlockingQueue<StoreEvent> events = new LinkedBlockingQueue<>();
        fixture.add(mailbox, inbox, "one");
        try (Subscription subscription = mailbox.subscribe(event -> {
            if (event.folderId() == found) {
                events.add(event);
            }
        }, () -> {})) {
            SearchCriteria criteria = new SearchCriteria(UNREAD, List.of(inbox), false, false,
                    false);
            mailbox.write(change -> {
                change.setSearchCriteria(found, criteria);
                return null;
            });
            assertThat(next(events)).isInstanceOf(StoreEvent.FolderModified.class);
            assertThat(next(events)).isInstanceOf(StoreEvent.MessageCreated.class);
            assertThat(next(events)).isInstanceOf(StoreEvent.SearchComplete.class);
            Change.Added two = fixture.add(mailbox, inbox, "two");
            assertThat(next(events)).isInstanceOfSatisfying(StoreEvent.MessageCreated.class,
                    event -> assertThat(event.messageId()).isEqualTo(two.messageId()));
            read(inbox, 1);
            assertThat(next(events)).isInstanceOf(StoreEvent.MessagesDeleted.class);
            assertThat(subscription).isNotNull();
        }
    }

    private static StoreEvent next(BlockingQueue<StoreEvent> events) throws InterruptedException {
        StoreEvent event = events.poll(60, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return java.util.Objects.requireNonNull(event);
    }

    @Test
    void whatCameWhileTheServerWasDownIsFoundAfterwards() {
        search(UNREAD);
        long mailboxId = mailbox.info().mailboxId();
        fixture.store.close();
        // Another server's commits, without search folders of its own to follow.
        mailbox.write(c -> c.addMessage(inbox, StoreFixture.message("meanwhile", null)));
        fixture.reopen();
        mailbox = fixture.store.open(mailboxId, Access.SYSTEM);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (mailbox.read(s -> s.index(found)).count() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(mailbox.read(s -> s.index(found)).count()).isOne();
    }

    @Test
    void newCriteriaTakeThePlaceOfTheOld() {
        fixture.add(mailbox, inbox, "apple");
        fixture.add(mailbox, sub, "banana");
        fixture.add(mailbox, sub, "apple pie");
        search(contains(PropertyTags.PidTagSubject, "APPLE"));
        assertThat(subjects()).containsExactly("apple", "apple pie");
        search(contains(PropertyTags.PidTagSubject, "a"), false, false, false);
        assertThat(subjects()).containsExactly("apple");
        search(contains(PropertyTags.PidTagSubject, "banana"));
        assertThat(subjects()).containsExactly("banana");
        SearchState state = mailbox.read(s -> s.searchCriteria(found)).orElseThrow();
        assertThat(state.criteria()).isEqualTo(new SearchCriteria(
                contains(PropertyTags.PidTagSubject, "banana"), List.of(inbox), true, false,
                true));
    }

    @Test
    void aStaticSearchOnlyLosesMessages() {
        fixture.add(mailbox, inbox, "one");
        fixture.add(mailbox, inbox, "two");
        search(UNREAD, true, true, false);
        fixture.add(mailbox, inbox, "three");
        read(inbox, 1);
        assertThat(subjects()).containsExactly("one", "two");
        assertThat(folder().unreadCount()).isOne();
        mailbox.write(c -> c.deleteMessages(inbox, new int[]{2}, true));
        assertThat(subjects()).containsExactly("one");
    }

    @Test
    void aStoppedSearchStaysAsItIs() {
        fixture.add(mailbox, inbox, "one");
        search(UNREAD);
        mailbox.write(c -> {
            c.stopSearch(found);
            return null;
        });
        fixture.add(mailbox, inbox, "two");
        assertThat(subjects()).containsExactly("one");
        assertThat(status()).isEqualTo(SearchState.Status.STOPPED);
        search(UNREAD);
        assertThat(subjects()).containsExactly("one", "two");
    }

    @Test
    void foldersThatComeAndGoAreFollowed() {
        fixture.add(mailbox, sub, "in sub");
        search(UNREAD);
        long deeper = mailbox
                .write(c -> c.createFolder(sub, NewFolder.generic("Deeper")).folderId());
        fixture.add(mailbox, deeper, "deeper");
        assertThat(subjects()).containsExactly("deeper", "in sub");
        long sent = mailbox.read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
        mailbox.write(c -> {
            c.moveFolder(deeper, sent, "Deeper");
            return null;
        });
        assertThat(subjects()).containsExactly("in sub");
        mailbox.write(c -> {
            c.deleteFolder(sub, true);
            return null;
        });
        assertThat(subjects()).isEmpty();
        assertThat(folder().contentCount()).isZero();
        mailbox.write(c -> {
            c.deleteFolder(found, true);
            return null;
        });
        assertThatThrownBy(() -> mailbox.read(s -> s.searchCriteria(found)))
                .isInstanceOf(MailError.NotFound.class);
        update();
    }

    @Test
    void bodiesAreLookedForInTheFullTextIndex() {
        Change.Added one = fixture.add(mailbox, inbox, "one");
        Change.Added two = fixture.add(mailbox, inbox, "two");
        index(one, "the quick brown fox");
        search(Restriction.or(contains(PropertyTags.PidTagBody, "brown"),
                Restriction.equal(PropertyTags.PidTagSubject, "certainly")));
        assertThat(subjects()).containsExactly("one");
        fixture.add(mailbox, inbox, "certainly");
        assertThat(subjects()).containsExactly("certainly", "one");
        index(two, "brownie");
        assertThat(subjects()).containsExactly("certainly", "one", "two");
        search(Restriction.not(contains(PropertyTags.PidTagBody, "quick")));
        assertThat(subjects()).containsExactly("two");
    }

    private void index(Change.Added message, String body) {
        mailbox.write(c -> {
            c.indexText(message.messageId(), message.changeNumber(),
                    new IndexedText("", "", "", body));
            return null;
        });
    }

    @Test
    void nobodySeesWhatHeMayNotRead() {
        fixture.add(mailbox, inbox, "secret");
        fixture.add(mailbox, sub, "shared");
        search(UNREAD);
        UUID bob = UUID.randomUUID();
        int rights = Rights.READ_ANY | Rights.FOLDER_VISIBLE;
        mailbox.write(c -> {
            c.setPermissions(found, List.of(new Permission(bob, rights | Rights.FOLDER_OWNER)));
            c.setPermissions(sub, List.of(new Permission(bob, rights)));
            return null;
        });
        Mailbox bobs = fixture.store.open(mailbox.info().mailboxId(),
                new Access(bob, false, Set.of(bob)));
        assertThat(subjects(bobs)).containsExactly("shared");
        assertThat(subjects()).containsExactly("secret", "shared");
        SearchCriteria criteria = new SearchCriteria(UNREAD, List.of(inbox), true, false, false);
        assertThatThrownBy(() -> bobs.write(c -> {
            c.setSearchCriteria(found, criteria);
            return null;
        })).isInstanceOf(MailError.class);
    }

    @Test
    void refusesWhatMakesNoSense() {
        search(UNREAD);
        boolean known = mailbox.read(s -> s.searchCriteria(inbox).isPresent());
        assertThat(known).isFalse();
        refused(inbox, List.of(sub));
        refused(found, List.of());
        refused(found, List.of(found));
        assertThatThrownBy(() -> mailbox.write(c -> c.deleteMessages(found, new int[]{1}, true)))
                .isInstanceOf(MailError.Invalid.class);
    }

    private void refused(long folderId, List<Long> scope) {
        SearchCriteria criteria = new SearchCriteria(UNREAD, scope, true, false, false);
        assertThatThrownBy(() -> mailbox.write(c -> {
            c.setSearchCriteria(folderId, criteria);
            return null;
        })).isInstanceOf(MailError.Invalid.class);
    }

    @Test
    void manyMessagesAreFoundInSteps() {
        BlobRef mime = fixture.blob("Subject: x\r\n\r\n");
        mailbox.write(c -> {
            for (int i = 0; i < 700; i++) {
                c.addMessage(inbox, StoreFixture.message(i % 2 == 0 ? "even" : "odd", mime));
            }
            return null;
        });
        search(Restriction.equal(PropertyTags.PidTagSubject, "even"));
        assertThat(subjects()).hasSize(350).containsOnly("even");
        mailbox.write(c -> c.changeFlags(inbox, uids(700), FlagChange.set(MessageFlags.READ)));
        assertThat(subjects()).hasSize(350);
        assertThat(folder().unreadCount()).isZero();
    }

    private static int[] uids(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count).toArray();
    }
}
