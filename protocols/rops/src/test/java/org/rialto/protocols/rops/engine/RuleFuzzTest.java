package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mailbox.rules.RuleEdits;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.rule.RopModifyRules;
import org.rialto.protocols.rops.wire.rule.RuleData;

/// RopModifyRules with whatever bytes: read or refused, and what is read is written as it was.
class RuleFuzzTest {
    private static final int RUNS = Integer.getInteger("rialto.fuzz.runs", 20_000);
    private static final RequestContext CONTEXT = new RequestContext(RopClient.FORMAT, _ -> true);

    static Stream<byte[]> rules() {
        Binary someone = new EntryId.AddressBook(0, "/o=Test/cn=bob").encode();
        Restriction condition = new Restriction.And(List.of(
                new Restriction.Content(new FuzzyLevel(1, 1), PropertyTags.PidTagSubject,
                        PropertyValue.of(PropertyTags.PidTagSubject, "offer")),
                new Restriction.Not(new Restriction.Exist(PropertyTags.PidTagImportance))));
        RuleActions actions = new RuleActions(List.of(
                new RuleAction(0, 0, new RuleAction.Delete()),
                new RuleAction(0, 0, new RuleAction.MarkAsRead()),
                new RuleAction(0, 0, new RuleAction.Tag(
                        PropertyValue.of(PropertyTags.PidTagImportance, 2))),
                new RuleAction(0, 0, new RuleAction.Forward(List.of(
                        new RuleAction.Recipient(List.of(
                                PropertyValue.of(PropertyTags.PidTagEntryId, someone))))))));
        List<PropertyValue> values = List.of(
                PropertyValue.of(PropertyTags.PidTagRuleName, "rule"),
                PropertyValue.of(PropertyTags.PidTagRuleSequence, 1),
                PropertyValue.of(PropertyTags.PidTagRuleState, 1),
                PropertyValue.of(PropertyTags.PidTagRuleProvider, "RuleOrganizer"),
                PropertyValue.of(PropertyTags.PidTagRuleCondition, condition),
                PropertyValue.of(PropertyTags.PidTagRuleActions, actions));
        PropertyValue id = PropertyValue.of(PropertyTags.PidTagRuleId, 7L);
        return Stream.of(new RopModifyRules.Request(0, 0, 0, List.of(
                new RuleData(RuleData.ROW_ADD, values),
                new RuleData(RuleData.ROW_MODIFY, List.of(id, values.getFirst())),
                new RuleData(RuleData.ROW_REMOVE, List.of(id)))),
                new RopModifyRules.Request(0, 0, RopModifyRules.REPLACE, List.of()))
                .map(RuleFuzzTest::bytes);
    }

    private static byte[] bytes(RopModifyRules.Request request) {
        ByteWriter out = new ByteWriter();
        request.write(out, RopClient.FORMAT);
        return out.toByteArray();
    }

    @MethodSource
    @FuzzTest
    void rules(byte[] input) { check(input); }

    @Test
    void mutatedRulesAreReadOrRefused() {
        List<byte[]> seeds = rules().toList();
        Random random = new Random(20261121);
        for (int i = 0; i < RUNS; i++) {
            byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                input[random.nextInt(input.length)] = (byte) random.nextInt();
            }
            check(random.nextInt(8) == 0
                    ? Arrays.copyOf(input, random.nextInt(input.length))
                    : input);
        }
    }

    private static void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        RopModifyRules.Request request;
        try {
            ByteReader in = new ByteReader(input);
            in.skip(1);
            request = RopModifyRules.Request.read(in, CONTEXT);
        } catch (MalformedDataException refused) {
            return;
        }
        byte[] once = bytes(request);
        ByteReader again = new ByteReader(once);
        again.skip(1);
        assertThat(bytes(RopModifyRules.Request.read(again, CONTEXT))).isEqualTo(once);
        RuleEdits edits = new RuleEdits(false);
        for (RuleData data : request.rulesData()) {
            try {
                edits.add(data.propertyValues());
                edits.modify(data.propertyValues());
                edits.remove(data.propertyValues());
            } catch (MailError.Invalid | MailError.TooLarge refused) {
                assertThat(String.valueOf(refused.getMessage())
                        .getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(10_000);
            }
        }
    }
}
