package org.rialto.mailbox.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Change;
import org.rialto.store.FolderRule;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
import org.rialto.store.SpecialFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does in a unit of work what a plan says, so that all of it happens or nothing. What cannot be
/// done of it never keeps the message out: then it is in the folder that it came to.
final class Placing {
    private static final Logger log = LoggerFactory.getLogger(Placing.class);
    private final Change change;
    private final NewMessage message;
    private final Plan plan;
    private final List<Plan.Failure> failures = new ArrayList<>();

    Placing(Change change, NewMessage message, Plan plan) {
        this.change = change;
        this.message = message;
        this.plan = plan;
        this.failures.addAll(plan.failures());
    }

    /// Where the first copy is; null where the rules keep none.
    DeliveryRules.@Nullable At run(long folderId) {
        List<Plan.Placement> placements = Objects.requireNonNull(plan.placements());
        List<DeliveryRules.@Nullable At> places = new ArrayList<>();
        for (Plan.Placement one : placements) {
            places.add(put(one, folderId, places.isEmpty()));
        }
        boolean told = change.info().kind() == MailboxKind.PRIVATE;
        DeliveryRules.At first = places.stream().filter(Objects::nonNull).findFirst().orElse(null);
        if (told) {
            defer(places);
            tell(first);
        } else if (!failures.isEmpty()) {
            log.warn("{} rules of public folder {} failed", failures.size(), folderId);
        }
        return first;
    }

    private DeliveryRules.@Nullable At put(Plan.Placement one, long folderId, boolean first) {
        NewMessage copy = copy(one.properties(), one.flags());
        try {
            if (one.deleted()) {
                long deletions = change.info().kind() == MailboxKind.PRIVATE
                        ? change.folder(SpecialFolder.RECOVERABLE_DELETIONS).folderId()
                        : 0;
                if (deletions != 0) {
                    change.addMessage(deletions, copy);
                }
                return null;
            }
            return new DeliveryRules.At(one.folderId(),
                    change.deliver(one.folderId(), copy).messageId());
        } catch (MailError.NotFound | MailError.Gone | MailError.Invalid e) {
            failures.add(failed(one.folderId(), RuleError.MOVE_OR_COPY));
            return new DeliveryRules.At(folderId, change.deliver(folderId, copy).messageId());
        } catch (MailError.Quota e) {
            if (first && !one.deleted()) {
                throw e;
            }
            failures.add(failed(one.folderId(), RuleError.QUOTA));
            return null;
        }
    }

    private NewMessage copy(PropertyBag properties, int flags) {
        MessageContent content = message.content();
        return new NewMessage(new MessageContent(properties, content.recipients(),
                content.attachments()), false, flags, message.keywords(), message.received(),
                message.mime(), message.structure());
    }

    /// Which rule moves or copies to the folder.
    private Plan.Failure failed(long folderId, int error) {
        for (Plan.Mover mover : plan.movers()) {
            if (mover.folderId() == folderId) {
                return new Plan.Failure(mover.rule(), error, mover.actionType(),
                        mover.actionNumber());
            }
        }
        throw new MailError.NotFound("there is no folder " + folderId);
    }

    private void defer(List<DeliveryRules.@Nullable At> places) {
        for (Plan.Deferral deferral : plan.deferrals()) {
            DeliveryRules.At at = places.get(deferral.placement());
            if (at != null) {
                try {
                    new DeferredMessages(change, Instant.now()).addAction(deferral,
                            at.folderId(), at.messageId());
                } catch (MailError.Quota | MailError.TooLarge | MailError.NotFound e) {
                    log.warn("mailbox {}: no deferred action message could be kept",
                            change.info().mailboxId());
                }
            }
        }
    }

    /// §3.2.5.1.3: the first time a rule fails, its owner is told.
    private void tell(DeliveryRules.@Nullable At first) {
        for (Plan.Failure failure : failures) {
            Rule rule = failure.rule();
            int flag = failure.error() == RuleError.PARSING
                    ? RuleState.PARSE_ERROR
                    : RuleState.ERROR;
            try {
                if (!rule.has(flag) && mark(rule, flag)) {
                    new DeferredMessages(change, Instant.now()).addError(failure,
                            first == null ? 0 : first.folderId(),
                            first == null ? 0 : first.messageId());
                }
            } catch (MailError.Quota | MailError.NotFound e) {
                log.warn("mailbox {}: a failed rule could not be told of",
                        change.info().mailboxId());
            }
        }
    }

    /// Whether it was not marked yet.
    private boolean mark(Rule rule, int flag) {
        if (rule.extended()) {
            MessageContent before = change.content(rule.ruleId());
            PropertyBag after = before.properties().copy();
            int state = after.getInteger32(PropertyTags.PidTagRuleMessageState, 0);
            if ((state & flag) != 0) {
                return false;
            }
            after.set(PropertyTags.PidTagRuleMessageState, state | flag);
            change.saveMessage(rule.ruleId(),
                    change.message(rule.ruleId(), java.util.Set.of()).contentChangeNumber(),
                    new MessageContent(after, before.recipients(), before.attachments()));
            return true;
        }
        List<FolderRule> rules = new ArrayList<>(change.rules(rule.folderId()));
        for (int i = 0; i < rules.size(); i++) {
            FolderRule stored = rules.get(i);
            int state = stored.properties().getInteger32(PropertyTags.PidTagRuleState, 0);
            if (stored.ruleId() == rule.ruleId() && (state & flag) == 0) {
                rules.set(i, new FolderRule(stored.ruleId(), stored.properties().copy()
                        .set(PropertyTags.PidTagRuleState, state | flag)));
                change.setRules(rule.folderId(), rules);
                return true;
            }
        }
        return false;
    }
}
