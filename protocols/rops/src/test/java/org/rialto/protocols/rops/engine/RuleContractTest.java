package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mailbox.rules.ExtendedRules;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.mapi.ServerId;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.property.RopGetPropertiesSpecific;
import org.rialto.protocols.rops.wire.rule.RopGetRulesTable;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.rule.RopModifyRules;
import org.rialto.protocols.rops.wire.rule.RopUpdateDeferredActionMessages;
import org.rialto.protocols.rops.wire.rule.RuleData;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.stream.RopWriteStream;
import org.rialto.protocols.rops.wire.table.RopFindRow;
import org.rialto.protocols.rops.wire.table.RopQueryColumnsAll;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopRestrict;
import org.rialto.store.FolderRule;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
import org.rialto.store.Rights;
import org.rialto.store.SpecialFolder;

/// Rules by remote operations: changing them, their table, deferred action messages. MS-OXORULE
/// §3.2.5.2 to §3.2.5.4.
class RuleContractTest extends AliceAtInbox {
    private static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagRuleId,
            PropertyTags.PidTagRuleName, PropertyTags.PidTagRuleSequence,
            PropertyTags.PidTagRuleState, PropertyTags.PidTagRuleCondition,
            PropertyTags.PidTagRuleActions);

    private static final Restriction CONDITION = Restriction.and(
            Restriction.content(new FuzzyLevel(FuzzyLevel.SUBSTRING, FuzzyLevel.IGNORE_CASE),
                    PropertyTags.PidTagSubject, "Project X"),
            Restriction.exist(PropertyTags.PidTagBody));

    private RuleActions move() {
        return actions(new RuleAction.Move(new RuleAction.Target(true,
                Binary.wrap(new byte[]{0}), ServerId.ofFolder(Ids.folder(inbox)).encode())));
    }

    private static RuleActions actions(RuleAction.Data... data) {
        List<RuleAction> actions = new ArrayList<>();
        for (RuleAction.Data each : data) {
            actions.add(new RuleAction(0, 0, each));
        }
        return new RuleActions(actions);
    }

    private static PropertyValue value(PropertyTag tag, Object value) {
        return PropertyValue.of(tag, value);
    }

    private List<PropertyValue> rule(String name, int sequence) {
        return List.of(value(PropertyTags.PidTagRuleName, name),
                value(PropertyTags.PidTagRuleSequence, sequence),
                value(PropertyTags.PidTagRuleState, 1),
                value(PropertyTags.PidTagRuleProvider, "RuleOrganizer"),
                value(PropertyTags.PidTagRuleProviderData, Binary.wrap(new byte[]{1, 2, 3})),
                value(PropertyTags.PidTagRuleUserFlags, 77),
                value(PropertyTags.PidTagRuleLevel, 0),
                value(PropertyTags.PidTagRuleCondition, CONDITION),
                value(PropertyTags.PidTagRuleActions, move()));
    }

    private static RuleData add(List<PropertyValue> values) {
        return new RuleData(RuleData.ROW_ADD, values);
    }

    private static RopModifyRules.Request modify(int flags, RuleData... rows) {
        return new RopModifyRules.Request(0, 0, flags, List.of(rows));
    }

    private void set(RuleData... rows) {
        client.ask(folder, modify(0, rows), RopModifyRules.Response.class);
    }

    private String fails(RopRequest request) { return client.error(folder, request).name(); }

    private List<FolderRule> stored() { return mailbox.read(snapshot -> snapshot.rules(inbox)); }

    private int table(int flags) {
        client.ask(folder, new RopGetRulesTable.Request(0, 0, 1, flags),
                RopGetRulesTable.Response.class);
        return client.handle(1);
    }

    private Object hasRules() {
        RopGetPropertiesSpecific.Response response = client.ask(folder,
                new RopGetPropertiesSpecific.Request(0, 0, 0, true,
                        List.of(PropertyTags.PidTagHasRules)),
                RopGetPropertiesSpecific.Response.class);
        return Objects.requireNonNull(PropertyRow.read(response.rowData().reader(),
                List.of(PropertyTags.PidTagHasRules), RopClient.FORMAT).value(0));
    }

    @Test
    void addsRulesAndShowsThemInTheTable() {
        assertThat(hasRules()).isEqualTo(false);
        set(add(rule("one", 10)), add(rule("two", 20)));
        List<PropertyRow> rows = client.rows(table(RopGetRulesTable.UNICODE), COLUMNS);
        assertThat(rows).extracting(row -> row.value(1)).containsExactly("one", "two");
        assertThat(rows).extracting(row -> row.value(0)).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat((Long) id).isPositive());
        assertThat(rows.getFirst().value(4)).isEqualTo(CONDITION);
        assertThat(rows.getFirst().value(5)).isEqualTo(move());
        assertThat(stored().getFirst().properties()
                .getInteger32(PropertyTags.PidTagRuleUserFlags)).isEqualTo(77);
        assertThat(hasRules()).isEqualTo(true);
        assertThat(client.ask(logon, new RopOpenFolder.Request(0, 0, 1, Ids.folder(inbox), 0),
                RopOpenFolder.Response.class).hasRules()).isTrue();
    }

    /// MS-OXORULE §3.2.5.1: PidTagExtendedRuleSizeLimit.
    @Test
    void anExtendedRuleOverTheLimitIsNotSaved() {
        assertThat(saveExtendedRule(96 << 10)).isEqualTo(ErrorCodes.Success);
        assertThat(saveExtendedRule((96 << 10) + 1)).isEqualTo(ErrorCodes.TooBig);
        int kept = mailbox.read(snapshot -> snapshot.folder(inbox)).associatedCount();
        assertThat(kept).isEqualTo(1);
    }

    private ErrorCode saveExtendedRule(int conditionBytes) {
        client.ask(folder, new RopCreateMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(inbox), true),
                RopCreateMessage.Response.class);
        int message = client.handle(1);
        client.set(message, PropertyTags.PidTagMessageClass, ExtendedRules.MESSAGE_CLASS);
        client.ask(message, new RopOpenStream.Request(0, 0, 1,
                PropertyTags.PidTagExtendedRuleMessageCondition, RopOpenStream.CREATE),
                RopOpenStream.Response.class);
        int stream = client.handle(1);
        for (int left = conditionBytes; left > 0; left -= 16_384) {
            client.ask(stream, new RopWriteStream.Request(0, 0,
                    Binary.wrap(new byte[Math.min(left, 16_384)])),
                    RopWriteStream.Response.class);
        }
        client.release(stream);
        return client.error(message, new RopSaveChangesMessage.Request(0, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE));
    }

    @Test
    void modifiesAndRemovesRulesById() {
        set(add(rule("one", 10)), add(rule("two", 20)));
        long first = stored().get(0).ruleId();
        long second = stored().get(1).ruleId();
        set(new RuleData(RuleData.ROW_MODIFY, List.of(value(PropertyTags.PidTagRuleId, first),
                value(PropertyTags.PidTagRuleName, "renamed"))),
                new RuleData(RuleData.ROW_REMOVE,
                        List.of(value(PropertyTags.PidTagRuleId, second))));
        assertThat(stored()).hasSize(1);
        PropertyBag left = stored().getFirst().properties();
        assertThat(left.getString(PropertyTags.PidTagRuleName)).isEqualTo("renamed");
        assertThat(left.getInteger32(PropertyTags.PidTagRuleSequence)).isEqualTo(10);
        set(new RuleData(RuleData.ROW_REMOVE, List.of(value(PropertyTags.PidTagRuleId, first))));
        assertThat(hasRules()).isEqualTo(false);
        set(add(rule("three", 30)));
        assertThat(stored().getFirst().ruleId()).isGreaterThan(second);
    }

    @Test
    void replacesAllRules() {
        set(add(rule("one", 10)), add(rule("two", 20)));
        client.ask(folder, modify(RopModifyRules.REPLACE, add(rule("only", 5))),
                RopModifyRules.Response.class);
        assertThat(stored()).hasSize(1);
        assertThat(fails(modify(RopModifyRules.REPLACE,
                new RuleData(RuleData.ROW_REMOVE, List.of(value(PropertyTags.PidTagRuleId,
                        stored().getFirst().ruleId()))))))
                .isEqualTo("InvalidParameter");
        client.ask(folder, modify(RopModifyRules.REPLACE), RopModifyRules.Response.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void doesAllOrNothing() {
        set(add(rule("one", 10)));
        assertThat(fails(modify(0, add(rule("two", 20)), new RuleData(RuleData.ROW_REMOVE,
                List.of(value(PropertyTags.PidTagRuleId, 12345L)))))).isEqualTo("NotFound");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void refusesWhatIsIncorrect() {
        List<PropertyValue> good = rule("one", 10);
        assertThat(fails(modify(0x02))).isEqualTo("InvalidParameter");
        assertThat(fails(modify(0, new RuleData(0x08, good)))).isEqualTo("InvalidParameter");
        assertThat(fails(modify(0, add(List.of())))).isEqualTo("InvalidParameter");
        assertThat(fails(modify(0, add(good.subList(0, 4))))).isEqualTo("InvalidParameter");
        assertThat(fails(modify(0, add(with(good, value(PropertyTags.PidTagRuleId, 7L))))))
                .isEqualTo("InvalidParameter");
        assertThat(fails(modify(0, add(with(good, value(PropertyTags.PidTagSubject, "x"))))))
                .isEqualTo("InvalidParameter");
        assertThat(fails(modify(0, add(with(good, new PropertyValue(
                PropertyTags.PidTagRuleSequence.withType(PropertyType.INTEGER64), 7L))))))
                .isEqualTo("InvalidParameter");
        assertThat(fails(modify(0, new RuleData(RuleData.ROW_MODIFY, good))))
                .isEqualTo("InvalidParameter");
        for (RuleAction action : List.of(
                new RuleAction(0, 0, new RuleAction.Bounce(5)),
                new RuleAction(0, 0, new RuleAction.Forward(List.of())),
                new RuleAction(5, 0, new RuleAction.Forward(List.of(new RuleAction.Recipient(
                        List.of(value(PropertyTags.PidTagDisplayName, "x")))))))) {
            assertThat(fails(modify(0, add(with(good, value(PropertyTags.PidTagRuleActions,
                    new RuleActions(List.of(action)))))))).isEqualTo("InvalidParameter");
        }
        assertThat(client.error(logon, modify(0)).name()).isEqualTo("NotSupported");
        assertThat(stored()).isEmpty();
    }

    private static List<PropertyValue> with(List<PropertyValue> values, PropertyValue other) {
        List<PropertyValue> all = new ArrayList<>(values);
        all.removeIf(each -> each.id() == other.id());
        all.add(other);
        return all;
    }

    @Test
    void takesNoErrorFlagsFromClients() {
        set(add(with(rule("one", 1), value(PropertyTags.PidTagRuleState, 0x43))));
        assertThat(stored().getFirst().properties().getInteger32(PropertyTags.PidTagRuleState))
                .isEqualTo(1);
    }

    @Test
    void rulesAreForTheFoldersOwnerOnly() {
        RopFixture.grant(mailbox, inbox, fixture.bob, Rights.ALL & ~Rights.FOLDER_OWNER);
        RopClient other = fixture.client(fixture.bob);
        int theirs = other.open(other.logon(fixture.alice), inbox);
        assertThat(other.error(theirs, modify(0, add(rule("one", 1)))))
                .isEqualTo(ErrorCodes.AccessDenied);
        assertThat(other.error(theirs, new RopGetRulesTable.Request(0, 0, 1, 0)))
                .isEqualTo(ErrorCodes.AccessDenied);
        other.session.close();
        assertThat(stored()).isEmpty();
    }

    @Test
    void keepsRulesOverTheLimitButSaysSo() {
        Binary large = Binary.wrap(new byte[20_000]);
        int failed = 0;
        for (int i = 0; i < 15; i++) {
            failed += client.error(folder, modify(0, add(with(rule("large " + i, i),
                    value(PropertyTags.PidTagRuleProviderData, large)))))
                    .equals(ErrorCodes.NotEnoughMemory) ? 1 : 0;
        }
        assertThat(stored()).hasSize(15);
        assertThat(failed).isEqualTo(2);
    }

    @Test
    void tellsEightBitColumnsWithoutTheUnicodeFlagAndRefusesOthers() {
        assertThat(fails(new RopGetRulesTable.Request(0, 0, 1, 0x41))).isEqualTo("NotSupported");
        int table = table(0);
        assertThat(client.ask(table, new RopQueryColumnsAll.Request(0, 0),
                RopQueryColumnsAll.Response.class).propertyTags())
                .contains(PropertyTags.PidTagRuleName.withType(PropertyType.STRING8),
                        PropertyTags.PidTagRuleActions)
                .doesNotContain(PropertyTags.PidTagRuleName);
        set(add(rule("größer", 10)));
        List<PropertyTag> columns = List.of(
                PropertyTags.PidTagRuleName.withType(PropertyType.STRING8));
        assertThat(client.rows(table(0), columns).getFirst().value(0)).isEqualTo("größer");
    }

    @Test
    void restrictsAndFindsRowsOfTheTable() {
        set(add(rule("one", 10)), add(rule("two", 20)), add(rule("three", 30)));
        int table = table(RopGetRulesTable.UNICODE);
        client.rows(table, COLUMNS);
        RopFindRow.Response found = client.ask(table, new RopFindRow.Request(0, 0, 0,
                Restriction.equal(PropertyTags.PidTagRuleName, "three"), 0, Binary.EMPTY),
                RopFindRow.Response.class);
        assertThat(found.rowData()).isNotNull();
        client.ask(table, new RopRestrict.Request(0, 0, 0, Restriction.property(
                RelationalOperator.GREATER_THAN, PropertyTags.PidTagRuleSequence, 10)),
                RopRestrict.Response.class);
        assertThat(client.ask(table, new RopQueryRows.Request(0, 0, 0, true, 100),
                RopQueryRows.Response.class).rowCount()).isEqualTo(2);
    }

    @Test
    void rulesOfPublicFoldersCannotMoveOrDefer() {
        Mailbox publicFolders = fixture.mailbox(org.rialto.mailbox.Mailboxes.PUBLIC_FOLDERS);
        long top = RopFixture.folder(publicFolders, SpecialFolder.IPM_SUBTREE);
        RopFixture.grant(publicFolders, top, fixture.alice, Rights.ALL);
        RopClient other = fixture.client(fixture.alice);
        int open = other.open(other.publicLogon(0), top);
        for (RuleActions no : List.of(move(),
                actions(new RuleAction.Defer(Binary.wrap(new byte[]{1}))))) {
            assertThat(other.error(open, new RopModifyRules.Request(0, 0, 0, List.of(
                    add(with(rule("one", 1), value(PropertyTags.PidTagRuleActions, no)))))))
                    .isEqualTo(ErrorCodes.InvalidParameter);
        }
        other.ask(open, new RopModifyRules.Request(0, 0, 0, List.of(add(with(rule("one", 1),
                value(PropertyTags.PidTagRuleActions, actions(new RuleAction.Delete())))))),
                RopModifyRules.Response.class);
        other.session.close();
    }

    @Test
    void updatesDeferredActionMessages() {
        long deferred = RopFixture.folder(mailbox, SpecialFolder.DEFERRED_ACTION);
        ServerId original = new ServerId.Ours(Ids.folder(deferred), Ids.message(4711), 0);
        PropertyBag bag = new PropertyBag()
                .set(PropertyTags.PidTagMessageClass,
                        "IPC.Microsoft Exchange 4.0.Deferred Action")
                .set(PropertyTags.PidTagDamBackPatched, false)
                .set(PropertyTags.PidTagDeferredActionMessageOriginalEntryId, original);
        NewMessage message = new NewMessage(new MessageContent(bag, List.of(), List.of()), false, 0,
                Set.of(), RopFixture.RECEIVED, null, null);
        long id = mailbox.write(change -> change.addMessage(deferred, message)).messageId();
        long other = mailbox.write(change -> change.addMessage(deferred, new NewMessage(
                new MessageContent(bag.copy().set(
                        PropertyTags.PidTagDeferredActionMessageOriginalEntryId,
                        ServerId.ofFolder(Ids.folder(1))), List.of(), List.of()),
                false, 0, Set.of(), RopFixture.RECEIVED, null, null))).messageId();
        Binary mine = Binary.wrap(new byte[]{0, 9, 9, 9});
        client.ask(logon, new RopUpdateDeferredActionMessages.Request(0, 0, original.encode(),
                mine), RopUpdateDeferredActionMessages.Response.class);
        PropertyBag changed = mailbox.read(snapshot -> snapshot.content(id)).properties();
        assertThat(changed.getBoolean(PropertyTags.PidTagDamBackPatched)).isTrue();
        assertThat(changed.get(PropertyTags.PidTagDeferredActionMessageOriginalEntryId))
                .isEqualTo(new ServerId.Foreign(Binary.wrap(new byte[]{9, 9, 9})));
        assertThat(changed.getBinary(PropertyTags.PidTagDamOriginalEntryId)).isEqualTo(mine);
        PropertyBag kept = mailbox.read(snapshot -> snapshot.content(other)).properties();
        assertThat(kept.getBoolean(PropertyTags.PidTagDamBackPatched)).isFalse();
    }

    @Test
    void mutatedRequestsNeverHurt() {
        Random random = new Random(20260504);
        byte[] good = RopClient.bytes(List.of(folder), modify(0, add(rule("one", 10)),
                add(with(rule("two", 20), value(PropertyTags.PidTagRuleActions, actions(
                        new RuleAction.Forward(List.of(new RuleAction.Recipient(List.of(
                                value(PropertyTags.PidTagDisplayName, "Bob"),
                                value(PropertyTags.PidTagEmailAddress, "bob@example.com"),
                                value(PropertyTags.PidTagRecipientType, 1))))),
                        new RuleAction.Reply(new RuleAction.TemplateById(Ids.folder(inbox),
                                Ids.message(7), UUID.randomUUID())),
                        new RuleAction.Tag(value(PropertyTags.PidTagImportance, 2)),
                        new RuleAction.MarkAsRead()))))));
        int runs = Integer.getInteger("rialto.fuzz.runs", 300);
        for (int run = 0; run < runs; run++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[8 + random.nextInt(bad.length - 8)] = (byte) random.nextInt(256);
            }
            try {
                client.session.execute(bad, RopClient.options(RopClient.MOST, false));
            } catch (CallError | MalformedDataException e) {
                // The call fails as a whole.
            }
        }
        client.ask(folder, modify(RopModifyRules.REPLACE), RopModifyRules.Response.class);
        assertThat(stored()).isEmpty();
    }

    private static Binary incorrect(PropertyTag tag,
            java.util.function.Consumer<ByteWriter> value) {
        ByteWriter out = new ByteWriter().writeInt16(1).writeInt8(RuleData.ROW_ADD)
                .writeInt16(1).writeInt32(tag.value());
        value.accept(out);
        return Binary.wrap(out.toByteArray());
    }

    /// §3.2.5.2: an error in the response, and the other operations of the call are carried out.
    @Test
    void incorrectRulesFailByThemselves() {
        List<Binary> all = List.of(
                // An action that there is not.
                incorrect(PropertyTags.PidTagRuleActions, out -> out.writeInt16(1)
                        .writeInt16(12).writeInt8(0x77).writeInt32(0).writeInt32(0)
                        .writeInt8(1).writeInt16(2)),
                // One that says less than its block has, and one that says more.
                incorrect(PropertyTags.PidTagRuleActions, out -> out.writeInt16(2)
                        .writeInt16(10).writeInt8(0x0A).writeInt32(0).writeInt32(0).writeInt8(1)
                        .writeInt16(11).writeInt8(0x06).writeInt32(0).writeInt32(0)
                        .writeInt16(2)),
                // A comparison that there is not.
                incorrect(PropertyTags.PidTagRuleCondition, out -> out.writeInt8(0x07)
                        .writeInt8(0x55).writeInt32(PropertyTags.PidTagSubject.value())
                        .writeInt32(3)),
                incorrect(PropertyTags.PidTagRuleCondition, out -> out.writeInt8(0x06)
                        .writeInt8(0x02).writeInt32(PropertyTags.PidTagMessageFlags.value())
                        .writeInt32(1)));
        for (Binary each : all) {
            List<RopAnswer> answers = client.answers(List.of(folder),
                    modify(0, add(rule("before", 1))),
                    new RopModifyRules.Request(0, 0, 0, List.of(), each),
                    modify(0, add(rule("after", 2))));
            assertThat(answers).extracting(answer -> answer.returnValue().name())
                    .containsExactly("Success", "InvalidParameter", "Success");
        }
        assertThat(stored()).hasSize(2 * all.size());
    }
}
