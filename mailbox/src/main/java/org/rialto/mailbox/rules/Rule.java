package org.rialto.mailbox.rules;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.store.FolderRule;

/// A rule as delivery carries it out, standard or extended.
///
/// @param ruleId PidTagRuleId; of an extended rule, its message's id in the store
/// @param condition null: every message
/// @param readable whether its condition and actions could be read; one that is not does nothing
record Rule(long folderId, long ruleId, boolean extended, int sequence, int state, String provider,
        @Nullable Restriction condition, RuleActions actions, boolean readable) {
    static Rule of(long folderId, FolderRule stored) {
        PropertyBag bag = stored.properties();
        Restriction condition = bag
                .get(PropertyTags.PidTagRuleCondition) instanceof Restriction some ? some : null;
        RuleActions actions = bag.get(PropertyTags.PidTagRuleActions) instanceof RuleActions some
                ? some
                : new RuleActions(java.util.List.of());
        return new Rule(folderId, stored.ruleId(), false,
                bag.getInteger32(PropertyTags.PidTagRuleSequence, 0),
                bag.getInteger32(PropertyTags.PidTagRuleState, 0),
                bag.getString(PropertyTags.PidTagRuleProvider, ""), condition, actions, true);
    }

    boolean has(int stateBit) { return (state & stateBit) != 0; }

    /// Whether it is for the time out of office only.
    boolean isForOutOfOffice() { return has(RuleState.ONLY_WHEN_OUT_OF_OFFICE); }

    /// Whether it answers each sender once. §3.2.5.1.1.
    boolean keepsHistory() {
        return has(RuleState.KEEP_HISTORY) && actions.actions().stream()
                .anyMatch(action -> action.data() instanceof RuleAction.OutOfOfficeReply);
    }

    Rule with(@Nullable Restriction otherCondition, RuleActions otherActions) {
        return new Rule(folderId, ruleId, extended, sequence, state, provider, otherCondition,
                otherActions, readable);
    }
}
