package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.protocols.rops.wire.notification.RopRegisterNotification.NEW_MAIL;
import static org.rialto.protocols.rops.wire.notification.RopRegisterNotification.OBJECT_COPIED;
import static org.rialto.protocols.rops.wire.notification.RopRegisterNotification.OBJECT_CREATED;
import static org.rialto.protocols.rops.wire.notification.RopRegisterNotification.OBJECT_DELETED;
import static org.rialto.protocols.rops.wire.notification.RopRegisterNotification.OBJECT_MODIFIED;
import static org.rialto.protocols.rops.wire.notification.RopRegisterNotification.OBJECT_MOVED;
import static org.rialto.protocols.rops.wire.notification.RopRegisterNotification.SEARCH_COMPLETED;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.folder.RopCopyFolder;
import org.rialto.protocols.rops.wire.folder.RopMoveFolder;
import org.rialto.protocols.rops.wire.notification.NotificationData.Origin;
import org.rialto.protocols.rops.wire.notification.NotificationData.Subject;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.notification.RopPending;
import org.rialto.protocols.rops.wire.notification.RopRegisterNotification;
import org.rialto.protocols.rops.wire.transport.RopTransportNewMail;
import org.rialto.store.Change;
import org.rialto.store.FlagChange;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.MessageContent;
import org.rialto.store.MessageFlags;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.SearchCriteria;
import org.rialto.store.SpecialFolder;

/// Events of objects. MS-OXCNOTIF §2.2.1.1, §2.2.1.4.1.2.
class NotificationTest extends AliceAtInbox {
    private static final int ALL = NEW_MAIL | OBJECT_CREATED | OBJECT_DELETED | OBJECT_MODIFIED
            | OBJECT_MOVED | OBJECT_COPIED | SEARCH_COMPLETED;
    private long drafts;

    @BeforeEach
    void open() { drafts = RopFixture.folder(mailbox, SpecialFolder.DRAFTS); }

    private int register(int types, RopRegisterNotification.@Nullable Scope scope) {
        client.ask(logon, new RopRegisterNotification.Request(0, 0, 1, types, scope),
                RopRegisterNotification.Response.class);
        return client.handle(1);
    }

    private static RopRegisterNotification.Scope scope(long folderId, long messageId) {
        return new RopRegisterNotification.Scope(Ids.folder(folderId),
                messageId == 0 ? MessageId.ofLong(0) : Ids.message(messageId));
    }

    private List<NotificationData> next(int subscription, int count) {
        return client.notifications(count).stream().map(each -> {
            assertThat(each.notificationHandle()).isEqualTo(subscription);
            assertThat(each.logonId()).isZero();
            return each.data();
        }).toList();
    }

    private long deliver(String subject) {
        PropertyBag properties = new PropertyBag().set(PropertyTags.PidTagSubject, subject)
                .set(PropertyTags.PidTagMessageClass, "IPM.Note.Rialto");
        NewMessage message = new NewMessage(new MessageContent(properties, List.of(), List.of()),
                false, 0, Set.of(), RopFixture.RECEIVED, null, null);
        return mailbox.write(change -> change.deliver(inbox, message)).messageId();
    }

    private int uid(long messageId) {
        return mailbox.read(s -> s.message(messageId, Set.of())).uid();
    }

    private static Subject message(long folderId, long messageId) {
        return Subject.message(Ids.folder(folderId), Ids.message(messageId));
    }

    private static NotificationData.ObjectModified counts(long folderId, @Nullable Integer total,
            int unread) {
        return new NotificationData.ObjectModified(Ids.folder(folderId), null, false, List.of(),
                total, unread);
    }

    private static NotificationData.ObjectModified modified(long folderId, long messageId) {
        return new NotificationData.ObjectModified(Ids.folder(folderId), Ids.message(messageId),
                false, List.of(), null, null);
    }

    @Test
    void tellsOfNewMailByClassAndFlags() {
        int subscription = register(NEW_MAIL, null);
        long messageId = deliver("hello");
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.NewMail(
                Ids.folder(inbox), Ids.message(messageId), 0x02, true, "IPM.Note.Rialto"));
    }

    /// MS-OXOMSG §2.2.5.5.
    @Test
    void tellsOfMailThatAClientsOwnTransportBrought() {
        long messageId = RopFixture.add(mailbox, inbox, "brought");
        int subscription = register(NEW_MAIL, null);
        RopRequest brought = new RopTransportNewMail.Request(0, 0, Ids.message(messageId),
                Ids.folder(inbox), "IPM.Note", 0);
        client.ask(logon, brought, RopTransportNewMail.Response.class);
        assertThat(next(subscription, 1)).singleElement().isInstanceOfSatisfying(
                NotificationData.NewMail.class, told -> assertThat(told.messageId())
                        .isEqualTo(Ids.message(messageId)));
        assertThat(client.error(logon, new RopTransportNewMail.Request(0, 0,
                Ids.message(messageId), Ids.folder(RopFixture.folder(mailbox,
                        SpecialFolder.DRAFTS)),
                "IPM.Note", 0))).isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(logon, new RopTransportNewMail.Request(0, 0,
                Ids.message(messageId + 99_999), Ids.folder(inbox), "IPM.Note", 0)))
                .isEqualTo(ErrorCodes.NotFound);
    }

    @Test
    void tellsACachedClientTheClassIn8BitCharacters() {
        client.session.setCached(true);
        int subscription = register(NEW_MAIL, scope(inbox, 0));
        long messageId = deliver("hello");
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.NewMail(
                Ids.folder(inbox), Ids.message(messageId), 0x02, false, "IPM.Note.Rialto"));
    }

    @Test
    void deliveredMailReachesTheQueueWithinMoments() throws InterruptedException {
        register(NEW_MAIL, null);
        long worst = 0;
        for (int i = 0; i < 20; i++) {
            Object told = new Object();
            boolean[] heard = new boolean[1];
            client.session.notifications().whenFilled(() -> {
                synchronized (told) {
                    heard[0] = true;
                    told.notifyAll();
                }
            });
            deliver("hello " + i);
            long start = System.nanoTime();
            synchronized (told) {
                while (!heard[0]) {
                    told.wait(1_000);
                    assertThat(System.nanoTime() - start).as("the carrier was told")
                            .isLessThan(60_000_000_000L);
                }
            }
            worst = Math.max(worst, System.nanoTime() - start);
            assertThat(client.session.notifications().isEmpty()).isFalse();
            client.notifications(1);
            assertThat(client.session.notifications().isEmpty()).isTrue();
        }
        assertThat(worst).as("nanoseconds from the commit").isLessThan(20_000_000_000L);
    }

    @Test
    void tellsOfMessagesCreatedModifiedAndDeleted() {
        int subscription = register(OBJECT_CREATED | OBJECT_MODIFIED | OBJECT_DELETED,
                scope(inbox, 0));
        long id = RopFixture.add(mailbox, inbox, "a");
        assertThat(next(subscription, 2)).containsExactly(
                new NotificationData.ObjectCreated(message(inbox, id), List.of()),
                counts(inbox, 1, 1));
        mailbox.changeFlags(inbox, new int[]{uid(id)}, FlagChange.set(MessageFlags.READ));
        assertThat(next(subscription, 2)).containsExactly(modified(inbox, id),
                counts(inbox, null, 0));
        long changeNumber = mailbox.read(s -> s.message(id, Set.of())).contentChangeNumber();
        mailbox.<Long>write(change -> change.saveMessage(id, changeNumber, new MessageContent(
                new PropertyBag().set(PropertyTags.PidTagSubject, "b"), List.of(), List.of())));
        assertThat(next(subscription, 1)).contains(modified(inbox, id));
        mailbox.deleteMessages(inbox, new int[]{uid(id)}, false);
        List<NotificationData> deleted = new ArrayList<>(next(subscription, 2));
        assertThat(deleted).contains(new NotificationData.ObjectDeleted(message(inbox, id)),
                counts(inbox, 0, 0));
        assertThat(deleted).noneMatch(NotificationData.ObjectCreated.class::isInstance);
    }

    @Test
    void tellsOfMovesAndCopiesAndNotAlsoOfWhatTheyMakeAndRemove() {
        long id = RopFixture.add(mailbox, inbox, "a");
        int subscription = register(ALL & ~OBJECT_MODIFIED, null);
        Change.Copied copied = mailbox.write(change -> change.copyMessages(inbox,
                new int[]{uid(change, id)}, drafts)).getFirst();
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.ObjectCopied(
                message(drafts, copied.messageId()),
                new Origin(Ids.folder(inbox), Ids.message(id), null)));
        Change.Copied moved = mailbox.write(change -> change.moveMessages(inbox,
                new int[]{uid(change, id)}, drafts)).getFirst();
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.ObjectMoved(
                message(drafts, moved.messageId()),
                new Origin(Ids.folder(inbox), Ids.message(id), null)));
        long last = RopFixture.add(mailbox, inbox, "b");
        assertThat(next(subscription, 1)).containsExactly(
                new NotificationData.ObjectCreated(message(inbox, last), List.of()));
    }

    private static int uid(Change change, long messageId) {
        return change.message(messageId, Set.of()).uid();
    }

    @Test
    void tellsOfFolders() {
        long top = RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE);
        int subscription = register(ALL, null);
        Folder folder = mailbox.write(c -> c.createFolder(top, NewFolder.generic("x")));
        FolderId id = Ids.folder(folder.folderId());
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.ObjectCreated(
                Subject.folder(id, Ids.folder(top)), List.of()));
        mailbox.<Boolean>write(c -> {
            c.setFolderProperties(folder.folderId(),
                    new PropertyBag().set(PropertyTags.PidTagComment, "y"), Set.of());
            return true;
        });
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.ObjectModified(id,
                null, false, List.of(), null, null));
        int source = client.open(logon, top);
        int target = client.open(logon, inbox);
        client.execute(List.of(source, target), new RopCopyFolder.Request(0, 0, 1, false, true,
                true, id, "copy"));
        long copy = mailbox.read(s -> s.child(inbox, "copy")).orElseThrow().folderId();
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.ObjectCopied(
                Subject.folder(Ids.folder(copy), Ids.folder(inbox)),
                new Origin(id, null, Ids.folder(top))));
        client.execute(List.of(source, target),
                new RopMoveFolder.Request(0, 0, 1, false, true, id, "x"));
        assertThat(next(subscription, 1)).containsExactly(new NotificationData.ObjectMoved(
                Subject.folder(id, Ids.folder(inbox)), new Origin(id, null, Ids.folder(top))));
        mailbox.<Boolean>write(c -> {
            c.deleteFolder(folder.folderId(), true);
            return true;
        });
        assertThat(next(subscription, 1)).containsExactly(
                new NotificationData.ObjectDeleted(Subject.folder(id, Ids.folder(inbox))));
    }

    @Test
    void tellsOfSearchesAndOfMessagesThatTheyFind() {
        long finder = RopFixture.folder(mailbox, SpecialFolder.FINDER);
        long existing = RopFixture.add(mailbox, inbox, "old");
        long search = mailbox.write(c -> c.createFolder(finder,
                new NewFolder(FolderType.SEARCH, "s", null, new PropertyBag()))).folderId();
        int subscription = register(SEARCH_COMPLETED | OBJECT_CREATED, scope(search, 0));
        Restriction any = new Restriction.Exist(PropertyTags.PidTagSubject);
        mailbox.<Boolean>write(c -> {
            c.setSearchCriteria(search, new SearchCriteria(any, List.of(inbox), false, false,
                    false));
            return true;
        });
        fixture.store.updateSearchFolders(mailbox.info().mailboxId());
        Subject found = new Subject(Ids.folder(inbox), Ids.message(existing), Ids.folder(search));
        assertThat(next(subscription, 2)).containsExactlyInAnyOrder(
                new NotificationData.ObjectCreated(found, List.of()),
                new NotificationData.SearchCompleted(Ids.folder(search)));
    }

    @Test
    void tellsOnlyOfTheMessageThatWasAskedFor() {
        long one = RopFixture.add(mailbox, inbox, "one");
        long other = RopFixture.add(mailbox, inbox, "other");
        int subscription = register(ALL, scope(inbox, one));
        mailbox.changeFlags(inbox, new int[]{uid(other)}, FlagChange.set(MessageFlags.READ));
        mailbox.changeFlags(inbox, new int[]{uid(one), uid(other)},
                FlagChange.set(MessageFlags.FLAGGED));
        assertThat(next(subscription, 1)).containsExactly(modified(inbox, one));
        mailbox.deleteMessages(inbox, new int[]{uid(one), uid(other)}, true);
        assertThat(next(subscription, 1)).containsExactly(
                new NotificationData.ObjectDeleted(message(inbox, one)));
    }

    @Test
    void tellsNothingOfOtherFoldersOrAfterItsRelease() {
        int subscription = register(OBJECT_CREATED, scope(drafts, 0));
        int released = register(OBJECT_CREATED, null);
        client.release(released);
        RopFixture.add(mailbox, inbox, "elsewhere");
        long here = RopFixture.add(mailbox, drafts, "here");
        assertThat(next(subscription, 1)).containsExactly(
                new NotificationData.ObjectCreated(message(drafts, here), List.of()));
        assertThat(client.session.notifications().isEmpty()).isTrue();
    }

    @Test
    void refusesAFolderThatIsNotThereAndAnObjectThatIsNotThere() {
        assertThat(client.error(logon,
                new RopRegisterNotification.Request(0, 0, 1, NEW_MAIL, scope(0x7FFF_FFFFL, 0))))
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(client.error(0x7777, new RopRegisterNotification.Request(0, 0, 1, NEW_MAIL,
                null))).isEqualTo(ErrorCodes.NullObject);
    }

    @Test
    void eachOfSeveralSubscriptionsIsTold() {
        int first = register(OBJECT_CREATED, null);
        int second = register(OBJECT_CREATED, scope(inbox, 0));
        RopFixture.add(mailbox, inbox, "a");
        assertThat(client.notifications(2)).extracting(RopNotify.Response::notificationHandle)
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void saysThatMoreIsPendingWhereThereIsNoRoom() {
        int subscription = register(OBJECT_CREATED, scope(inbox, 0));
        for (int i = 0; i < 40; i++) {
            RopFixture.add(mailbox, inbox, "m" + i);
        }
        await(() -> {
            List<RopResponse> first = client.execute(List.of(logon),
                    RopClient.options(200, false)).getFirst();
            boolean pending = first.getLast() instanceof RopPending.Response;
            if (pending) {
                assertThat(first.getLast()).isEqualTo(new RopPending.Response(1));
                assertThat(first).hasSizeGreaterThan(1);
                int left = 40 - (first.size() - 1);
                assertThat(next(subscription, left - told)).hasSize(left - told);
            } else {
                told += first.size();
            }
            return pending;
        });
        assertThat(client.session.notifications().isEmpty()).isTrue();
    }

    private int told;

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void keepsSoManyEventsAndTellsOfTheRestByCounts() {
        int subscription = register(OBJECT_CREATED | OBJECT_MODIFIED, scope(inbox, 0));
        int all = 620;
        mailbox.<Boolean>write(change -> {
            for (int i = 0; i < all; i++) {
                change.addMessage(inbox, new NewMessage(
                        new MessageContent(new PropertyBag(), List.of(), List.of()), false, 0,
                        Set.of(), RopFixture.RECEIVED, null, null));
            }
            return true;
        });
        await(() -> client.session.notifications().isEmpty() ? false : settled());
        List<NotificationData> heard = next(subscription, 501);
        assertThat(heard).filteredOn(NotificationData.ObjectCreated.class::isInstance)
                .hasSize(500);
        assertThat(heard.getLast()).isEqualTo(counts(inbox, all, all));
    }

    private static boolean settled() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Test
    void tellsWhoSharesAMailboxOnlyOfFoldersThatAreVisible() {
        RopFixture.grant(mailbox, inbox, fixture.bob, org.rialto.store.Rights.READ_ANY
                | org.rialto.store.Rights.FOLDER_VISIBLE);
        try (RopSession session = fixture.session(fixture.bob)) {
            RopClient bob = new RopClient(session);
            int shared = bob.logon(fixture.alice);
            bob.ask(shared, new RopRegisterNotification.Request(0, 0, 1, OBJECT_CREATED, null),
                    RopRegisterNotification.Response.class);
            RopFixture.add(mailbox, drafts, "secret");
            long seen = RopFixture.add(mailbox, inbox, "seen");
            assertThat(bob.notifications(1)).extracting(RopNotify.Response::data)
                    .containsExactly(new NotificationData.ObjectCreated(message(inbox, seen),
                            List.of()));
            assertThat(session.notifications().isEmpty()).isTrue();
        }
    }
}
