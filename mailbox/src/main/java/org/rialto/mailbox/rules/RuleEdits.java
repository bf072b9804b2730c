package org.rialto.mailbox.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.store.Change;
import org.rialto.store.FolderRule;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxKind;

/// Changes to the rules of a folder, all of them or none. MS-OXORULE §3.2.5.2.
public final class RuleEdits {
    /// What a rule may have (§2.2.1.3.1), by property id.
    private static final Map<Integer, PropertyTag> PROPERTIES = new HashMap<>();
    /// Far more than is carried out: what a client sends beyond it is not kept.
    private static final int MOST_KEPT = 4;
    private static final int FLAVOR_ATTACHED = 0x04;
    private static final int FLAVOR_TEXT_MESSAGE = 0x08;

    static {
        for (PropertyTag tag : List.of(PropertyTags.PidTagRuleSequence,
                PropertyTags.PidTagRuleState, PropertyTags.PidTagRuleName,
                PropertyTags.PidTagRuleProvider, PropertyTags.PidTagRuleLevel,
                PropertyTags.PidTagRuleUserFlags, PropertyTags.PidTagRuleProviderData,
                PropertyTags.PidTagRuleCondition, PropertyTags.PidTagRuleActions)) {
            PROPERTIES.put(tag.id(), tag);
        }
    }

    private final boolean replace;
    private final List<Edit> edits = new ArrayList<>();

    /// @param replace whether the rules added are all that the folder has then
    public RuleEdits(boolean replace) { this.replace = replace; }

    private enum Kind {
        ADD, MODIFY, REMOVE
    }

    private record Edit(Kind kind, long ruleId, PropertyBag values) {}

    /// Adds a rule; the server gives it an id.
    public void add(List<PropertyValue> values) {
        PropertyBag bag = bag(values, false);
        for (PropertyTag needed : List.of(PropertyTags.PidTagRuleProvider,
                PropertyTags.PidTagRuleCondition, PropertyTags.PidTagRuleActions)) {
            if (!bag.contains(needed)) {
                throw new MailError.Invalid("a rule needs a provider, a condition and actions");
            }
        }
        edits.add(new Edit(Kind.ADD, 0, bag));
    }

    /// Changes what `values` has of the rule of its id.
    public void modify(List<PropertyValue> values) {
        edits.add(new Edit(Kind.MODIFY, idOf(values), bag(values, true)));
    }

    /// Removes the rule of its id; what else `values` has does not matter.
    public void remove(List<PropertyValue> values) {
        edits.add(new Edit(Kind.REMOVE, idOf(values), new PropertyBag()));
    }

    private static long idOf(List<PropertyValue> values) {
        for (PropertyValue value : values) {
            if (value.tag().equals(PropertyTags.PidTagRuleId) && value.value() instanceof Long id) {
                return id;
            }
        }
        throw new MailError.Invalid("the rule to change is not named");
    }

    private static PropertyBag bag(List<PropertyValue> values, boolean named) {
        PropertyBag bag = new PropertyBag();
        for (PropertyValue value : values) {
            if (named && value.tag().equals(PropertyTags.PidTagRuleId)) {
                continue;
            }
            PropertyTag known = PROPERTIES.get(value.id());
            boolean text = known != null && known.type() == PropertyType.STRING
                    && value.type().isText() && !value.type().isMultiple();
            if (known == null || !text && !known.equals(value.tag())) {
                throw new MailError.Invalid("a rule has no property " + value.tag());
            }
            bag.set(known, value.value());
        }
        Integer state = bag.getInteger32(PropertyTags.PidTagRuleState);
        if (state != null) {
            bag.set(PropertyTags.PidTagRuleState,
                    state & ~(RuleState.ERROR | RuleState.PARSE_ERROR));
        }
        if (bag.get(PropertyTags.PidTagRuleActions) instanceof RuleActions actions) {
            actions.actions().forEach(RuleEdits::check);
        }
        return bag;
    }

    /// §2.2.5.1: what no action may say.
    private static void check(RuleAction action) {
        switch (action.data()) {
            case RuleAction.Forward forward -> {
                int flavor = action.flavor() & 0x0F;
                boolean alone = flavor == FLAVOR_ATTACHED || flavor == FLAVOR_TEXT_MESSAGE;
                if (!alone && (flavor & (FLAVOR_ATTACHED | FLAVOR_TEXT_MESSAGE)) != 0) {
                    throw new MailError.Invalid("a rule forwards in one way only");
                }
                check(forward.recipients());
            }
            case RuleAction.Delegate delegate -> check(delegate.recipients());
            case RuleAction.Bounce bounce -> {
                if (BounceCode.of(bounce.code()) == null) {
                    throw new MailError.Invalid("a bounce code of " + bounce.code());
                }
            }
            case RuleAction.Move _,RuleAction.Copy _,RuleAction.Reply _,RuleAction.OutOfOfficeReply _,RuleAction.Defer _,RuleAction.Tag _,RuleAction.Delete _,RuleAction.MarkAsRead _ ->
                {
                }
        }
    }

    private static void check(List<RuleAction.Recipient> recipients) {
        if (recipients.isEmpty()
                || recipients.stream().anyMatch(each -> each.values().isEmpty())) {
            throw new MailError.Invalid("a rule sends to somebody");
        }
    }

    /// Makes the changes.
    ///
    /// @return whether the rules are within the limit; if not, they are kept, but those beyond it
    ///         are not carried out
    /// @throws MailError.Denied by anyone but the folder's owner
    /// @throws MailError.NotFound a rule to change is not there
    public boolean apply(Mailbox mailbox, long folderId, RuleLimits limits) {
        return mailbox.write(change -> apply(change, folderId, limits));
    }

    private boolean apply(Change change, long folderId, RuleLimits limits) {
        List<FolderRule> rules = new ArrayList<>(change.rules(folderId));
        if (replace) {
            rules.clear();
        }
        boolean open = change.info().kind() == MailboxKind.PUBLIC;
        for (Edit edit : edits) {
            if (open) {
                checkPublic(edit.values());
            }
            switch (edit.kind()) {
                case ADD -> rules.add(new FolderRule(change.reserveCounters(1), edit.values()));
                case MODIFY -> {
                    int at = at(rules, edit.ruleId());
                    rules.set(at, new FolderRule(edit.ruleId(),
                            modified(rules.get(at).properties(), edit.values())));
                }
                case REMOVE -> rules.remove(at(rules, edit.ruleId()));
            }
        }
        long bytes = rules.stream().mapToLong(rule -> rule.properties().encode().length).sum();
        if (bytes <= MOST_KEPT * limits.folderBytes()) {
            change.setRules(folderId, rules);
        }
        return bytes <= limits.folderBytes();
    }

    /// A rule that was changed is no longer the one that failed.
    private static PropertyBag modified(PropertyBag before, PropertyBag values) {
        PropertyBag after = before.copy().setAll(values);
        Integer state = after.getInteger32(PropertyTags.PidTagRuleState);
        return state == null
                ? after
                : after.set(PropertyTags.PidTagRuleState,
                        state & ~(RuleState.ERROR | RuleState.PARSE_ERROR));
    }

    private static int at(List<FolderRule> rules, long ruleId) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).ruleId() == ruleId) {
                return i;
            }
        }
        throw new MailError.NotFound("there is no rule " + ruleId);
    }

    /// What rules of public folders must not do: §2.2.1.3.1.3, §2.2.5.1.
    private static void checkPublic(PropertyBag values) {
        int state = values.getInteger32(PropertyTags.PidTagRuleState, 0);
        @Nullable
        Object actions = values.get(PropertyTags.PidTagRuleActions);
        boolean privateOnly = (state & (RuleState.ONLY_WHEN_OUT_OF_OFFICE
                | RuleState.KEEP_HISTORY)) != 0;
        if (actions instanceof RuleActions some) {
            privateOnly |= some.actions().stream().map(RuleAction::data)
                    .anyMatch(data -> data instanceof RuleAction.Move
                            || data instanceof RuleAction.Copy
                            || data instanceof RuleAction.Defer);
        }
        if (privateOnly) {
            throw new MailError.Invalid("rules of public folders cannot do that");
        }
    }
}
