package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.store.StoreFixture.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.MailError;

/// What is published after a commit, to whom, in what order.
class EventTest extends InNewMailbox {
    private final BlockingQueue<StoreEvent> heard = new LinkedBlockingQueue<>();

    private static void fail() { throw new AssertionError("overflowed"); }

    private StoreEvent next() {
        try {
            StoreEvent event = heard.poll(60, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsOfMessagesInOrder() {
        long mailboxId = mailbox.info().mailboxId();
        long sent = mailbox.read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
        try (Subscription ignored = mailbox.subscribe(heard::add, EventTest::fail)) {
            NewMessage message = fixture.message("new");
            Change.Added added = mailbox.write(c -> c.deliver(inbox, message));
            assertThat(next()).isEqualTo(new StoreEvent.MessageCreated(mailboxId, inbox,
                    added.messageId(), 1, added.changeNumber(), false, true));
            mailbox.write(c -> c.changeFlags(inbox, new int[]{1},
                    FlagChange.set(MessageFlags.READ)));
            assertThat(next()).isInstanceOfSatisfying(StoreEvent.FlagsChanged.class,
                    event -> assertThat(event.uids()).containsExactly(1));
            List<Change.Copied> moved = mailbox
                    .write(c -> c.moveMessages(inbox, new int[]{1}, sent));
            assertThat(next()).isEqualTo(new StoreEvent.MessageCopied(mailboxId, sent,
                    moved.getFirst().messageId(), inbox, added.messageId(), true));
            assertThat(next()).isInstanceOfSatisfying(StoreEvent.MessagesDeleted.class,
                    event -> assertThat(event.messageIds()).containsExactly(added.messageId()));
            assertThat(next()).isInstanceOf(StoreEvent.MessageCreated.class);
        }
        fixture.add(mailbox, inbox, "nobody listens");
        assertThat(heard).isEmpty();
    }

    @Test
    void tellsOfFolders() {
        long top = mailbox.read(s -> s.folder(SpecialFolder.IPM_SUBTREE).folderId());
        try (Subscription ignored = mailbox.subscribe(heard::add, EventTest::fail)) {
            Folder folder = mailbox.write(c -> c.createFolder(top, NewFolder.generic("x")));
            assertThat(next()).isInstanceOf(StoreEvent.FolderCreated.class);
            mailbox.write(c -> {
                c.moveFolder(folder.folderId(), inbox, "y");
                return null;
            });
            assertThat(next()).isInstanceOf(StoreEvent.FolderMoved.class);
            mailbox.write(c -> {
                c.deleteFolder(folder.folderId(), true);
                return null;
            });
            assertThat(next()).isInstanceOf(StoreEvent.FolderDeleted.class);
        }
    }

    @Test
    void tellsNothingOfWhatWasRolledBack() {
        try (Subscription ignored = mailbox.subscribe(heard::add, EventTest::fail)) {
            NewMessage message = fixture.message("no");
            assertThatThrownBy(() -> mailbox.write(c -> {
                c.deliver(inbox, message);
                throw new MailError.Invalid("no");
            })).isInstanceOf(MailError.Invalid.class);
            Change.Added added = fixture.add(mailbox, inbox, "yes");
            assertThat(next()).isInstanceOfSatisfying(StoreEvent.MessageCreated.class,
                    event -> assertThat(event.messageId()).isEqualTo(added.messageId()));
        }
    }

    @Test
    void tellsThatAFolderWentOnlyWhoMightSeeIt() {
        UUID bob = new UUID(7, 7);
        Mailbox other = fixture.store.open(mailbox.info().mailboxId(),
                new Access(bob, false, Set.of(bob)));
        long[] folders = mailbox.write(c -> {
            long top = c.folder(SpecialFolder.IPM_SUBTREE).folderId();
            long hidden = c.createFolder(top, NewFolder.generic("hidden")).folderId();
            long shown = c.createFolder(hidden, NewFolder.generic("shown")).folderId();
            c.setPermissions(shown, List.of(new Permission(bob, Rights.FOLDER_VISIBLE)));
            return new long[]{hidden, shown};
        });
        try (Subscription ignored = other.subscribe(heard::add, EventTest::fail)) {
            mailbox.<Boolean>write(c -> {
                c.deleteFolder(folders[0], true);
                return true;
            });
            assertThat(next()).isInstanceOfSatisfying(StoreEvent.FolderDeleted.class,
                    event -> assertThat(event.folderId()).isEqualTo(folders[1]));
            long inboxToo = mailbox.read(s -> s.folder(SpecialFolder.INBOX)).folderId();
            mailbox.<Boolean>write(c -> {
                c.setPermissions(inboxToo, List.of(new Permission(bob, Rights.READ_ANY)));
                return true;
            });
            assertThat(next().folderId()).isEqualTo(inboxToo);
        }
    }

    @Test
    void tellsEachOnlyWhatItMaySee() {
        UUID bob = new UUID(7, 7);
        Mailbox other = fixture.store.open(mailbox.info().mailboxId(),
                new Access(bob, false, Set.of(bob)));
        long sent = mailbox.read(s -> s.folder(SpecialFolder.SENT_ITEMS).folderId());
        mailbox.write(c -> {
            c.setPermissions(sent, List.of(new Permission(bob, Rights.READ_ANY)));
            return null;
        });
        try (Subscription ignored = other.subscribe(heard::add, EventTest::fail)) {
            fixture.add(mailbox, inbox, "secret");
            fixture.add(mailbox, sent, "shared");
            assertThat(next().folderId()).isEqualTo(sent);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void tellsAListenerToAllMailboxesOfEachInOrder() throws Exception {
        List<Mailbox> mailboxes = List.of(mailbox, fixture.mailbox(), fixture.mailbox());
        int each = 40;
        try (Subscription ignored = fixture.store.subscribe(heard::add, EventTest::fail)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Mailbox target = mailboxes.get(i % 3);
                long folderId = inbox(target);
                threads.add(Thread.startVirtualThread(() -> {
                    for (int n = 0; n < each; n++) {
                        fixture.add(target, folderId, "message " + n);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            long[] last = new long[mailboxes.size() + 1];
            for (int i = 0; i < 6 * each; i++) {
                StoreEvent.MessageCreated event = (StoreEvent.MessageCreated) next();
                int at = (int) event.mailboxId();
                assertThat(event.changeNumber()).isGreaterThan(last[at]);
                last[at] = event.changeNumber();
            }
        }
    }

    @Test
    void endsASubscriptionThatFallsBehind() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch overflowed = new CountDownLatch(1);
        try (Subscription ignored = mailbox.subscribe(event -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, overflowed::countDown)) {
            for (int unit = 0; unit < 11; unit++) {
                mailbox.write(c -> {
                    for (int i = 0; i < 500; i++) {
                        c.addMessage(inbox, StoreFixture.message("flood", null));
                    }
                    return null;
                });
            }
            assertThat(overflowed.getCount()).isEqualTo(1);
            release.countDown();
            assertThat(overflowed.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void keepsTheIndexInMemoryTrueUnderConcurrentChanges() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int worker = i;
            threads.add(Thread.startVirtualThread(() -> {
                for (int n = 0; n < 25; n++) {
                    Change.Added added = fixture.add(mailbox, inbox, "m");
                    mailbox.write(c -> c.changeFlags(inbox, new int[]{added.uid()},
                            FlagChange.set(MessageFlags.READ)));
                    if (n % 5 == worker % 5) {
                        mailbox.write(
                                c -> c.deleteMessages(inbox, new int[]{added.uid()}, true));
                    }
                    checkIndex();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        checkIndex();
        Folder folder = mailbox.read(s -> s.folder(inbox));
        assertThat(folder.contentCount()).isEqualTo(8 * 20);
        assertThat(folder.unreadCount()).isZero();
        mismatches.forEach(message -> assertThat(message).isEmpty());
    }

    private final java.util.Queue<String> mismatches = new java.util.concurrent.ConcurrentLinkedQueue<>();

    /// The index in memory is the one in the tables, in the same snapshot.
    private void checkIndex() {
        mailbox.read(s -> {
            FolderIndex index = s.index(inbox);
            List<MessageRow> rows = s.messages(inbox, 1, Integer.MAX_VALUE, Integer.MAX_VALUE,
                    Set.of());
            Folder folder = s.folder(inbox);
            boolean same = rows.size() == index.count() && folder.contentCount() == rows.size()
                    && folder.contentsChangeNumber() == index.contentsChangeNumber();
            for (int i = 0; same && i < rows.size(); i++) {
                MessageRow row = rows.get(i);
                same = row.uid() == index.uids()[i] && row.flags() == index.flags()[i]
                        && row.messageId() == index.messageIds()[i]
                        && row.changeNumber() == index.changeNumbers()[i];
            }
            if (!same) {
                mismatches.add("an index of " + index.count() + " for " + rows.size() + " rows");
            }
            return null;
        });
    }
}
