package org.rialto.mailbox.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueReader;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.Snapshot;

/// Reads extended rules, which are associated messages of the folder. MS-OXORULE §2.2.4.
public final class ExtendedRules {
    public static final String MESSAGE_CLASS = "IPM.ExtendedRule.Message";
    private static final ValueFormat FORMAT = ValueFormat.extended(StandardCharsets.UTF_8);
    private static final RuleActions NO_ACTIONS = new RuleActions(List.of());
    private static final int VERSION = 1;
    private static final int AT_A_TIME = 100;
    /// Associated messages looked at: other kinds of settings are there too.
    private static final int MOST_MESSAGES = 5_000;

    /// Of this mailbox; 0 for a name that it does not know.
    private final Function<PropertyName, Integer> ids;

    ExtendedRules(Function<PropertyName, Integer> ids) { this.ids = ids; }

    /// Refuses an associated message that is an extended rule over the limit. §3.2.5.1.
    ///
    /// @throws MailError.TooLarge it is
    public static void check(PropertyBag message, RuleLimits limits) {
        Binary condition = message.getBinary(PropertyTags.PidTagExtendedRuleMessageCondition);
        if (condition != null && condition.length() > limits.extendedRuleBytes()
                && isRule(message)) {
            throw new MailError.TooLarge("the condition of an extended rule has at most "
                    + limits.extendedRuleBytes() + " bytes");
        }
    }

    private static boolean isRule(PropertyBag message) {
        return MESSAGE_CLASS
                .equalsIgnoreCase(message.getString(PropertyTags.PidTagMessageClass, ""));
    }

    /// The folder's, the first in sequence, as many as are carried out.
    static List<Rule> read(Snapshot snapshot, long folderId, RuleLimits limits,
            Set<PropertyName> unknown) {
        ExtendedRules reader = new ExtendedRules(name -> snapshot.namedPropertyId(name)
                .orElseGet(() -> {
                    unknown.add(name);
                    return 0;
                }));
        List<Rule> rules = new ArrayList<>();
        int next = 1;
        for (int seen = 0; seen < MOST_MESSAGES; seen += AT_A_TIME) {
            List<MessageRow> some = snapshot.contents(folderId, true, next, AT_A_TIME,
                    Set.of(MessagePart.PROPERTIES));
            for (MessageRow row : some) {
                PropertyBag bag = row.properties();
                if (isRule(bag)) {
                    rules.add(reader.rule(folderId, row.messageId(), bag, limits));
                }
            }
            if (some.size() < AT_A_TIME) {
                break;
            }
            next = some.getLast().uid() + 1;
        }
        rules.sort(java.util.Comparator.comparingInt(Rule::sequence));
        return rules.size() <= limits.extendedRules()
                ? rules
                : rules.subList(0, limits.extendedRules());
    }

    Rule rule(long folderId, long messageId, PropertyBag bag, RuleLimits limits) {
        Restriction condition = null;
        RuleActions actions = NO_ACTIONS;
        boolean readable = true;
        try {
            Binary wanted = bag.getBinary(PropertyTags.PidTagExtendedRuleMessageCondition);
            if (wanted != null && wanted.length() > limits.extendedRuleBytes()) {
                throw new MalformedDataException("a condition over the limit", 0);
            }
            condition = wanted == null || wanted.isEmpty() ? null : condition(wanted);
            Binary given = bag.getBinary(PropertyTags.PidTagExtendedRuleMessageActions);
            actions = given == null ? NO_ACTIONS : actions(given);
        } catch (MalformedDataException | MailError.Invalid e) {
            readable = false;
        }
        return new Rule(folderId, messageId, true,
                bag.getInteger32(PropertyTags.PidTagRuleMessageSequence, 0),
                bag.getInteger32(PropertyTags.PidTagRuleMessageState, 0),
                bag.getString(PropertyTags.PidTagRuleMessageProvider, ""), condition, actions,
                readable);
    }

    /// PidTagExtendedRuleMessageCondition. §2.2.4.1.10.
    private Restriction condition(Binary encoded) {
        ByteReader in = encoded.reader();
        Map<Integer, Integer> named = named(in);
        Restriction condition = new ValueReader(in, FORMAT).readRestriction();
        return new Translation(translated(named), (tag, value) -> value).of(condition);
    }

    /// PidTagExtendedRuleMessageActions. §2.2.4.1.9.
    private RuleActions actions(Binary encoded) {
        ByteReader in = encoded.reader();
        Map<Integer, Integer> named = named(in);
        if (in.readInt32() != VERSION) {
            throw in.malformed("extended rule actions of a version not known");
        }
        UnaryOperator<PropertyTag> tags = translated(named);
        List<RuleAction> actions = new ArrayList<>();
        for (RuleAction action : new ValueReader(in, FORMAT).readRuleActions().actions()) {
            actions.add(action.data() instanceof RuleAction.Tag tag
                    ? new RuleAction(action.flavor(), action.flags(),
                            new RuleAction.Tag(Translation.value(tag.value(), tags)))
                    : action);
        }
        return new RuleActions(actions);
    }

    /// NamedPropertyInformation, §2.2.4.2: the ids that follow, and what they are in this mailbox.
    private Map<Integer, Integer> named(ByteReader in) {
        int count = in.checkCount(in.readUint16(), 2);
        Map<Integer, Integer> named = new HashMap<>();
        if (count == 0) {
            return named;
        }
        List<Integer> here = new ArrayList<>(Math.min(count, 100));
        for (int i = 0; i < count; i++) {
            here.add(in.readUint16());
        }
        int size = in.checkCount(in.readInt32() & 0xFFFF_FFFFL, 1);
        ByteReader names = in.slice(size);
        for (int id : here) {
            @Nullable
            PropertyName name = PropertyName.read(names);
            named.put(id, name == null ? 0 : ids.apply(name));
        }
        if (names.hasRemaining()) {
            throw in.malformed("bytes follow the names of named properties");
        }
        return named;
    }

    /// A name that the mailbox does not know is no message's property: id 0 stands for it.
    private static UnaryOperator<PropertyTag> translated(Map<Integer, Integer> named) {
        return tag -> tag.isNamed()
                ? PropertyTag.of(named.getOrDefault(tag.id(), 0), tag.type())
                : tag;
    }
}
