package org.rialto.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.store.Access;
import org.rialto.store.FolderRule;
import org.rialto.store.InNewMailbox;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMessage;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.check.BlobHolders;
import org.rialto.store.check.CheckOptions;
import org.rialto.store.check.Finding;
import org.rialto.store.check.StoreCheck;

/// Rules of folders: kept, counted, deleted with their folder, in backups, checked.
class RulesTest extends InNewMailbox {
    private static final UUID BOB = new UUID(7, 7);
    private Path file;

    @BeforeEach
    void inAFile() { file = directory.resolve("backup"); }

    private static FolderRule rule(long id, String name) {
        return new FolderRule(id, new PropertyBag().set(PropertyTags.PidTagRuleName, name)
                .set(PropertyTags.PidTagRuleSequence, 10)
                .set(PropertyTags.PidTagRuleCondition,
                        Restriction.exist(PropertyTags.PidTagSubject))
                .set(PropertyTags.PidTagRuleActions, new RuleActions(
                        List.of(new RuleAction(0, 0, new RuleAction.Delete())))));
    }

    private void set(Mailbox as, long folderId, FolderRule... rules) {
        as.write(change -> {
            change.setRules(folderId, List.of(rules));
            return true;
        });
    }

    private List<FolderRule> rules(Mailbox of, long folderId) {
        return of.read(snapshot -> snapshot.rules(folderId));
    }

    private int count(Mailbox of, long folderId) {
        return of.read(snapshot -> snapshot.folder(folderId).ruleCount());
    }

    private long version() { return mailbox.read(snapshot -> snapshot.rulesVersion(inbox)); }

    private boolean replied(Mailbox of, long folderId, long rule) {
        return of.read(snapshot -> snapshot.hasReplied(folderId, rule, "bob@example.org"));
    }

    private boolean reply(long rule) {
        return mailbox.write(change -> change.noteReply(inbox, rule, "bob@example.org"));
    }

    @Test
    void keepsTheRulesOfAFolderOverARestart() {
        set(mailbox, inbox, rule(1, "one"), rule(2, "two"));
        fixture.reopen();
        Mailbox again = fixture.store.open(1, Access.SYSTEM);
        assertThat(rules(again, inbox)).containsExactly(rule(1, "one"), rule(2, "two"));
        assertThat(count(again, inbox)).isEqualTo(2);
        set(again, inbox, rule(2, "other"));
        assertThat(rules(again, inbox)).containsExactly(rule(2, "other"));
        set(again, inbox);
        assertThat(count(again, inbox)).isZero();
    }

    @Test
    void numbersAnotherVersionWithEachChangeOfRulesAndOfAssociatedMessagesOnly() {
        assertThat(version()).isZero();
        fixture.add(mailbox, inbox, "hello");
        assertThat(version()).isZero();
        set(mailbox, inbox, rule(1, "one"));
        long first = version();
        assertThat(first).isPositive();
        set(mailbox, inbox, rule(1, "one"));
        assertThat(version()).isEqualTo(first);
        NewMessage associated = new NewMessage(new MessageContent(new PropertyBag(), List.of(),
                List.of()), true, 0, Set.of(), java.time.Instant.EPOCH, null, null);
        int uid = mailbox.write(change -> change.addMessage(inbox, associated).uid());
        long second = version();
        assertThat(second).isGreaterThan(first);
        mailbox.deleteMessages(inbox, new int[]{uid}, true);
        assertThat(version()).isGreaterThan(second);
    }

    @Test
    void givesRulesToTheFoldersOwnerOnly() {
        mailbox.write(change -> {
            change.setPermissions(inbox, List.of(new Permission(BOB, Rights.ALL
                    & ~Rights.FOLDER_OWNER)));
            return true;
        });
        Mailbox bob = fixture.store.open(mailbox.info().mailboxId(),
                new Access(BOB, false, Set.of(BOB)));
        assertThatThrownBy(() -> set(bob, inbox, rule(1, "one")))
                .isInstanceOf(MailError.Denied.class);
        assertThatThrownBy(() -> rules(bob, inbox)).isInstanceOf(MailError.Denied.class);
    }

    @Test
    void remembersWhomARuleHasAnsweredUntilItGoesOrIsForgotten() {
        set(mailbox, inbox, rule(1, "one"), rule(2, "two"));
        assertThat(reply(1)).isTrue();
        assertThat(reply(1)).isFalse();
        assertThat(reply(2)).isTrue();
        set(mailbox, inbox, rule(2, "two"));
        assertThat(replied(mailbox, inbox, 1)).isFalse();
        assertThat(replied(mailbox, inbox, 2)).isTrue();
        mailbox.write(change -> {
            change.forgetReplies();
            return true;
        });
        assertThat(reply(2)).isTrue();
    }

    @Test
    void losesTheRulesOfADeletedFolderAndTheChecksFindNothing() {
        long folder = mailbox.write(change -> change.createFolder(inbox,
                NewFolder.generic("Projects"))).folderId();
        set(mailbox, folder, rule(1, "one"));
        mailbox.write(change -> {
            change.deleteFolder(folder, true);
            return true;
        });
        long left = fixture.database.read(sql -> sql.number("SELECT COUNT(*) FROM rule", 0));
        assertThat(left).isZero();
        assertThat(check(false)).isEmpty();
    }

    private List<Finding> check(boolean repair) {
        return new StoreCheck(fixture.database, fixture.store, BlobHolders.NONE,
                (guid, name) -> name).check(mailbox.info().mailboxId(), "alice",
                        new CheckOptions(repair, true, false), count -> {});
    }

    @Test
    void checkMendsWrongCountsAndRulesThatCannotBeRead() {
        set(mailbox, inbox, rule(1, "one"), rule(2, "two"));
        fixture.database.write(sql -> sql.update(
                "UPDATE rule SET properties = ? WHERE rule_id = 1", new byte[]{9, 9, 9}));
        fixture.database.write(sql -> sql.update("UPDATE folder SET rule_count = 7"
                + " WHERE folder_id = ?", inbox));
        assertThat(check(false)).extracting(Finding::kind).containsExactlyInAnyOrder(
                Finding.Kind.DAMAGED, Finding.Kind.COUNT);
        check(true);
        assertThat(check(false)).isEmpty();
        assertThat(rules(mailbox, inbox)).containsExactly(rule(2, "two"));
        assertThat(count(mailbox, inbox)).isEqualTo(1);
    }

    @Test
    void restoresRulesAndWhomTheyHaveAnswered() throws IOException {
        set(mailbox, inbox, rule(1, "one"), rule(2, "two"));
        reply(2);
        new BackupWriter(fixture.database, fixture.store, (guid, display) -> "alice",
                BackupProgress.NONE).write(file, Set.of());
        UUID copy = UUID.randomUUID();
        try (BackupFile backup = BackupFile.open(file, BackupProgress.NONE)) {
            BackupSummary summary = new MailboxRestore(fixture.database, fixture.store, backup,
                    BackupProgress.NONE).run(mailbox.info().guid(), copy, false,
                            MailboxRestore.Numbers.MOVED_ON);
            assertThat(summary.warnings()).isEmpty();
        }
        Mailbox restored = fixture.store.open(fixture.store.findMailbox(copy).orElseThrow()
                .mailboxId(), Access.SYSTEM);
        assertThat(rules(restored, inbox)).containsExactly(rule(1, "one"), rule(2, "two"));
        assertThat(count(restored, inbox)).isEqualTo(2);
        assertThat(replied(restored, inbox, 2)).isTrue();
        long version = restored.read(snapshot -> snapshot.rulesVersion(inbox));
        assertThat(version).isPositive();
    }
}
