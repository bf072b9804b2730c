package org.rialto.mapi;

import java.util.List;

/// The actions of a rule, a PtypRuleAction value. MS-OXORULE §2.2.5.
public record RuleActions(List<RuleAction> actions) {
    public RuleActions { actions = List.copyOf(actions); }

    /// Whether only a standard rule can have these actions: one names a reply template by its ids,
    /// or a folder of another store.
    public boolean isStandard() { return actions.stream().anyMatch(RuleActions::isStandard); }

    private static boolean isStandard(RuleAction action) {
        return switch (action.data()) {
            case RuleAction.Reply reply -> reply.template() instanceof RuleAction.TemplateById;
            case RuleAction.OutOfOfficeReply reply ->
                reply.template() instanceof RuleAction.TemplateById;
            case RuleAction.Move move -> !move.target().inThisStore();
            case RuleAction.Copy copy -> !copy.target().inThisStore();
            case RuleAction.Defer defer -> false;
            case RuleAction.Bounce bounce -> false;
            case RuleAction.Forward forward -> false;
            case RuleAction.Delegate delegate -> false;
            case RuleAction.Tag tag -> false;
            case RuleAction.Delete delete -> false;
            case RuleAction.MarkAsRead markAsRead -> false;
        };
    }
}
