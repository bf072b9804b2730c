package org.rialto.mailbox.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.RuleActions;

/// What the rules make of a delivery: found out before the unit of work that does it. Good only as
/// long as the rules are those of `versions`.
///
/// @param folderId where the message came to; 0: wherever it is, no rules there were carried out
/// @param versions of the rules by folder that it was made by
/// @param placements where the message is put; null: as it is into the folder that it came to
/// @param movers which rules put it into other folders
/// @param bounce why the message is rejected; null: it is not
public record Plan(long folderId, Map<Long, Long> versions, @Nullable List<Placement> placements,
        List<Mover> movers, List<Deferral> deferrals, List<Failure> failures,
        List<Outgoing> outgoing, @Nullable BounceCode bounce) {
    /// Of a folder without rules.
    public static final Plan NO_RULES = plain(Map.of());

    static Plan plain(Map<Long, Long> versions) {
        return new Plan(0, versions, null, List.of(), List.of(), List.of(), List.of(), null);
    }

    /// A copy of the message.
    ///
    /// @param deleted whether a rule deleted it: it goes to recoverable items
    record Placement(long folderId, PropertyBag properties, int flags, boolean deleted) {}

    /// An action that puts the message into a folder.
    record Mover(long folderId, Rule rule, int actionType, int actionNumber) {}

    /// What the client is asked to do with a message.
    ///
    /// @param placement which copy, by its index
    record Deferral(int placement, long folderId, String provider, boolean extended,
            List<Long> ruleIds, RuleActions actions) {}

    /// A rule that failed.
    ///
    /// @param error PidTagRuleError, see [RuleError]
    record Failure(Rule rule, int error, int actionType, int actionNumber) {}
}
