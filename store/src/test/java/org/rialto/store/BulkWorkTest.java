package org.rialto.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rialto.store.StoreFixture.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rialto.database.TestEngine;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.store.check.BlobHolders;
import org.rialto.store.check.CheckOptions;
import org.rialto.store.check.Finding;
import org.rialto.store.check.StoreCheck;

/// Work on many messages: how large its units of work are, and what its failures leave.
class BulkWorkTest extends InNewMailbox {
    private static final int MANY = 2 * BulkWork.MESSAGES + 200;
    /// A moved message is five rows: its state twice, what it is made of, its tombstone, its blob.
    private static final int MOST_ROWS = 5 * BulkWork.MESSAGES + 20;

    private int[] fill(long folderId, int count) {
        NewMessage message = fixture.message("one of many");
        for (int from = 0; from < count; from += 100) {
            int some = Math.min(100, count - from);
            mailbox.<Boolean>write(change -> {
                for (int i = 0; i < some; i++) {
                    change.addMessage(folderId, message);
                }
                return true;
            });
        }
        return uids(folderId);
    }

    private int[] uids(long folderId) {
        FolderIndex index = mailbox.read(s -> s.index(folderId));
        return java.util.Arrays.copyOf(index.uids(), index.count());
    }

    private int count(long folderId) {
        return mailbox.read(s -> s.folder(folderId)).contentCount();
    }

    private long largestUnit() { return fixture.database.counters().numbers().largestUnit(); }

    private long rows(String table) {
        return fixture.database.read(sql -> sql.number("SELECT COUNT(*) FROM " + table, 0));
    }

    private void isWhole() {
        List<Finding> findings = new StoreCheck(fixture.database, fixture.store, BlobHolders.NONE,
                (guid, display) -> display)
                .run(new CheckOptions(false, true, false), (what, done, total) -> {})
                .findings();
        assertThat(findings).isEmpty();
    }

    private long folder(String name) {
        return mailbox.write(c -> c.createFolder(
                c.folder(SpecialFolder.IPM_SUBTREE).folderId(), NewFolder.generic(name)))
                .folderId();
    }

    @Test
    void noUnitOfWorkGrowsWithTheNumberOfMessages() {
        fill(inbox, MANY);
        List<Change.Copied> copied = mailbox.copyMessages(inbox, uids(inbox), mailbox, sent);
        assertThat(copied).hasSize(MANY);
        List<Change.Copied> moved = new ArrayList<>();
        mailbox.moveMessages(sent, uids(sent), mailbox, inbox, moved::addAll);
        assertThat(moved).hasSize(MANY);
        assertThat(count(inbox)).isEqualTo(2 * MANY);
        int[] deleted = mailbox.deleteMessages(inbox, uids(inbox), false);
        assertThat(deleted).hasSize(2 * MANY);
        long recoverable = mailbox.read(s -> s.folder(SpecialFolder.RECOVERABLE_DELETIONS))
                .folderId();
        long folderId = folder("to go");
        mailbox.copyMessages(recoverable, uids(recoverable), mailbox, folderId);
        mailbox.emptyFolder(recoverable, true, true);
        mailbox.<Boolean>write(c -> {
            c.deleteFolder(folderId, false);
            return true;
        });
        fixture.store.clearDeletedFolders(mailbox.info().mailboxId());
        assertThat(count(recoverable)).isEqualTo(2 * MANY);
        assertThat(largestUnit()).isBetween(2L * BulkWork.MESSAGES, (long) MOST_ROWS);
        isWhole();
        // The count that this test relies on does count.
        mailbox.write(c -> c.deleteMessages(recoverable, uids(recoverable), true));
        assertThat(largestUnit()).isGreaterThan(2 * MANY);
    }

    @Test
    void changesFlagsOfManyMessagesInSeveralUnits() {
        int[] uids = fill(inbox, 600);
        while (uids.length <= BulkWork.FLAGS) {
            mailbox.copyMessages(inbox, uids, mailbox, inbox);
            uids = uids(inbox);
        }
        long before = mailbox.read(s -> s.folder(inbox)).contentsChangeNumber();
        Change.FlagsChanged changed = mailbox.changeFlags(inbox, uids,
                FlagChange.set(MessageFlags.READ));
        assertThat(changed.uids()).isEqualTo(uids);
        assertThat(changed.contentsChangeNumber()).isEqualTo(before + uids.length);
        assertThat(largestUnit()).isBetween((long) BulkWork.FLAGS, BulkWork.FLAGS + 10L);
        assertThat(mailbox.read(s -> s.folder(inbox)).unreadCount()).isZero();
    }

    @Test
    void aCopyThatFailsInTheMiddleLeavesNothing() {
        int[] uids = fill(inbox, MANY);
        MailboxInfo before = mailbox.info();
        long half = before.contentSize() + before.contentSize() / 2;
        mailbox.<Boolean>write(c -> {
            c.setQuota(new MailboxInfo.Quota(0, 0, half, 0));
            return true;
        });
        assertThatThrownBy(() -> mailbox.copyMessages(inbox, uids, mailbox, sent))
                .isInstanceOf(MailError.Quota.class);
        assertThat(count(sent)).isZero();
        assertThat(mailbox.info().contentSize()).isEqualTo(before.contentSize());
        assertThat(rows("unfinished_copy")).isZero();
        isWhole();
    }

    /// Does what a copy does that a crash ends before its second unit.
    private void copyHalf(int[] uids) {
        fixture.database.write(sql -> {
            SqlChange change = (SqlChange) fixture.store.join(sql, mailbox.info().mailboxId(),
                    Access.SYSTEM);
            List<Change.Copied> copied = change.copyMessages(inbox, uids, sent);
            new UnfinishedCopy(change, change.mailbox.next()).note(sent, copied);
            return true;
        });
    }

    @Test
    void aCopyThatACrashEndedIsUndoneWithTheNextStart() throws InterruptedException {
        int[] uids = fill(inbox, 20);
        fixture.add(mailbox, sent, "before");
        copyHalf(uids);
        fixture.add(mailbox, sent, "after");
        assertThat(count(sent)).isEqualTo(22);
        long mailboxId = mailbox.info().mailboxId();
        fixture.reopen();
        Mailbox again = fixture.store.open(mailboxId, Access.SYSTEM);
        if (fixture.engine() == TestEngine.POSTGRES) {
            // Another process may be at work on it, until it was silent for long.
            ((SqlStore) fixture.store).unfinished().finish(mailboxId, Long.MAX_VALUE);
        }
        for (int i = 0; i < 6_000 && rows("unfinished_copy") > 0; i++) {
            Thread.sleep(10);
        }
        FolderIndex left = again.read(s -> s.index(sent));
        assertThat(java.util.Arrays.copyOf(left.uids(), left.count())).containsExactly(1, 22);
        isWhole();
    }

    @Test
    void aCopyThatWasUndoneMeanwhileDoesNotGoOn() {
        int[] uids = fill(inbox, 20);
        copyHalf(uids);
        long copyId = fixture.database.read(sql -> sql
                .number("SELECT copy_id FROM unfinished_copy", 0));
        ((SqlStore) fixture.store).unfinished().undo(mailbox.info().mailboxId(), copyId);
        assertThatThrownBy(() -> fixture.database.write(sql -> {
            SqlChange change = (SqlChange) fixture.store.join(sql, mailbox.info().mailboxId(),
                    Access.SYSTEM);
            new UnfinishedCopy(change, copyId).requireGoingOn(1);
            return true;
        })).isInstanceOf(MailError.Unavailable.class);
    }

    @Test
    void aLargeFolderIsGoneAtOnceAndClearedAfterwards() {
        long top = folder("large");
        Folder below = mailbox.write(c -> c.createFolder(top, NewFolder.generic("below")));
        fill(top, 700);
        int[] uids = fill(below.folderId(), 700);
        long messageId = mailbox.read(s -> s.messages(below.folderId(), uids[0], uids[0], 1,
                Set.of())).getFirst().messageId();
        fixture.database.write(sql -> {
            fixture.store.join(sql, mailbox.info().mailboxId(), Access.SYSTEM).deleteFolder(top,
                    false);
            return true;
        });
        for (long folderId : new long[]{top, below.folderId()}) {
            assertThatThrownBy(() -> mailbox.read(s -> s.index(folderId)))
                    .isInstanceOf(MailError.NotFound.class);
        }
        // The name is free again.
        long next = folder("large");
        assertThat(next).isNotEqualTo(top);
        isWhole();
        fixture.store.clearDeletedFolders(mailbox.info().mailboxId());
        long recoverable = mailbox.read(s -> s.folder(SpecialFolder.RECOVERABLE_DELETIONS))
                .folderId();
        assertThat(count(recoverable)).isEqualTo(1_400);
        MessageRow row = mailbox.read(s -> s.message(messageId, Set.of()));
        assertThat(row.folderId()).isEqualTo(recoverable);
        assertThat(rows("deleted_folder")).isZero();
        isWhole();
    }

    @Test
    void clearingGoesOnAfterARestart() throws InterruptedException {
        long top = folder("large");
        fill(top, 1_200);
        mailbox.<Boolean>write(c -> {
            c.deleteFolder(top, true);
            return true;
        });
        fixture.reopen();
        for (int i = 0; i < 6_000 && rows("deleted_folder") > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(rows("message")).isZero();
        assertThat(rows("message_item")).isZero();
        assertThat(fixture.store.blobs().collect(0)).isEqualTo(1);
        isWhole();
    }

    private NewMessage named(PropertyTag tag, String value) {
        PropertyBag properties = new PropertyBag().set(PropertyTags.PidTagSubject, "named")
                .set(tag, value);
        return new NewMessage(new MessageContent(properties, List.of(), List.of()), false,
                MessageFlags.READ, Set.of("Keyword"), StoreFixture.RECEIVED, null, null);
    }

    @Test
    void copiesToAnotherMailboxWithItsIdsOfNamedProperties() {
        Mailbox other = fixture.mailbox();
        PropertyName name = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Project");
        other.write(c -> c.registerNamedProperty(
                PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Another")));
        int here = mailbox.write(c -> c.registerNamedProperty(name));
        NewMessage message = named(PropertyTag.of(here, PropertyType.STRING), "Rialto");
        mailbox.write(c -> c.addMessage(inbox, message));
        List<Change.Copied> copied = mailbox.copyMessages(inbox, new int[]{1, 5}, other,
                inbox(other));
        assertThat(copied).hasSize(1);
        int there = other.read(s -> s.namedPropertyId(name)).orElseThrow();
        assertThat(there).isNotEqualTo(here);
        MessageContent content = other.read(s -> s.content(copied.getFirst().messageId()));
        assertThat(content.properties().getString(PropertyTag.of(there, PropertyType.STRING)))
                .isEqualTo("Rialto");
        assertThat(content.properties().property(here)).isNull();
        List<String> keywords = other.read(s -> s.keywords(inbox(other)));
        assertThat(keywords).containsExactly("Keyword");
        assertThat(count(inbox)).isEqualTo(1);
    }

    @Test
    void aMoveToAFullMailboxLosesNothing() {
        Mailbox other = fixture.mailbox(UUID.randomUUID());
        int[] uids = fill(inbox, MANY);
        long size = mailbox.info().contentSize();
        other.<Boolean>write(c -> {
            c.setQuota(new MailboxInfo.Quota(0, 0, size / 2, 0));
            return true;
        });
        List<Change.Copied> moved = new ArrayList<>();
        assertThatThrownBy(() -> mailbox.moveMessages(inbox, uids, other, inbox(other),
                moved::addAll)).isInstanceOf(MailError.Quota.class);
        assertThat(moved).hasSize(BulkWork.MESSAGES);
        FolderIndex there = other.read(s -> s.index(inbox(other)));
        assertThat(there.count()).isEqualTo(BulkWork.MESSAGES);
        assertThat(uids(inbox)).isEqualTo(
                IntStream.rangeClosed(BulkWork.MESSAGES + 1, MANY).toArray());
        isWhole();
    }

    @Test
    void whatIsSubmittedStaysInAFolderThatIsEmptied() {
        long top = folder("full");
        fill(top, 10);
        mailbox.write(c -> c.changeFlags(top, new int[]{4},
                FlagChange.set(MessageFlags.SUBMITTED)));
        assertThat(mailbox.emptyFolder(top, false, true)).isEqualTo(new Mailbox.Emptied(9, true));
        FolderIndex left = mailbox.read(s -> s.index(top));
        assertThat(left.count()).isEqualTo(1);
        assertThat(left.uids()[0]).isEqualTo(4);
        mailbox.write(c -> c.changeFlags(top, new int[]{4},
                FlagChange.clear(MessageFlags.SUBMITTED)));
        assertThat(mailbox.emptyFolder(top, false, true)).isEqualTo(new Mailbox.Emptied(1, false));
        isWhole();
    }

    @Test
    void emptiesAFolderOfAllThatIsAsked() {
        long top = folder("full");
        mailbox.write(c -> c.createFolder(top, NewFolder.generic("below")));
        fill(top, 10);
        PropertyBag hidden = new PropertyBag().set(PropertyTags.PidTagMessageClass, "IPM.X");
        mailbox.write(c -> c.addMessage(top,
                new NewMessage(new MessageContent(hidden, List.of(), List.of()), true, 0, Set.of(),
                        StoreFixture.RECEIVED, null, null)));
        assertThat(mailbox.emptyFolder(top, false, false).messages()).isEqualTo(10);
        Folder after = mailbox.read(s -> s.folder(top));
        assertThat(after.childCount()).isZero();
        assertThat(after.contentCount()).isZero();
        assertThat(after.associatedCount()).isEqualTo(1);
        assertThat(mailbox.emptyFolder(top, true, false).messages()).isEqualTo(1);
        isWhole();
    }
}
