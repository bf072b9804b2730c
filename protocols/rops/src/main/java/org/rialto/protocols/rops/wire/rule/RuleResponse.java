package org.rialto.protocols.rops.wire.rule;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.11.
public sealed interface RuleResponse extends RopResponse
        permits
        RopGetRulesTable.Response,
        RopModifyRules.Response,
        RopUpdateDeferredActionMessages.Response {}
