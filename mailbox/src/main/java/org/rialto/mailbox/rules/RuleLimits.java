package org.rialto.mailbox.rules;

/// How much the rules of a mailbox may be and do. MS-OXORULE §3.2.5.1 and §3.2.5.2 leave it to the
/// server.
///
/// @param folderBytes the rules of one folder together; those beyond it are kept, but not carried out
/// @param extendedRuleBytes the condition of an extended rule (PidTagExtendedRuleSizeLimit)
/// @param extendedRules of a folder that are carried out
/// @param recipients that one rule sends to
/// @param automaticMessages that one delivery may send
/// @param hops mailboxes that may forward a message one after the other
public record RuleLimits(long folderBytes, int extendedRuleBytes, int extendedRules,
        int recipients, int automaticMessages, int hops) {
    public static final RuleLimits DEFAULT = new RuleLimits(256 << 10, 96 << 10, 50, 200, 20, 3);
}
