package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.transport.RuleServer.ENABLED;
import static org.rialto.transport.RuleServer.every;
import static org.rialto.transport.RuleServer.forward;
import static org.rialto.transport.RuleServer.recipient;
import static org.rialto.transport.RuleServer.to;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.ServerId;
import org.rialto.store.MessageFlags;
import org.rialto.store.SpecialFolder;

/// What rules do with mail that comes. MS-OXORULE §3.2.5.1.
@ParameterizedClass
@EnumSource(TestEngine.class)
final class DeliveryRulesTest {
    private final RuleServer rules;

    DeliveryRulesTest(TestEngine engine, @TempDir Path folder) {
        rules = new RuleServer(engine, folder);
    }

    @AfterEach
    void close() { rules.close(); }

    private List<String> inbox(String owner) { return rules.subjects(owner, rules.inbox(owner)); }

    @Test
    void moves() {
        long target = rules.folder("bob", "Projects");
        rules.always("bob", new RuleAction.Move(to(target)));
        rules.send("alice", "one", "bob", "carol");
        assertThat(rules.subjects("bob", target)).containsExactly("one");
        assertThat(inbox("bob")).isEmpty();
        assertThat(inbox("carol")).containsExactly("one");
    }

    @Test
    void copiesAndMovesToSeveralFolders() {
        long first = rules.folder("bob", "First");
        long second = rules.folder("bob", "Second");
        long third = rules.folder("bob", "Third");
        rules.always("bob", new RuleAction.Copy(to(first)));
        rules.send("alice", "one", "bob");
        assertThat(rules.subjects("bob", first)).containsExactly("one");
        assertThat(inbox("bob")).containsExactly("one");
        rules.always("bob", new RuleAction.Move(to(second)), new RuleAction.Move(to(third)));
        rules.send("alice", "two", "bob");
        assertThat(rules.subjects("bob", second)).containsExactly("two");
        assertThat(rules.subjects("bob", third)).containsExactly("two");
        assertThat(rules.subjects("bob", first)).containsExactly("one", "two");
        assertThat(inbox("bob")).containsExactly("one");
    }

    @Test
    void marksAsReadAndTagsWhatItMoves() {
        long target = rules.folder("bob", "Projects");
        rules.always("bob", new RuleAction.Move(to(target)), new RuleAction.MarkAsRead(),
                new RuleAction.Tag(PropertyValue.of(PropertyTags.PidTagImportance, 2)));
        rules.send("alice", "one", "bob");
        assertThat(rules.rows("bob", target).getFirst().flags() & MessageFlags.READ).isNotZero();
        assertThat(rules.in("bob", target).getFirst()
                .getInteger32(PropertyTags.PidTagImportance)).isEqualTo(2);
        assertThat(rules.rows("bob", target).getFirst().mime()).isNotNull();
    }

    @Test
    void deletesToRecoverableItemsAndEndsTheRules() {
        long target = rules.folder("bob", "Projects");
        rules.rule("bob", rules.inbox("bob"), 1, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Delete()));
        rules.rule("bob", rules.inbox("bob"), 2, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Copy(to(target))));
        rules.send("alice", "one", "bob");
        assertThat(inbox("bob")).isEmpty();
        assertThat(rules.subjects("bob", target)).isEmpty();
        assertThat(rules.subjects("bob",
                rules.folder("bob", SpecialFolder.RECOVERABLE_DELETIONS))).containsExactly("one");
    }

    @Test
    void carriesOutInOrderOfSequenceAndExits() {
        long first = rules.folder("bob", "First");
        long second = rules.folder("bob", "Second");
        long inbox = rules.inbox("bob");
        rules.rule("bob", inbox, 20, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Move(to(second))));
        rules.rule("bob", inbox, 10, ENABLED | 0x10, every(),
                new RuleAction(0, 0, new RuleAction.Move(to(first))));
        rules.rule("bob", inbox, 5, 0, every(),
                new RuleAction(0, 0, new RuleAction.Delete()));
        rules.send("alice", "one", "bob");
        assertThat(rules.subjects("bob", first)).containsExactly("one");
        assertThat(rules.subjects("bob", second)).isEmpty();
    }

    @Test
    void carriesOutTheRulesOfTheFolderThatItMovesTo() {
        long first = rules.folder("bob", "First");
        long second = rules.folder("bob", "Second");
        rules.always("bob", new RuleAction.Move(to(first)));
        rules.rule("bob", first, 1, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Move(to(second))),
                new RuleAction(0, 0, new RuleAction.MarkAsRead()));
        rules.rule("bob", second, 1, ENABLED, every(),
                new RuleAction(0, 0, new RuleAction.Move(to(rules.inbox("bob")))));
        rules.send("alice", "one", "bob");
        // Round in a circle: it ends where it came from, once.
        assertThat(inbox("bob")).containsExactly("one");
        assertThat(rules.subjects("bob", first)).isEmpty();
        assertThat(rules.subjects("bob", second)).isEmpty();
    }

    @Test
    void newRulesAreGoodForTheNextMessage() {
        long target = rules.folder("bob", "Projects");
        rules.send("alice", "one", "bob");
        rules.always("bob", new RuleAction.Move(to(target)));
        rules.send("alice", "two", "bob");
        rules.mailbox("bob").write(change -> {
            change.setRules(rules.inbox("bob"), List.of());
            return true;
        });
        rules.send("alice", "three", "bob");
        assertThat(inbox("bob")).containsExactly("one", "three");
        assertThat(rules.subjects("bob", target)).containsExactly("two");
    }

    @Test
    void keepsInTheInboxWhatItCannotMoveAndTellsOnce() {
        long target = rules.folder("bob", "Projects");
        long rule = rules.always("bob", new RuleAction.Delegate(List.of(recipient("carol"))),
                new RuleAction.Move(to(target)));
        rules.mailbox("bob").write(change -> {
            change.deleteFolder(target, true);
            return true;
        });
        rules.send("alice", "one", "bob");
        rules.send("alice", "two", "bob");
        assertThat(inbox("bob")).containsExactly("one", "two");
        List<PropertyBag> told = rules.in("bob",
                rules.folder("bob", SpecialFolder.DEFERRED_ACTION));
        assertThat(told).hasSize(1);
        PropertyBag error = told.getFirst();
        assertThat(error.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("IPC.Microsoft Exchange 4.0.Deferred Error");
        assertThat(error.getInteger32(PropertyTags.PidTagRuleError)).isEqualTo(6);
        assertThat(error.getInteger32(PropertyTags.PidTagRuleActionType)).isEqualTo(1);
        assertThat(error.getInteger32(PropertyTags.PidTagRuleActionNumber)).isEqualTo(1);
        assertThat(error.getInteger64(PropertyTags.PidTagRuleId)).isEqualTo(rule);
        assertThat(error.getString(PropertyTags.PidTagRuleProvider)).isEqualTo("RuleOrganizer");
        assertThat(error.getBinary(PropertyTags.PidTagDamOriginalEntryId)).isNotNull();
        int state = rules.mailbox("bob").read(snapshot -> snapshot.rules(rules.inbox("bob")))
                .getFirst().properties().getInteger32(PropertyTags.PidTagRuleState, 0);
        assertThat(state).isEqualTo(3);
        rules.awaitEmptyQueue();
        assertThat(inbox("carol")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void asksTheClientForWhatItCannotDo() {
        Binary data = Binary.of((byte) 1, (byte) 2, (byte) 3);
        long first = rules.always("bob", new RuleAction.Defer(data));
        rules.always("bob", new RuleAction.Defer(data), new RuleAction.Move(
                new RuleAction.Target(false, data, data)));
        rules.send("alice", "one", "bob");
        PropertyBag message = rules.in("bob", rules.inbox("bob")).getFirst();
        assertThat(message.getBoolean(PropertyTags.PidTagHasDeferredActionMessages)).isTrue();
        long folder = rules.folder("bob", SpecialFolder.DEFERRED_ACTION);
        List<PropertyBag> asked = rules.in("bob", folder);
        assertThat(asked).hasSize(1);
        PropertyBag dam = asked.getFirst();
        assertThat(dam.getString(PropertyTags.PidTagMessageClass))
                .isEqualTo("IPC.Microsoft Exchange 4.0.Deferred Action");
        assertThat(dam.getBoolean(PropertyTags.PidTagDamBackPatched)).isFalse();
        org.rialto.store.ObjectIds ids = new org.rialto.store.ObjectIds(
                rules.mailbox("bob").info());
        assertThat(dam.getBinary(PropertyTags.PidTagDamOriginalEntryId))
                .isEqualTo(ids.messageEntryId(rules.inbox("bob"),
                        rules.rows("bob", rules.inbox("bob")).getFirst().messageId()));
        assertThat(dam.getBinary(PropertyTags.PidTagRuleFolderEntryId))
                .isEqualTo(ids.folderEntryId(rules.inbox("bob")));
        Binary ruleIds = Objects.requireNonNull(dam.getBinary(PropertyTags.PidTagRuleIds));
        assertThat(ruleIds.reader().readInt64()).isEqualTo(first);
        assertThat(ruleIds.length()).isEqualTo(16);
        // Three action blocks: 11 and 3 bytes, 11 and 3, and a move of 1, 2 + 3 and 2 + 3.
        assertThat(Objects.requireNonNull(dam.getBinary(PropertyTags.PidTagClientActions)).hex())
                .startsWith("03000C00")
                .hasSize(2 * (2 + 14 + 14 + 2 + 9 + 11));
        assertThat(dam.get(PropertyTags.PidTagDeferredActionMessageOriginalEntryId))
                .isEqualTo(new ServerId.Ours(new org.rialto.mapi.FolderId(1, folder),
                        new org.rialto.mapi.MessageId(1,
                                rules.rows("bob", folder).getFirst().messageId()),
                        0));
    }

    @Test
    void bouncesWithTheReason() {
        rules.always("bob", new RuleAction.Bounce(0x0D));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("bob")).isEmpty();
        assertThat(rules.server.inbox("alice")).singleElement().asString()
                .contains("Action: failed", "Status: 5.2.3",
                        "does not take a message of this size");
        rules.server.send(TestServer.envelope(null, "bob"), "Subject: report\r\n\r\nx\r\n");
        assertThat(inbox("bob")).isEmpty();
        assertThat(rules.subjects("bob",
                rules.folder("bob", SpecialFolder.RECOVERABLE_DELETIONS)))
                .containsExactly("report");
    }

    @Test
    void forwardsAsAMessageOfTheOwner() {
        rules.always("bob", forward(0, "carol", "alice", "bob"));
        rules.sendWith("alice", "Subject: one\r\nContent-Type: text/html\r\n",
                "<html><body class=x><p>Hello &amp; so on</p></body></html>\r\n", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("bob")).containsExactly("one");
        // Neither to who wrote it nor to oneself.
        assertThat(rules.server.inbox("alice")).isEmpty();
        assertThat(rules.server.inbox("carol")).singleElement().asString()
                .startsWith("Return-Path: <bob@here.example>\r\n")
                .contains("From: bob <bob@here.example>", "Subject: FW: one",
                        "To: carol <carol@here.example>",
                        "X-MS-Exchange-Inbox-Rules-Loop: bob@here.example",
                        "Auto-Submitted: auto-generated", "From: alice@here.example",
                        "<b>Subject:</b> one");
        assertThat(rules.in("carol", rules.inbox("carol")).getFirst()
                .getBoolean(PropertyTags.PidTagAutoForwarded)).isTrue();
    }

    @Test
    void redirectsUnchanged() {
        rules.always("bob", forward(3, "carol"));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        String original = rules.server.inbox("bob").getFirst();
        String bytes = original.substring(original.indexOf("\r\n") + 2);
        assertThat(rules.server.inbox("carol")).singleElement().asString().endsWith(bytes)
                .contains("Resent-From: bob <bob@here.example>",
                        "X-MS-Exchange-Organization-AutoForwarded: true");
        assertThat(rules.in("carol", rules.inbox("carol")).getFirst()
                .getString(PropertyTags.PidTagSenderSmtpAddress))
                .isEqualTo("alice@here.example");
    }

    @Test
    void forwardsAsAnAttachmentAndAsATextMessage() {
        rules.always("bob", forward(4, "carol"), forward(8, "carol"));
        rules.sendWith("alice", "Subject: one\r\n", "word ".repeat(100) + "\r\n", "bob");
        rules.awaitEmptyQueue();
        assertThat(rules.server.inbox("carol")).hasSize(2).anySatisfy(attached -> assertThat(
                attached).contains("Content-Type: message/rfc822",
                        "From: alice@here.example\r\nTo: bob@here.example"))
                .anySatisfy(text -> assertThat(text).contains("one: word word")
                        .doesNotContain("word ".repeat(40)));
    }

    @Test
    void delegates() {
        rules.always("bob", new RuleAction.Delegate(List.of(recipient("carol"))));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        PropertyBag message = rules.in("carol", rules.inbox("carol")).getFirst();
        assertThat(message.getBoolean(PropertyTags.PidTagDelegatedByRule)).isTrue();
        assertThat(message.getString(PropertyTags.PidTagReceivedRepresentingName))
                .isEqualTo("bob");
        assertThat(message.getString(PropertyTags.PidTagReceivedRepresentingEmailAddress))
                .isEqualTo(rules.user("bob").entry().legacyDN());
        assertThat(message.getString(PropertyTags.PidTagReceivedRepresentingAddressType))
                .isEqualTo("EX");
        assertThat(message.getBinary(PropertyTags.PidTagReceivedRepresentingEntryId)).isNotNull();
        assertThat(message.getBinary(PropertyTags.PidTagReceivedRepresentingSearchKey))
                .isNotNull();
        assertThat(message.getString(PropertyTags.PidTagSubject)).isEqualTo("one");
    }

    @Test
    void repliesWithATemplate() {
        rules.always("bob", new RuleAction.Reply(rules.template("bob", "I read this soon.")));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(rules.server.inbox("alice")).singleElement().asString()
                .startsWith("Return-Path: <>\r\n")
                .contains("I read this soon.", "Subject: Re: one", "Auto-Submitted: auto-replied",
                        "In-Reply-To: <", "X-Auto-Response-Suppress: All",
                        "From: bob <bob@here.example>", "To: alice@here.example");
    }

    @Test
    void repliesToOthersOrWithTheServersText() {
        PropertyBag carol = new PropertyBag().set(PropertyTags.PidTagDisplayName, "Carol")
                .set(PropertyTags.PidTagAddressType, "EX")
                .set(PropertyTags.PidTagEmailAddress, rules.user("carol").entry().legacyDN());
        RuleAction.TemplateById template = rules.template("bob", new PropertyBag()
                .set(PropertyTags.PidTagSubject, "Seen")
                .set(PropertyTags.PidTagBody, "Mine"), List.of(carol));
        rules.always("bob", new RuleAction(1, 0, new RuleAction.Reply(template)),
                new RuleAction(2, 0, new RuleAction.Reply(template)));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("carol")).containsExactlyInAnyOrder("Seen", "Re: one");
        assertThat(rules.server.inbox("alice")).singleElement().asString()
                .contains("This is an automatic answer").doesNotContain("Mine");
    }

    @Test
    void findsATemplateByItsGuidAndTellsWhenThereIsNone() {
        RuleAction.TemplateById template = rules.template("bob", "Soon");
        rules.always("bob", new RuleAction.Reply(new RuleAction.TemplateById(template.folder(),
                new org.rialto.mapi.MessageId(1, 999_999), template.guid())));
        rules.always("bob", new RuleAction.Reply(new RuleAction.TemplateById(template.folder(),
                new org.rialto.mapi.MessageId(1, 999_999), new java.util.UUID(1, 1))));
        rules.send("alice", "one", "bob");
        rules.awaitEmptyQueue();
        assertThat(inbox("alice")).containsExactly("Re: one");
        assertThat(rules.in("bob", rules.folder("bob", SpecialFolder.DEFERRED_ACTION)))
                .singleElement().satisfies(error -> assertThat(
                        error.getInteger32(PropertyTags.PidTagRuleError)).isEqualTo(0x0A));
    }
}
