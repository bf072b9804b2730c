package org.rialto.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.transport.RuleServer.ENABLED;
import static org.rialto.transport.RuleServer.to;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.base.ByteWriter;
import org.rialto.database.TestEngine;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueWriter;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// What the conditions of rules, standard and extended, see of a message. MS-OXORULE §2.2.1.3.1.9
/// and §2.2.4.
@ParameterizedClass
@EnumSource(TestEngine.class)
final class RuleConditionsTest {
    private static final FuzzyLevel ANYWHERE = new FuzzyLevel(FuzzyLevel.SUBSTRING,
            FuzzyLevel.IGNORE_CASE);
    private static final ValueFormat EXTENDED = ValueFormat.extended(StandardCharsets.UTF_8);
    private static final String HEADER = """
            Subject: [Project] Plan\r
            Cc: carol@here.example\r
            Importance: high\r
            Content-Type: multipart/mixed; boundary=x\r
            """;
    private static final String BODY = """
            --x\r
            Content-Type: text/plain\r
            \r
            The budget is attached.\r
            --x\r
            Content-Type: application/pdf; name=budget.pdf\r
            Content-Disposition: attachment; filename=budget.pdf\r
            \r
            pdf\r
            --x--\r
            """;
    private final RuleServer rules;

    RuleConditionsTest(TestEngine engine, @TempDir Path folder) {
        rules = new RuleServer(engine, folder);
    }

    @AfterEach
    void close() { rules.close(); }

    private Map<String, Restriction> conditions() {
        Map<String, Restriction> all = new LinkedHashMap<>();
        all.put("content", Restriction.content(ANYWHERE, PropertyTags.PidTagSubject, "project"));
        all.put("body", Restriction.content(ANYWHERE, PropertyTags.PidTagBody, "BUDGET is"));
        all.put("header", Restriction.content(ANYWHERE,
                PropertyTags.PidTagTransportMessageHeaders, "boundary=x"));
        all.put("property", Restriction.equal(PropertyTags.PidTagImportance, 2));
        all.put("compare", new Restriction.CompareProperties(RelationalOperator.EQUAL,
                PropertyTags.PidTagSenderSmtpAddress,
                PropertyTags.PidTagSentRepresentingSmtpAddress));
        all.put("bits", new Restriction.BitMask(true, PropertyTags.PidTagMessageFlags, 0x10));
        all.put("message size", Restriction.property(RelationalOperator.GREATER_THAN,
                PropertyTags.PidTagMessageSize, 300));
        all.put("size", new Restriction.Size(RelationalOperator.LESS_THAN,
                PropertyTags.PidTagSubject, 100));
        all.put("exist", Restriction.exist(PropertyTags.PidTagInternetMessageId));
        all.put("recipients", new Restriction.SubObject(PropertyTags.PidTagMessageRecipients,
                Restriction.content(ANYWHERE, PropertyTags.PidTagSmtpAddress, "carol@")));
        all.put("attachments", new Restriction.SubObject(PropertyTags.PidTagMessageAttachments,
                Restriction.content(ANYWHERE, PropertyTags.PidTagAttachLongFilename, ".pdf")));
        all.put("comment", new Restriction.Comment(
                List.of(PropertyValue.of(PropertyTags.PidTagComment, "by Outlook")),
                Restriction.exist(PropertyTags.PidTagSubject)));
        all.put("count", new Restriction.Count(1,
                Restriction.exist(PropertyTags.PidTagSubject)));
        all.put("or", Restriction.or(Restriction.exist(PropertyTags.PidTagExpiryTime),
                Restriction.exist(PropertyTags.PidTagSubject)));
        all.put("and", Restriction.and(Restriction.exist(PropertyTags.PidTagSubject),
                Restriction.not(Restriction.exist(PropertyTags.PidTagExpiryTime))));
        all.put("to me", Restriction.equal(PropertyTags.PidTagMessageToMe, true));
        all.put("not cc me", Restriction.equal(PropertyTags.PidTagMessageCcMe, false));
        all.put("sender by its enterprise name", Restriction.equal(
                PropertyTags.PidTagSenderSearchKey, Binary.wrap(("EX:"
                        + rules.user("alice").entry().legacyDN().toUpperCase() + "\0")
                        .getBytes(StandardCharsets.US_ASCII))));
        all.put("sender in a group", Restriction.property(
                RelationalOperator.MEMBER_OF_DISTRIBUTION_LIST,
                PropertyTags.PidTagSenderEntryId, new EntryId.AddressBook(
                        EntryId.AddressBook.DISTRIBUTION_LIST, rules.server.directory
                                .named("team").entry().legacyDN())
                        .encode()));
        return all;
    }

    @Test
    void conditionsOfEachKindHold() {
        rules.server.group("team", "alice");
        Map<String, Restriction> conditions = conditions();
        record Folders(String name, long yes, long no) {}
        List<Folders> folders = new ArrayList<>();
        long inbox = rules.inbox("bob");
        conditions.forEach((name, condition) -> {
            Folders two = new Folders(name, rules.folder("bob", name),
                    rules.folder("bob", "no " + name));
            folders.add(two);
            rules.rule("bob", inbox, 1, ENABLED, condition, copy(two.yes));
            rules.rule("bob", inbox, 1, ENABLED, Restriction.not(condition), copy(two.no));
        });
        rules.sendWith("alice", HEADER, BODY, "bob");
        folders.forEach(two -> {
            assertThat(rules.in("bob", two.yes)).as(two.name).hasSize(1);
            assertThat(rules.in("bob", two.no)).as("not " + two.name).isEmpty();
        });
        assertThat(rules.in("bob", rules.folder("bob", SpecialFolder.DEFERRED_ACTION))).isEmpty();
    }

    private static RuleAction copy(long folderId) {
        return new RuleAction(0, 0, new RuleAction.Copy(to(folderId)));
    }

    @Test
    void conditionsSeeWhatEarlierRulesTagged() {
        long target = rules.folder("bob", "Red");
        PropertyTag tag = PropertyTags.PidTagIconIndex;
        rules.rule("bob", rules.inbox("bob"), 1, ENABLED, RuleServer.every(),
                new RuleAction(0, 0, new RuleAction.Tag(PropertyValue.of(tag, 5))));
        rules.rule("bob", rules.inbox("bob"), 2, ENABLED, Restriction.equal(tag, 5),
                new RuleAction(0, 0, new RuleAction.Move(to(target))));
        rules.send("alice", "one", "bob");
        assertThat(rules.subjects("bob", target)).containsExactly("one");
    }

    /// An extended rule in Bob's Inbox.
    private long extended(Binary condition, Binary actions, int state) {
        return rules.add("bob", rules.inbox("bob"), true, new PropertyBag()
                .set(PropertyTags.PidTagMessageClass, "IPM.ExtendedRule.Message")
                .set(PropertyTags.PidTagRuleMessageName, "extended")
                .set(PropertyTags.PidTagRuleMessageProvider, "test")
                .set(PropertyTags.PidTagRuleMessageSequence, 10)
                .set(PropertyTags.PidTagRuleMessageState, state)
                .set(PropertyTags.PidTagExtendedRuleMessageCondition, condition)
                .set(PropertyTags.PidTagExtendedRuleMessageActions, actions), List.of());
    }

    private static ByteWriter named(Map<Integer, PropertyName> names) {
        ByteWriter out = new ByteWriter().writeInt16(names.size());
        if (!names.isEmpty()) {
            names.keySet().forEach(out::writeInt16);
            ByteWriter bytes = new ByteWriter();
            names.values().forEach(name -> name.write(bytes));
            out.writeInt32(bytes.length());
            out.writeBytes(bytes.toByteArray());
        }
        return out;
    }

    private static Binary condition(Restriction condition, Map<Integer, PropertyName> names) {
        ByteWriter out = named(names);
        new ValueWriter(out, EXTENDED).writeRestriction(condition);
        return Binary.wrap(out.toByteArray());
    }

    private static Binary actions(Map<Integer, PropertyName> names, RuleAction... actions) {
        ByteWriter out = named(names).writeInt32(1);
        new ValueWriter(out, EXTENDED).writeRuleActions(new RuleActions(List.of(actions)));
        return Binary.wrap(out.toByteArray());
    }

    @Test
    void extendedRulesMoveAndTagByNamesOfTheirOwn() {
        long target = rules.folder("bob", "Extended");
        PropertyName categories = PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Keywords");
        Map<Integer, PropertyName> names = Map.of(0x9abc, categories);
        PropertyTag tag = PropertyTag.of(0x9abc, PropertyType.MULTIPLE_STRING);
        Binary folder = new ObjectIds(rules.mailbox("bob").info()).folderEntryId(target);
        extended(condition(Restriction.and(
                Restriction.content(ANYWHERE, PropertyTags.PidTagSubject, "plan"),
                Restriction.not(Restriction.exist(tag))), names),
                actions(names, new RuleAction(0, 0, new RuleAction.Tag(
                        new PropertyValue(tag, List.of("Red", "Blue")))),
                        new RuleAction(0, 0, new RuleAction.Move(
                                new RuleAction.Target(true, Binary.EMPTY, folder)))),
                ENABLED);
        rules.sendWith("alice", HEADER, BODY, "bob");
        assertThat(rules.in("bob", target)).hasSize(1);
        int id = rules.mailbox("bob").read(snapshot -> snapshot.namedPropertyId(categories))
                .orElseThrow();
        assertThat(rules.in("bob", target).getFirst()
                .getStrings(PropertyTag.of(id, PropertyType.MULTIPLE_STRING)))
                .containsExactly("Red", "Blue");
    }

    @Test
    void extendedRulesThatCannotBeReadAreToldOnceAndKeepNothingOut() {
        Binary good = condition(RuleServer.every(), Map.of());
        List<Long> bad = new ArrayList<>();
        bad.add(extended(Binary.of((byte) 0, (byte) 0, (byte) 99), actions(Map.of()), ENABLED));
        bad.add(extended(good, Binary.of((byte) 0, (byte) 0, (byte) 2, (byte) 0), ENABLED));
        bad.add(extended(Binary.wrap(new byte[200_000]), actions(Map.of()), ENABLED));
        byte[] deep = new byte[50_000];
        java.util.Arrays.fill(deep, (byte) 0x02); // Not of Not of …
        deep[0] = 0;
        deep[1] = 0;
        bad.add(extended(Binary.wrap(deep), actions(Map.of()), ENABLED));
        rules.send("alice", "one", "bob");
        rules.send("alice", "two", "bob");
        assertThat(rules.subjects("bob", rules.inbox("bob"))).containsExactly("one", "two");
        List<PropertyBag> told = rules.in("bob",
                rules.folder("bob", SpecialFolder.DEFERRED_ACTION));
        assertThat(told).hasSize(4).allSatisfy(error -> assertThat(
                error.getInteger32(PropertyTags.PidTagRuleError)).isEqualTo(4));
        for (long id : bad) {
            PropertyBag rule = rules.mailbox("bob").read(snapshot -> snapshot.content(id))
                    .properties();
            assertThat(rule.getInteger32(PropertyTags.PidTagRuleMessageState))
                    .isEqualTo(ENABLED | 0x40);
        }
    }

    @Test
    void rulesThatLookAtTooMuchTextFailAndTheMessageStays() {
        List<Restriction> many = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            many.add(Restriction.content(new FuzzyLevel(FuzzyLevel.SUBSTRING, 0),
                    PropertyTags.PidTagBody, "not there " + i));
        }
        rules.rule("bob", rules.inbox("bob"), 1, ENABLED, new Restriction.Or(many),
                new RuleAction(0, 0, new RuleAction.Delete()));
        rules.sendWith("alice", "Subject: large\r\n", "0123456789 01234\r\n".repeat(80_000), "bob");
        assertThat(rules.subjects("bob", rules.inbox("bob"))).containsExactly("large");
        assertThat(rules.in("bob", rules.folder("bob", SpecialFolder.DEFERRED_ACTION)))
                .singleElement().satisfies(error -> assertThat(
                        error.getInteger32(PropertyTags.PidTagRuleError)).isEqualTo(5));
    }
}
