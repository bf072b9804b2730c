package org.rialto.protocols.rops.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rialto.mailbox.rules.DeferredMessages;
import org.rialto.mailbox.rules.RuleEdits;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.rule.RopGetRulesTable;
import org.rialto.protocols.rops.wire.rule.RopModifyRules;
import org.rialto.protocols.rops.wire.rule.RopUpdateDeferredActionMessages;
import org.rialto.protocols.rops.wire.rule.RuleData;
import org.rialto.protocols.rops.wire.rule.RuleRequest;
import org.rialto.store.FolderRule;
import org.rialto.store.table.FixedRows;

/// The rules of a folder, and what the server left to the client of them. MS-OXORULE §3.2.5. Their
/// delivery-time side is in `mailbox.rules`.
final class RuleHandler implements FamilyHandler<RuleRequest> {
    private static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagRuleId,
            PropertyTags.PidTagRuleSequence, PropertyTags.PidTagRuleState,
            PropertyTags.PidTagRuleName, PropertyTags.PidTagRuleProvider,
            PropertyTags.PidTagRuleLevel, PropertyTags.PidTagRuleUserFlags,
            PropertyTags.PidTagRuleProviderData, PropertyTags.PidTagRuleCondition,
            PropertyTags.PidTagRuleActions);

    @Override
    public RopResponse handle(RuleRequest request, Call call) {
        return switch (request) {
            case RopModifyRules.Request r -> modify(r, call);
            case RopGetRulesTable.Request r -> table(r, call);
            case RopUpdateDeferredActionMessages.Request r -> update(r, call);
        };
    }

    /// §3.2.5.2. All of it or nothing.
    private static RopResponse modify(RopModifyRules.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        boolean replace = request.modifyRulesFlags() == RopModifyRules.REPLACE;
        if (request.incorrect() != null || !replace && request.modifyRulesFlags() != 0) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        RuleEdits edits = new RuleEdits(replace);
        for (RuleData data : request.rulesData()) {
            if (data.propertyValues().isEmpty()
                    || replace && data.ruleDataFlags() != RuleData.ROW_ADD) {
                throw new RopError(ErrorCodes.InvalidParameter);
            }
            switch (data.ruleDataFlags()) {
                case RuleData.ROW_ADD -> edits.add(data.propertyValues());
                case RuleData.ROW_MODIFY -> edits.modify(data.propertyValues());
                case RuleData.ROW_REMOVE -> edits.remove(data.propertyValues());
                default -> throw new RopError(ErrorCodes.InvalidParameter);
            }
        }
        if (!edits.apply(folder.mailbox(), folder.folderId(),
                call.server().mailboxes().ruleLimits())) {
            throw new RopError(ErrorCodes.NotEnoughMemory);
        }
        return new RopModifyRules.Response(request.inputHandleIndex());
    }

    /// §3.2.5.3.
    private static RopResponse table(RopGetRulesTable.Request request, Call call) {
        FolderObject folder = call.input(FolderObject.class);
        if ((request.tableFlags() & ~RopGetRulesTable.UNICODE) != 0) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        boolean unicode = (request.tableFlags() & RopGetRulesTable.UNICODE) != 0;
        Map<Long, PropertySource> rows = new LinkedHashMap<>();
        for (FolderRule rule : folder.mailbox()
                .read(snapshot -> snapshot.rules(folder.folderId()))) {
            rows.put(rule.ruleId(), rule.properties().copy()
                    .set(PropertyTags.PidTagRuleId, rule.ruleId()));
        }
        List<PropertyTag> columns = unicode
                ? COLUMNS
                : COLUMNS.stream().map(tag -> tag.type() == PropertyType.STRING
                        ? tag.withType(PropertyType.STRING8)
                        : tag).toList();
        call.output(request.outputHandleIndex(), new TableObject(folder.logon(),
                TableObject.Kind.RULES, new FixedRows(rows), TableChanges.none(), columns,
                call.session().rowMemory()));
        return new RopGetRulesTable.Response(request.outputHandleIndex());
    }

    /// §3.2.5.4.
    private static RopResponse update(RopUpdateDeferredActionMessages.Request request,
            Call call) {
        call.input();
        if (!call.logon().isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        DeferredMessages.update(call.logon().mailbox(), request.serverEntryId(),
                request.clientEntryId());
        return new RopUpdateDeferredActionMessages.Response(request.inputHandleIndex());
    }
}
