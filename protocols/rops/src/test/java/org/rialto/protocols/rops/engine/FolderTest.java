package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.folder.RopCopyFolder;
import org.rialto.protocols.rops.wire.folder.RopCreateFolder;
import org.rialto.protocols.rops.wire.folder.RopDeleteFolder;
import org.rialto.protocols.rops.wire.folder.RopDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopEmptyFolder;
import org.rialto.protocols.rops.wire.folder.RopGetSearchCriteria;
import org.rialto.protocols.rops.wire.folder.RopHardDeleteMessages;
import org.rialto.protocols.rops.wire.folder.RopHardDeleteMessagesAndSubfolders;
import org.rialto.protocols.rops.wire.folder.RopMoveCopyMessages;
import org.rialto.protocols.rops.wire.folder.RopMoveFolder;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.folder.RopSetSearchCriteria;
import org.rialto.store.Mailbox;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Folders and moving what is in them. MS-OXCFOLD §3.2.5.
class FolderTest extends AliceAtInbox {
    private static final int BOBS_LOGON = 1;

    private RopCreateFolder.Request create(int type, boolean existing, String name) {
        return new RopCreateFolder.Request(0, 0, 1, type, true, existing, 0, name, "a comment");
    }

    private long made(int parent, int type, String name) {
        return client.ask(parent, create(type, false, name), RopCreateFolder.Response.class)
                .folderId().globalCounter();
    }

    private boolean isThere(long folderId) {
        return mailbox.read(snapshot -> snapshot.folders()).stream()
                .anyMatch(each -> each.folderId() == folderId);
    }

    private RopAnswer between(int source, int target, RopRequest request) {
        return (RopAnswer) client.execute(List.of(source, target), request).getFirst();
    }

    private int count(long folderId) {
        return mailbox.read(snapshot -> snapshot.folder(folderId)).contentCount();
    }

    @Test
    void opensFolders() {
        assertThat(client.open(folder, inbox)).isPositive();
        assertThat(openError(logon, Ids.folder(99_999_999))).isEqualTo(ErrorCodes.NotFound);
        assertThat(openError(logon, new FolderId(7, inbox))).isEqualTo(ErrorCodes.NotFound);
        assertThat(openError(RopBuffer.NO_HANDLE, Ids.folder(inbox)))
                .isEqualTo(ErrorCodes.NullObject);
        int table = client.contents(folder, 0);
        assertThat(openError(table, Ids.folder(inbox))).isEqualTo(ErrorCodes.NotSupported);
    }

    private ErrorCode openError(int handle, FolderId id) {
        return client.error(handle, new RopOpenFolder.Request(0, 0, 1, id, 0));
    }

    @Test
    void createsFolders() {
        long made = made(folder, RopCreateFolder.GENERIC_FOLDER, "Plans");
        assertThat(mailbox.read(snapshot -> snapshot.folder(made)).name()).isEqualTo("Plans");
        Object comment = mailbox.read(snapshot -> snapshot.folderProperties(made))
                .get(PropertyTags.PidTagComment);
        assertThat(comment).isEqualTo("a comment");
        int child = client.handle(1);
        assertThat(made(child, RopCreateFolder.GENERIC_FOLDER, "Below")).isPositive();
        assertThat(client.error(folder, create(1, false, "plans")))
                .isEqualTo(ErrorCodes.CollidingNames);
        RopCreateFolder.Response existing = client.ask(folder, create(1, true, "Plans"),
                RopCreateFolder.Response.class);
        // Told of public folders only, MS-OXCFOLD §2.2.1.2.2.
        assertThat(existing.existing()).isNull();
        assertThat(existing.folderId()).isEqualTo(Ids.folder(made));
        assertThat(client.error(folder, create(3, false, "X")))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, create(1, false, "")))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(logon, create(1, false, "X"))).isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void deletesFolders() {
        long made = made(folder, RopCreateFolder.GENERIC_FOLDER, "Plans");
        RopFixture.add(mailbox, made, "a");
        assertThat(delete(made, 0).partialCompletion()).isTrue();
        assertThat(isThere(made)).isTrue();
        assertThat(delete(made, RopDeleteFolder.DELETE_MESSAGES).partialCompletion()).isFalse();
        assertThat(isThere(made)).isFalse();
        assertThat(delete(made, 0).returnValue()).isEqualTo(ErrorCodes.NotFound);
        assertThat(delete(made, 0x40).returnValue()).isEqualTo(ErrorCodes.InvalidParameter);
        long root = RopFixture.folder(mailbox, SpecialFolder.ROOT);
        assertThat(delete(root, 0).returnValue()).isEqualTo(ErrorCodes.NotSupported);
        long parent = made(folder, RopCreateFolder.GENERIC_FOLDER, "Parent");
        made(client.handle(1), RopCreateFolder.GENERIC_FOLDER, "Child");
        assertThat(delete(parent, RopDeleteFolder.DELETE_MESSAGES).partialCompletion()).isTrue();
        assertThat(delete(parent, RopDeleteFolder.DELETE_FOLDERS | RopDeleteFolder.DELETE_HARD)
                .partialCompletion()).isFalse();
        long subtree = RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE);
        RopAnswer special = client.ask(client.open(logon, subtree),
                new RopDeleteFolder.Request(0, 0, 0x15, Ids.folder(inbox)));
        assertThat(special.returnValue()).isEqualTo(ErrorCodes.AccessDenied);
    }

    private RopDeleteFolder.Response delete(long folderId, int flags) {
        return (RopDeleteFolder.Response) client.ask(folder,
                new RopDeleteFolder.Request(0, 0, flags, Ids.folder(folderId)));
    }

    @Test
    void deletesMessages() {
        long one = RopFixture.add(mailbox, inbox, "one");
        long two = RopFixture.add(mailbox, inbox, "two");
        long fai = RopFixture.add(mailbox, inbox, "fai", true);
        RopDeleteMessages.Response partly = client.ask(folder,
                new RopDeleteMessages.Request(0, 0, false, false,
                        List.of(Ids.message(one), Ids.message(99_999_999))),
                RopDeleteMessages.Response.class);
        assertThat(partly.partialCompletion()).isTrue();
        assertThat(count(inbox)).isEqualTo(1);
        RopHardDeleteMessages.Response all = client.ask(folder,
                new RopHardDeleteMessages.Request(0, 0, false, false,
                        List.of(Ids.message(two), Ids.message(fai))),
                RopHardDeleteMessages.Response.class);
        assertThat(all.partialCompletion()).isFalse();
        assertThat(count(inbox)).isZero();
        int left = mailbox.read(snapshot -> snapshot.folder(inbox)).associatedCount();
        assertThat(left).isZero();
        assertThat(client.error(logon, new RopDeleteMessages.Request(0, 0, false, false,
                List.of()))).isEqualTo(ErrorCodes.NotSupported);
    }

    /// MS-OXCFOLD §3.2.5.10 and §3.2.5.12: as softly, but for what can be recovered.
    @Test
    void hardDeletionLeavesNothingToRecover() {
        long recoverable = RopFixture.folder(mailbox, SpecialFolder.RECOVERABLE_DELETIONS);
        client.ask(folder, new RopDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(RopFixture.add(mailbox, inbox, "soft")))),
                RopDeleteMessages.Response.class);
        assertThat(count(recoverable)).isEqualTo(1);
        long one = RopFixture.add(mailbox, inbox, "one");
        assertThat(client.ask(folder, new RopHardDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(one), Ids.message(99_999_999))),
                RopHardDeleteMessages.Response.class).partialCompletion()).isTrue();
        assertThat(count(inbox)).isZero();
        RopFixture.add(mailbox, inbox, "two");
        RopFixture.add(mailbox, inbox, "fai", true);
        long below = made(folder, RopCreateFolder.GENERIC_FOLDER, "Below");
        RopFixture.add(mailbox, below, "three");
        assertThat(client.ask(folder, new RopHardDeleteMessagesAndSubfolders.Request(0, 0, false,
                false), RopHardDeleteMessagesAndSubfolders.Response.class)
                .partialCompletion()).isFalse();
        assertThat(count(inbox)).isZero();
        assertThat(isThere(below)).isFalse();
        int associated = mailbox.read(snapshot -> snapshot.folder(inbox)).associatedCount();
        assertThat(associated).isEqualTo(1);
        assertThat(count(recoverable)).isEqualTo(1);
        assertThat(client.error(logon, new RopHardDeleteMessages.Request(0, 0, false, false,
                List.of()))).isEqualTo(ErrorCodes.NotSupported);
        assertThat(client.error(logon, new RopHardDeleteMessagesAndSubfolders.Request(0, 0,
                false, false))).isEqualTo(ErrorCodes.NotSupported);
    }

    @Test
    void emptiesFolders() {
        RopFixture.add(mailbox, inbox, "one");
        RopFixture.add(mailbox, inbox, "fai", true);
        long below = made(folder, RopCreateFolder.GENERIC_FOLDER, "Below");
        client.ask(folder, new RopEmptyFolder.Request(0, 0, false, false),
                RopEmptyFolder.Response.class);
        assertThat(count(inbox)).isZero();
        assertThat(isThere(below)).isFalse();
        int kept = mailbox.read(snapshot -> snapshot.folder(inbox)).associatedCount();
        assertThat(kept).isEqualTo(1);
        client.ask(folder, new RopHardDeleteMessagesAndSubfolders.Request(0, 0, false, true),
                RopHardDeleteMessagesAndSubfolders.Response.class);
        int left = mailbox.read(snapshot -> snapshot.folder(inbox)).associatedCount();
        assertThat(left).isZero();
        int root = client.open(logon, RopFixture.folder(mailbox, SpecialFolder.ROOT));
        assertThat(client.error(root, new RopEmptyFolder.Request(0, 0, false, false)))
                .isEqualTo(ErrorCodes.NotSupported);
        // Special folders stay.
        int subtree = client.open(logon,
                RopFixture.folder(mailbox, SpecialFolder.IPM_SUBTREE));
        long own = made(subtree, RopCreateFolder.GENERIC_FOLDER, "Own");
        assertThat(client.ask(subtree, new RopEmptyFolder.Request(0, 0, false, false),
                RopEmptyFolder.Response.class).partialCompletion()).isTrue();
        assertThat(isThere(own)).isFalse();
        assertThat(isThere(inbox)).isTrue();
    }

    /// MS-OXCFOLD §2.2.1.9.2, §2.2.1.11.2: PartialCompletion.
    @Test
    void whoMayDeleteTheOwnMessagesOnlyLeavesTheOthers() {
        long alices = RopFixture.add(mailbox, inbox, "Alice's");
        long target = made(folder, RopCreateFolder.GENERIC_FOLDER, "Target");
        int rights = Rights.READ_ANY | Rights.CREATE | Rights.FOLDER_VISIBLE;
        RopFixture.grant(mailbox, target, fixture.bob, rights);
        RopFixture.grant(mailbox, inbox, fixture.bob, rights | Rights.DELETE_OWNED);
        RopClient bob = fixture.client(fixture.bob);
        int bobsLogon = bob.logon(fixture.alice);
        int there = bob.open(bobsLogon, inbox);
        int bobsTarget = bob.open(bobsLogon, target);
        long deleted = bob.save(bob.create(there, inbox));
        long moved = bob.save(bob.create(there, inbox));
        long emptied = bob.save(bob.create(there, inbox));
        assertThat(bob.ask(there, new RopDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(alices), Ids.message(deleted))),
                RopDeleteMessages.Response.class).partialCompletion()).isTrue();
        assertThat(bob.error(there, new RopDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(alices))))).isEqualTo(ErrorCodes.AccessDenied);
        assertThat(bob.execute(List.of(there, bobsTarget),
                moveOrCopy(false, Ids.message(alices), Ids.message(moved))).getFirst())
                .isEqualTo(new RopMoveCopyMessages.Response(0, ErrorCodes.Success, true));
        assertThat(count(target)).isEqualTo(1);
        assertThat(mailbox.read(s -> s.message(emptied, Set.of())).folderId()).isEqualTo(inbox);
        assertThat(bob.ask(there, new RopEmptyFolder.Request(0, 0, false, false),
                RopEmptyFolder.Response.class).partialCompletion()).isTrue();
        assertThat(mailbox.read(s -> s.message(alices, Set.of())).messageId()).isEqualTo(alices);
        assertThat(count(inbox)).isEqualTo(1);
        client.ask(folder, new RopEmptyFolder.Request(0, 0, false, false),
                RopEmptyFolder.Response.class);
        assertThat(count(inbox)).isZero();
        bob.session.close();
    }

    @Test
    void movesAndCopiesMessages() {
        long one = RopFixture.add(mailbox, inbox, "one");
        long fai = RopFixture.add(mailbox, inbox, "fai", true);
        long made = made(folder, RopCreateFolder.GENERIC_FOLDER, "Target");
        int target = client.handle(1);
        RopMoveCopyMessages.Response copied = (RopMoveCopyMessages.Response) between(folder,
                target, moveOrCopy(true, Ids.message(one), Ids.message(fai)));
        assertThat(copied.partialCompletion()).isFalse();
        assertThat(count(inbox)).isEqualTo(1);
        assertThat(count(made)).isEqualTo(1);
        RopMoveCopyMessages.Response moved = (RopMoveCopyMessages.Response) between(folder,
                target, moveOrCopy(false, Ids.message(one), Ids.message(99_999_999)));
        assertThat(moved.partialCompletion()).isTrue();
        assertThat(count(inbox)).isZero();
        assertThat(count(made)).isEqualTo(2);
        assertThat(between(folder, RopBuffer.NO_HANDLE, moveOrCopy(true)).returnValue())
                .isEqualTo(ErrorCodes.NullDestinationObject);
        assertThat(between(folder, logon, moveOrCopy(true)).returnValue())
                .isEqualTo(ErrorCodes.NotSupported);
        made(folder, RopCreateFolder.SEARCH_FOLDER, "Search");
        assertThat(between(folder, client.handle(1), moveOrCopy(true)).returnValue())
                .isEqualTo(ErrorCodes.SearchFolder);
    }

    private RopMoveCopyMessages.Request moveOrCopy(boolean copy, MessageId... ids) {
        return new RopMoveCopyMessages.Request(0, 0, 1, List.of(ids), false, copy);
    }

    @Test
    void movesMessagesAndFoldersToAnotherMailbox() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        long bobsInbox = RopFixture.inbox(bobs);
        RopFixture.grant(bobs, bobsInbox, fixture.alice, Rights.READ_ANY | Rights.CREATE
                | Rights.FOLDER_VISIBLE | Rights.CREATE_SUBFOLDER);
        client.execute(List.of(RopBuffer.NO_HANDLE),
                RopClient.logonRequest(BOBS_LOGON, fixture.bob));
        int bobsLogon = client.handle(0);
        client.ask(bobsLogon, new RopOpenFolder.Request(BOBS_LOGON, 0, 1,
                Ids.folder(bobsInbox), 0), RopOpenFolder.Response.class);
        int target = client.handle(1);
        long one = RopFixture.add(mailbox, inbox, "one");
        assertThat(between(folder, target, moveOrCopy(false, Ids.message(one))).returnValue()
                .isSuccess()).isTrue();
        int there = bobs.read(snapshot -> snapshot.folder(bobsInbox)).contentCount();
        assertThat(there).isEqualTo(1);
        long made = made(folder, RopCreateFolder.GENERIC_FOLDER, "Travels");
        RopFixture.add(mailbox, made, "ticket");
        RopAnswer moved = between(folder, target,
                new RopMoveFolder.Request(0, 0, 1, false, true, Ids.folder(made), "Travels"));
        assertThat(moved.returnValue().isSuccess()).isTrue();
        assertThat(isThere(made)).isFalse();
        boolean arrived = bobs.read(snapshot -> snapshot.child(bobsInbox, "Travels")).isPresent();
        assertThat(arrived).isTrue();
    }

    /// MS-OXCROPS §3.2.5.4.
    @Test
    void refusesObjectsOfAnotherLogon() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        RopFixture.grant(bobs, RopFixture.inbox(bobs), fixture.alice,
                Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        client.execute(List.of(RopBuffer.NO_HANDLE),
                RopClient.logonRequest(BOBS_LOGON, fixture.bob));
        int bobsLogon = client.handle(0);
        assertThat(client.error(bobsLogon, new RopOpenFolder.Request(0, 0, 1,
                Ids.folder(RopFixture.inbox(bobs)), 0))).isEqualTo(ErrorCodes.AccessDenied);
        assertThat(client.error(folder, new RopOpenFolder.Request(BOBS_LOGON, 0, 1,
                Ids.folder(inbox), 0))).isEqualTo(ErrorCodes.AccessDenied);
    }

    @Test
    void movesAndCopiesFolders() {
        long one = made(folder, RopCreateFolder.GENERIC_FOLDER, "One");
        int oneHandle = client.handle(1);
        long two = made(folder, RopCreateFolder.GENERIC_FOLDER, "Two");
        int twoHandle = client.handle(1);
        RopFixture.add(mailbox, one, "letter");
        RopFixture.add(mailbox, one, "fai", true);
        assertThat(between(folder, twoHandle, copy(one, true, "Copy")).returnValue().isSuccess())
                .isTrue();
        long copy = mailbox.read(snapshot -> snapshot.child(two, "Copy")).orElseThrow()
                .folderId();
        assertThat(count(copy)).isEqualTo(1);
        assertThat(between(folder, twoHandle, copy(one, true, "Copy")).returnValue())
                .isEqualTo(ErrorCodes.CollidingNames);
        assertThat(between(folder, twoHandle, move(one, "Moved")).returnValue().isSuccess())
                .isTrue();
        long parent = mailbox.read(snapshot -> snapshot.folder(one)).parentId();
        assertThat(parent).isEqualTo(two);
        assertThat(between(folder, oneHandle, move(two, "X")).returnValue())
                .isEqualTo(ErrorCodes.FolderCycle);
        assertThat(between(folder, oneHandle, move(99_999_999, "X")).returnValue())
                .isEqualTo(ErrorCodes.NotFound);
        assertThat(between(folder, RopBuffer.NO_HANDLE, move(two, "X")).returnValue())
                .isEqualTo(ErrorCodes.NullDestinationObject);
        assertThat(between(logon, oneHandle, move(two, "X")).returnValue())
                .isEqualTo(ErrorCodes.NotSupported);
    }

    private RopCopyFolder.Request copy(long folderId, boolean recursive, String name) {
        return new RopCopyFolder.Request(0, 0, 1, false, recursive, true, Ids.folder(folderId),
                name);
    }

    private RopMoveFolder.Request move(long folderId, String name) {
        return new RopMoveFolder.Request(0, 0, 1, false, true, Ids.folder(folderId), name);
    }

    @Test
    void searches() {
        long one = RopFixture.add(mailbox, inbox, "one");
        long made = made(folder, RopCreateFolder.SEARCH_FOLDER, "Search");
        int search = client.handle(1);
        Restriction all = new Restriction.Exist(PropertyTags.PidTagSubject);
        assertThat(client.error(search, set(all, List.of(), 0)))
                .isEqualTo(ErrorCodes.NotInitialized);
        assertThat(client.error(search, new RopGetSearchCriteria.Request(0, 0, true, true, true)))
                .isEqualTo(ErrorCodes.NotInitialized);
        assertThat(client.error(search, set(all, List.of(Ids.folder(made)), 0)))
                .isEqualTo(ErrorCodes.SearchFolderScopeViolation);
        assertThat(client.error(search, set(all, List.of(Ids.folder(inbox)), 0x100)))
                .isEqualTo(ErrorCodes.InvalidParameter);
        assertThat(client.error(folder, set(all, List.of(Ids.folder(made)), 0)))
                .isEqualTo(ErrorCodes.NotSearchFolder);
        client.ask(search, set(all, List.of(Ids.folder(inbox)),
                RopSetSearchCriteria.RESTART_SEARCH | RopSetSearchCriteria.RECURSIVE_SEARCH),
                RopSetSearchCriteria.Response.class);
        fixture.store.updateSearchFolders(mailbox.info().mailboxId());
        RopGetSearchCriteria.Response got = client.ask(search,
                new RopGetSearchCriteria.Request(0, 0, true, true, true),
                RopGetSearchCriteria.Response.class);
        assertThat(got.restriction()).isEqualTo(all);
        assertThat(got.folderIds()).containsExactly(Ids.folder(inbox));
        assertThat(got.searchFlags()).isEqualTo(RopGetSearchCriteria.SEARCH_RUNNING
                | RopGetSearchCriteria.SEARCH_COMPLETE | RopGetSearchCriteria.SEARCH_RECURSIVE
                | RopGetSearchCriteria.NOT_CONTENT_INDEXED);
        assertThat(count(made)).isEqualTo(1);
        client.ask(search,
                new RopDeleteMessages.Request(0, 0, false, false, List.of(Ids.message(one))),
                RopDeleteMessages.Response.class);
        assertThat(count(inbox)).isZero();
    }

    private RopSetSearchCriteria.Request set(Restriction restriction, List<FolderId> folders,
            int flags) {
        return new RopSetSearchCriteria.Request(0, 0, restriction, folders, flags);
    }

    @Test
    void refusesWhatADelegateMayNot() {
        Mailbox bobs = fixture.mailbox(fixture.bob);
        long bobsInbox = RopFixture.inbox(bobs);
        long letter = RopFixture.add(bobs, bobsInbox, "bob's");
        RopFixture.grant(bobs, bobsInbox, fixture.alice, Rights.READ_ANY | Rights.FOLDER_VISIBLE);
        RopClient delegate = fixture.client(fixture.alice);
        int inboxHandle = delegate.open(delegate.logon(fixture.bob), bobsInbox);
        assertThat(delegate.error(inboxHandle, new RopDeleteMessages.Request(0, 0, false, false,
                List.of(Ids.message(letter))))).isEqualTo(ErrorCodes.AccessDenied);
        assertThat(delegate.error(inboxHandle, create(1, false, "X")))
                .isEqualTo(ErrorCodes.AccessDenied);
        assertThat(delegate.error(inboxHandle, new RopEmptyFolder.Request(0, 0, false, false)))
                .isEqualTo(ErrorCodes.AccessDenied);
    }
}
