package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.database.DatabaseConfiguration;
import org.rialto.database.TestEngine;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrder;
import org.rialto.mapi.SortOrderSet;
import org.rialto.store.table.FolderContents;
import org.rialto.store.table.FolderViews;
import org.rialto.store.table.Table;

/// Two server processes on one PostgreSQL store: each hears what the other writes, and neither makes
/// the other wait for more than it must. (SQLite has one process.)
class SharedStoreTest {
    private final DatabaseConfiguration.Postgres configuration;
    private final StoreFixture here;
    private final StoreFixture there;
    private final Mailbox mailbox;
    private final Mailbox same;
    private final long inbox;
    private final BlockingQueue<StoreEvent> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger overflows = new AtomicInteger();

    SharedStoreTest(@TempDir Path directory) {
        configuration = (DatabaseConfiguration.Postgres) TestEngine.POSTGRES
                .configuration(directory);
        here = new StoreFixture(TestEngine.POSTGRES, directory);
        there = new StoreFixture(TestEngine.POSTGRES, directory);
        mailbox = here.mailbox();
        same = there.store.open(mailbox.info().mailboxId(), Access.SYSTEM);
        inbox = StoreFixture.inbox(mailbox);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private StoreEvent next() throws InterruptedException {
        StoreEvent event = heard.poll(60, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return java.util.Objects.requireNonNull(event);
    }

    /// Until messages get through in both directions.
    private void isListening() throws InterruptedException {
        try (Subscription ignored = same.subscribe(heard::add, overflows::incrementAndGet)) {
            for (int i = 0; i < 600; i++) {
                here.add(mailbox, inbox, "ping");
                if (heard.poll(100, TimeUnit.MILLISECONDS) != null) {
                    break;
                }
            }
            // What comes after the last of them is not of them.
            int last = here.add(mailbox, inbox, "the last").uid();
            while (!(next() instanceof StoreEvent.MessageCreated event && event.uid() == last)) {
                // It is on its way.
            }
        }
        heard.clear();
        overflows.set(0);
    }

    @Test
    void hearsWhatTheOtherWritesInOrder() throws Exception {
        isListening();
        try (Subscription ignored = same.subscribe(heard::add, overflows::incrementAndGet)) {
            List<Integer> uids = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                uids.add(here.add(mailbox, inbox, "m" + i).uid());
            }
            mailbox.write(change -> change.deleteMessages(inbox, new int[]{uids.getFirst()},
                    true));
            for (int uid : uids) {
                assertThat(next()).isInstanceOfSatisfying(StoreEvent.MessageCreated.class,
                        event -> assertThat(event.uid()).isEqualTo(uid));
            }
            assertThat(next()).isInstanceOfSatisfying(StoreEvent.MessagesDeleted.class,
                    event -> assertThat(event.uids()).containsExactly(uids.getFirst()));
            // Its own it hears once.
            there.add(same, inbox, "own");
            assertThat(next()).isInstanceOf(StoreEvent.MessageCreated.class);
            assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
            assertThat(overflows).hasValue(0);
        }
    }

    @Test
    void looksAgainWhenThereIsTooMuchToSay() throws Exception {
        isListening();
        int last = here.add(mailbox, inbox, "last").uid();
        for (int i = 0; i < 2500; i += 500) {
            mailbox.write(change -> {
                for (int k = 0; k < 500; k++) {
                    change.addMessage(inbox, StoreFixture.message("m", null));
                }
                return 0;
            });
        }
        Thread.sleep(500);
        CountDownLatch overflowed = new CountDownLatch(1);
        try (Subscription ignored = same.subscribe(heard::add, overflowed::countDown)) {
            mailbox.write(change -> change.changeFlags(inbox,
                    IntStream.range(last + 1, last + 2400).toArray(),
                    FlagChange.set(MessageFlags.READ)));
            assertThat(overflowed.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatItRemembersOfAFolderIsNeverOld() {
        here.add(mailbox, inbox, "one");
        FolderViews views = new FolderViews();
        Table table = new Table(new FolderContents(same, inbox, false, views));
        table.sort(SortOrderSet.of(SortOrder.ascending(PropertyTags.PidTagSubject)));
        assertThat(table.queryRows(10, true, false)).hasSize(1);
        assertThat(same.read(snapshot -> snapshot.index(inbox)).count()).isEqualTo(1);
        for (int i = 2; i < 20; i++) {
            here.add(mailbox, inbox, "m" + i);
            int count = i;
            assertThat(same.read(snapshot -> snapshot.index(inbox)).count()).isEqualTo(count);
            Table again = new Table(new FolderContents(same, inbox, false, views));
            again.sort(SortOrderSet.of(SortOrder.ascending(PropertyTags.PidTagSubject)));
            assertThat(again.queryRows(100, true, false)).hasSize(count);
            mailbox.write(change -> change.changeFlags(inbox, new int[]{1},
                    count % 2 == 0
                            ? FlagChange.set(MessageFlags.READ)
                            : FlagChange.clear(MessageFlags.READ)));
            assertThat(same.read(snapshot -> snapshot.index(inbox)).flags()[0]
                    & MessageFlags.READ).isEqualTo(count % 2 == 0 ? MessageFlags.READ : 0);
        }
    }

    @Test
    void looksAgainWhenItsConnectionWasLost() throws Exception {
        isListening();
        CountDownLatch overflowed = new CountDownLatch(2);
        Subscription one = same.subscribe(heard::add, overflowed::countDown);
        Subscription other = mailbox.subscribe(heard::add, overflowed::countDown);
        try (Connection connection = DriverManager.getConnection(configuration.url(), "postgres",
                ""); Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'rialto-listen'");
        }
        assertThat(overflowed.await(60, TimeUnit.SECONDS)).isTrue();
        one.close();
        other.close();
        isListening();
    }

    /// Many who wait for one busy mailbox hold no connection meanwhile.
    @Test
    void aBusyMailboxDoesNotStopTheOthers(@TempDir Path elsewhere) throws Exception {
        DatabaseConfiguration.Postgres plain = (DatabaseConfiguration.Postgres) TestEngine.POSTGRES
                .configuration(elsewhere);
        try (Database small = Database.open(new DatabaseConfiguration.Postgres(plain.url(),
                plain.user(), plain.password(), 4));
                Store store = Store.open(small, StoreConfiguration.in(elsewhere))) {
            Mailbox busy = open(store);
            Mailbox free = open(store);
            long busyInbox = StoreFixture.inbox(busy);
            long freeInbox = StoreFixture.inbox(free);
            CountDownLatch holding = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            threads.add(Thread.ofVirtual().start(() -> busy.write(change -> {
                change.addMessage(busyInbox, StoreFixture.message("slow", null));
                holding.countDown();
                awaitQuietly(goOn);
                return 0;
            })));
            holding.await();
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 30; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    busy.write(change -> change.addMessage(busyInbox,
                            StoreFixture.message("waits", null)));
                    done.incrementAndGet();
                }));
            }
            Thread.sleep(300);
            for (int i = 0; i < 10; i++) {
                free.write(change -> change.addMessage(freeInbox,
                        StoreFixture.message("goes on", null)));
            }
            assertThat(done).hasValue(0);
            goOn.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(done).hasValue(30);
            assertThat(busy.read(snapshot -> snapshot.folder(busyInbox)).contentCount())
                    .isEqualTo(31);
        }
    }

    /// Units that take several mailboxes never wait for each other for ever.
    @Test
    void unitsOfSeveralMailboxesNeverBlockEachOther(@TempDir Path elsewhere) throws Exception {
        List<Mailbox> boxes = List.of(mailbox, here.mailbox(), here.mailbox());
        List<Thread> threads = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 12; i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> {
                Random random = new Random(number);
                for (int round = 0; round < 10; round++) {
                    long[] ids = boxes.stream().mapToLong(box -> ((SqlMailbox) box).mailboxId())
                            .filter(id -> random.nextInt(3) > 0).sorted().toArray();
                    here.database.write(sql -> {
                        for (long id : ids) {
                            here.store.join(sql, id, Access.SYSTEM).reserveCounters(1);
                        }
                        return null;
                    });
                    done.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
        assertThat(done).hasValue(120);
    }

    private static Mailbox open(Store store) {
        MailboxInfo info = store.createMailbox(new NewMailbox(UUID.randomUUID(),
                MailboxKind.PRIVATE, "Somebody", MailboxInfo.Quota.UNLIMITED));
        return store.open(info.mailboxId(), Access.SYSTEM);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void saysEventsAsTheyAre() throws SQLException {
        List<StoreEvent> all = List.of(
                new StoreEvent.MessageCreated(7, 1, 2, 3, 4, true, false),
                new StoreEvent.MessageModified(7, 1, 2, 3, 4),
                new StoreEvent.MessageCopied(7, 1, 2, 3, 4, true),
                new StoreEvent.FolderCreated(7, 1, 2), new StoreEvent.FolderModified(7, 1),
                new StoreEvent.FolderDeleted(7, 1, 2, List.of()),
                new StoreEvent.FolderDeleted(7, 1, 2, List.of(
                        new Permission(StoreFixture.OWNER, 3),
                        new Permission(Permission.ANONYMOUS, 0))),
                new StoreEvent.FolderMoved(7, 1, 2, 3),
                new StoreEvent.FolderCopied(7, 1, 2, 3, 4),
                new StoreEvent.NewMail(7, 1, 2),
                new StoreEvent.SearchComplete(7, 1L << 39));
        for (StoreEvent event : all) {
            assertThat(RemoteEvents.decode(7, RemoteEvents.encode(event))).containsExactly(event);
        }
        assertThat(RemoteEvents.decode(7, RemoteEvents.encode(
                new StoreEvent.MessagesDeleted(7, 1, new int[]{1, 5}, new long[]{8, 9}, 4))
                + "|" + RemoteEvents.encode(new StoreEvent.FlagsChanged(7, 1, new int[]{3}, 4))))
                .satisfiesExactly(
                        first -> assertThat(((StoreEvent.MessagesDeleted) first).messageIds())
                                .containsExactly(8, 9),
                        second -> assertThat(((StoreEvent.FlagsChanged) second).uids())
                                .containsExactly(3));
        for (String bad : Set.of("", "|", "c1", "q1,2", "p", "px", "f1,2..3,4",
                "p99999999999999999999")) {
            if (!bad.isEmpty()) {
                assertThatThrownBy(() -> RemoteEvents.decode(7, bad)).as(bad)
                        .isInstanceOf(MalformedDataException.class);
            }
        }
    }
}
