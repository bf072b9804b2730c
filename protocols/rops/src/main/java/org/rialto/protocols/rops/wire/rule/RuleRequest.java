package org.rialto.protocols.rops.wire.rule;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.11.
public sealed interface RuleRequest extends RopRequest
        permits
        RopGetRulesTable.Request,
        RopModifyRules.Request,
        RopUpdateDeferredActionMessages.Request {}
