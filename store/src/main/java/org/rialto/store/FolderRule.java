package org.rialto.store;

import org.rialto.mapi.PropertyBag;

/// A rule of a folder. MS-OXORULE §2.2.1.3.1.
///
/// @param ruleId PidTagRuleId, of the mailbox's counter
/// @param properties the others
public record FolderRule(long ruleId, PropertyBag properties) {}
