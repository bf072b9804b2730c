package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.transport.RuleServer.ENABLED;
import static org.rialto.transport.RuleServer.every;
import static org.rialto.transport.RuleServer.forward;
import static org.rialto.transport.RuleServer.to;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.DatabaseCounters;
import org.rialto.database.TestEngine;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.store.Access;
import org.rialto.store.FolderRule;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.MailboxKind;
import org.rialto.store.NewFolder;
import org.rialto.store.NewMailbox;
import org.rialto.store.SpecialFolder;

/// Rules answer people once and machines never; whatever they forward to each other ends. Rules of
/// out of office, MS-OXORULE §3.2.5.1.1.
@ParameterizedClass
@EnumSource(TestEngine.class)
final class RuleLoopsTest {
    private static final int OUT_OF_OFFICE = ENABLED | 0x04 | 0x08;
    private final RuleServer rules;

    RuleLoopsTest(TestEngine engine, @TempDir Path folder) {
        rules = new RuleServer(engine, folder);
    }

    @AfterEach
    void close() { rules.close(); }

    private List<String> inbox(String owner) { return rules.subjects(owner, rules.inbox(owner)); }

    private void outOfOffice(String name, boolean state) {
        new Mailboxes(rules.server.store)
                .open(new org.rialto.directory.Actor.Server(), rules.user(name).mailboxGuid())
                .settings().setOutOfOffice(state);
    }

    @Test
    void mailboxesThatForwardToEachOtherEnd() {
        rules.always("bob", forward(0, "carol"));
        rules.always("carol", forward(0, "bob"));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("bob")).containsExactly("one");
        assertThat(inbox("carol")).containsExactly("FW: one");
    }

    @Test
    void redirectionsInACircleEnd() {
        rules.server.user("dave").user("erin");
        rules.always("bob", forward(3, "carol"));
        rules.always("carol", forward(1, "dave"));
        rules.always("dave", forward(2, "erin"));
        rules.always("erin", forward(3, "bob"));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        for (String name : List.of("bob", "carol", "dave", "erin")) {
            // After three mailboxes nobody forwards it any more.
            assertThat(inbox(name)).as(name).hasSize(1);
        }
    }

    @Test
    void mailboxesThatAnswerEachOtherEnd() {
        rules.always("bob", new RuleAction.Reply(rules.template("bob", "Bob is away")));
        rules.always("alice", new RuleAction.Reply(rules.template("alice", "Alice is away")));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("alice")).containsExactly("Re: one");
        assertThat(inbox("bob")).containsExactly("one");
    }

    @Test
    void answersNoAutomaticMail() {
        rules.always("bob", new RuleAction.Reply(rules.template("bob", "Soon")));
        for (String field : List.of("Auto-Submitted: auto-generated", "Precedence: bulk",
                "List-Id: <list.example>", "X-Auto-Response-Suppress: AutoReply",
                "X-Auto-Response-Suppress: All",
                "X-MS-Exchange-Organization-AutoForwarded: true",
                "X-MS-Exchange-Inbox-Rules-Loop: bob@here.example",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x")) {
            rules.sendWith("alice", "Subject: one\r\n" + field + "\r\n", "x\r\n", "bob");
        }
        rules.server.send(TestServer.envelope(null, "bob"),
                "From: alice@here.example\r\nSubject: two\r\n\r\nx\r\n");
        rules.send("bob", "to myself", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("alice")).isEmpty();
        assertThat(inbox("bob")).hasSize(10);
        rules.sendWith("alice", "Subject: three\r\nAuto-Submitted: no\r\n"
                + "X-Auto-Response-Suppress: OOF\r\n", "x\r\n", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("alice")).containsExactly("Re: three");
    }

    @Test
    void answersEachSenderOnceWhileOutOfOffice() {
        RuleAction answer = new RuleAction(0, 0, new RuleAction.OutOfOfficeReply(
                rules.template("bob", "I am away")));
        rules.rule("bob", rules.inbox("bob"), 1, OUT_OF_OFFICE, every(), answer);
        rules.send("alice", "in office", "bob");
        outOfOffice("bob", true);
        rules.send("alice", "one", "bob");
        rules.send("alice", "two", "bob");
        rules.send("carol", "three", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("alice")).containsExactly("Automatic reply: one");
        assertThat(inbox("carol")).containsExactly("Automatic reply: three");
        assertThat(rules.in("alice", rules.inbox("alice")).getFirst()
                .getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("IPM.Note.rules.OOFTemplate");
        outOfOffice("bob", false);
        rules.send("alice", "back", "bob");
        outOfOffice("bob", true);
        rules.send("alice", "away again", "bob");
        rules.sendWith("carol", "Subject: four\r\nX-Auto-Response-Suppress: OOF\r\n", "x\r\n",
                "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("alice")).containsExactly("Automatic reply: one",
                "Automatic reply: away again");
        assertThat(inbox("carol")).hasSize(1);
    }

    @Test
    void rulesOfOutOfOfficeRunAlsoAfterAnExitOrADeletion() {
        long target = rules.folder("bob", "Later");
        long inbox = rules.inbox("bob");
        rules.rule("bob", inbox, 1, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Delete()));
        rules.rule("bob", inbox, 2, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Copy(to(target))));
        rules.rule("bob", inbox, 3, ENABLED | 0x04, every(), new RuleAction(0, 0,
                new RuleAction.OutOfOfficeReply(rules.template("bob", "I am away"))));
        outOfOffice("bob", true);
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("alice")).containsExactly("Automatic reply: one");
        assertThat(inbox("bob")).isEmpty();
        assertThat(rules.in("bob", target)).isEmpty();
    }

    @Test
    void oneMessageSendsNoMoreThanTheLimit() {
        for (int i = 0; i < 25; i++) {
            rules.rule("bob", rules.inbox("bob"), i, ENABLED, every(), forward(0, "carol"));
        }
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("carol")).hasSize(20);
        assertThat(inbox("bob")).containsExactly("one");
    }

    @Test
    void nothingIsSentWhenTheDeliveryIsRefused() {
        rules.always("bob", forward(0, "carol"));
        rules.mailbox("bob").write(change -> {
            change.setQuota(new MailboxInfo.Quota(0, 0, 10, 0));
            return true;
        });
        rules.send("alice", "one", "bob", "carol");
        rules.awaitEmptyQueue();
        assertThat(inbox("carol")).containsExactly("one");
        assertThat(inbox("alice")).singleElement().asString().startsWith("Undeliverable");
    }

    @Test
    void rulesThatChangeAllTheTimeDoNotHurt() throws InterruptedException {
        long target = rules.folder("bob", "Projects");
        AtomicBoolean done = new AtomicBoolean();
        Thread changing = Thread.ofVirtual().start(() -> {
            for (int i = 0; !done.get(); i++) {
                long inbox = rules.inbox("bob");
                List<FolderRule> some = i % 2 == 0
                        ? List.of()
                        : List.of(new FolderRule(1, new PropertyBag()
                                .set(PropertyTags.PidTagRuleState, ENABLED)
                                .set(PropertyTags.PidTagRuleActions, new RuleActions(
                                        List.of(new RuleAction(0, 0,
                                                new RuleAction.Move(to(target))))))));
                rules.mailbox("bob").write(change -> {
                    change.setRules(inbox, some);
                    return true;
                });
                try {
                    Thread.sleep(3);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        for (int i = 0; i < 60; i++) {
            rules.send("alice", "message " + i, "bob", "carol");
        }
        done.set(true);
        changing.join();
        rules.awaitEmptyQueue();
        assertThat(inbox("bob").size() + rules.in("bob", target).size()).isEqualTo(60);
        assertThat(inbox("carol")).hasSize(60);
    }

    @Test
    void publicFoldersAnswerAndForward() {
        MailboxInfo info = rules.server.store.createMailbox(new NewMailbox(
                Mailboxes.PUBLIC_FOLDERS, MailboxKind.PUBLIC, "Public folders",
                MailboxInfo.Quota.UNLIMITED));
        Mailbox mailbox = rules.server.store.open(info.mailboxId(), Access.SYSTEM);
        long folder = mailbox.write(change -> {
            long top = change.folder(SpecialFolder.IPM_SUBTREE).folderId();
            long made = change.createFolder(top, NewFolder.generic("Ideas")).folderId();
            change.setRules(made, List.of(new FolderRule(1, new PropertyBag()
                    .set(PropertyTags.PidTagRuleState, ENABLED)
                    .set(PropertyTags.PidTagRuleActions, new RuleActions(
                            List.of(forward(0, "carol"), new RuleAction(0, 0,
                                    new RuleAction.MarkAsRead())))))));
            return made;
        });
        rules.server.directory.change(edit -> edit.addPublicFolder(rules.server.domain, "/Ideas",
                TestServer.address("ideas")));
        rules.send("alice", "one", "ideas");
        rules.awaitEmptyQueue();
        assertThat(inbox("carol")).containsExactly("FW: one");
        int unread = mailbox.read(snapshot -> snapshot.folder(folder).unreadCount());
        assertThat(unread).isZero();
    }

    @Test
    void aDamagedRuleOfALostFolderKeepsNothingOut() {
        rules.always("bob", new RuleAction.Move(new RuleAction.Target(true,
                org.rialto.mapi.Binary.EMPTY, org.rialto.mapi.Binary.of((byte) 7))));
        rules.send("alice", "one", "bob");
        assertThat(inbox("bob")).containsExactly("one");
        assertThat(rules.in("bob", rules.folder("bob", SpecialFolder.DEFERRED_ACTION)))
                .hasSize(1);
    }

    @Test
    void mailboxesWithoutRulesAskTheDatabaseNothingMore() {
        rules.send("alice", "warm", "bob", "carol");
        DatabaseCounters.Numbers before = rules.server.database.counters().numbers();
        for (int i = 0; i < 10; i++) {
            rules.send("alice", "one", "bob", "carol");
        }
        DatabaseCounters.Numbers after = rules.server.database.counters().numbers();
        // The order of the two mailboxes, and on SQLite where the bytes are: as without any rules.
        assertThat(after.reads() - before.reads()).isLessThanOrEqualTo(10 * 3);
        // One, and on PostgreSQL one for the bytes.
        assertThat(after.units() - before.units()).isLessThanOrEqualTo(10 * 2);
        assertThat(after.failedUnits() - before.failedUnits()).isZero();
        // Of what was looked at once, neither does one with rules that do not apply.
        rules.rule("bob", rules.inbox("bob"), 1, ENABLED, org.rialto.mapi.Restriction
                .exist(PropertyTags.PidTagExpiryTime),
                new RuleAction(0, 0, new RuleAction.Delete()));
        rules.send("alice", "warm", "bob", "carol");
        before = rules.server.database.counters().numbers();
        rules.send("alice", "two", "bob", "carol");
        after = rules.server.database.counters().numbers();
        assertThat(after.units() - before.units()).isLessThanOrEqualTo(2);
        assertThat(after.failedUnits() - before.failedUnits()).isZero();
    }
}
