package org.rialto.mapi;

import java.util.List;

/// The actions of a rule, a PtypRuleAction value. MS-OXORULE §2.2.5.
public record RuleActions(List<RuleAction> actions) {
    public RuleActions { actions = List.copyOf(actions); }
}
