package org.rialto.mailbox.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.EntryId;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.RuleAction;
import org.rialto.mapi.RuleActions;
import org.rialto.mapi.ServerId;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageFlags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out the rules of a folder on one delivered message, in thought: what comes of it is a
/// [Plan]. MS-OXORULE §3.2.5.1.
final class RuleRun {
    private static final Logger log = LoggerFactory.getLogger(RuleRun.class);
    /// Folders, one rule moving into the next, whose rules are carried out.
    private static final int DEEPEST = 8;
    private static final int MOST_PLACEMENTS = 50;
    /// What PidTagContentFilterSpamConfidenceLevel says of a sender who is trusted.
    private static final int SAFE = -1;

    private final RuleScene scene;
    private final RuleMessage message;
    private final Sending sending;
    private final Map<Long, Long> versions = new HashMap<>();
    private final List<Spot> spots = new ArrayList<>();
    private final Map<DeferralKey, Deferred> deferred = new LinkedHashMap<>();
    private final List<Plan.Mover> movers = new ArrayList<>();
    private final List<Plan.Failure> failures = new ArrayList<>();
    private @Nullable BounceCode bounce;

    /// A copy of the message and what the rules make of it.
    private static final class Spot {
        private final long folderId;
        private final PropertyBag properties;
        private int flags;
        private boolean leaves;
        private boolean deleted;
        /// Where it was moved to: what is done to it afterwards is done there.
        private final List<Spot> moved = new ArrayList<>();

        Spot(long folderId, PropertyBag properties, int flags) {
            this.folderId = folderId;
            this.properties = properties;
            this.flags = flags;
        }

        Spot at(long otherFolderId) { return new Spot(otherFolderId, properties.copy(), flags); }

        void tag(PropertyValue value) {
            properties.set(value);
            moved.forEach(each -> each.tag(value));
        }

        void markAsRead() {
            flags |= MessageFlags.READ;
            moved.forEach(Spot::markAsRead);
        }

        /// The copy that is there in the end: this one, or the first that it was moved to.
        Spot last() { return leaves && !moved.isEmpty() ? moved.getFirst().last() : this; }
    }

    private record DeferralKey(Spot spot, String provider, boolean extended) {}

    private record Deferred(Rule first, List<Long> ruleIds, List<RuleAction> actions) {}

    RuleRun(RuleScene scene, RuleMessage message, Sending sending) {
        this.scene = scene;
        this.message = message;
        this.sending = sending;
    }

    Plan run(long folderId, FolderRules rules) {
        org.rialto.store.NewMessage delivered = message.incoming().message();
        Spot first = new Spot(folderId, delivered.content().properties().copy(),
                delivered.flags());
        spots.add(first);
        run(first, rules, 0);
        return plan(folderId);
    }

    private void run(Spot spot, FolderRules rules, int depth) {
        versions.put(spot.folderId, rules.version());
        boolean outOfOffice = rules.concernOutOfOffice() && scene.isOutOfOffice();
        boolean exited = false;
        for (Rule rule : rules.rules()) {
            if (exited && !rule.isForOutOfOffice() || rule.isForOutOfOffice() && !outOfOffice) {
                continue;
            }
            if (applies(rule, spot)) {
                exited |= execute(rule, spot, depth) || rule.has(RuleState.EXIT_LEVEL);
            }
        }
    }

    private boolean applies(Rule rule, Spot spot) {
        if (!rule.readable()) {
            failures.add(new Plan.Failure(rule, RuleError.PARSING, 0, 0));
            return false;
        }
        if (rule.has(RuleState.SKIP_IF_SAFE) && spot.properties.getInteger32(
                PropertyTags.PidTagContentFilterSpamConfidenceLevel, 0) == SAFE) {
            return false;
        }
        try {
            if (rule.keepsHistory() && sending.wasAnswered(rule)) {
                return false;
            }
            Restriction condition = rule.condition();
            return condition == null
                    || condition.matches(message.as(spot.properties, spot.flags));
        } catch (MailError.Unavailable | MailError.Damaged e) {
            throw e;
        } catch (RuntimeException e) {
            log.debug("a rule's condition failed", e);
            failures.add(new Plan.Failure(rule, RuleError.PROCESSING, 0, 0));
            return false;
        }
    }

    /// Whether no further rules are to be carried out, but for those of out of office.
    private boolean execute(Rule rule, Spot spot, int depth) {
        boolean ends = false;
        List<RuleAction> actions = rule.actions().actions();
        for (int i = 0; i < actions.size(); i++) {
            RuleAction action = actions.get(i);
            try {
                ends |= execute(rule, i, spot, depth);
            } catch (MailError.Unavailable | MailError.Damaged e) {
                throw e;
            } catch (RuntimeException e) {
                log.debug("a rule's action failed", e);
                int error = e instanceof RuleFailure known ? known.error() : RuleError.EXECUTING;
                failures.add(new Plan.Failure(rule, error, RuleError.typeOf(action), i));
            }
        }
        return ends;
    }

    private boolean execute(Rule rule, int number, Spot spot, int depth) {
        RuleAction action = rule.actions().actions().get(number);
        switch (action.data()) {
            case RuleAction.Move move -> {
                if (move.target().inThisStore()) {
                    move(spot, target(rule, move.target(), number), depth);
                } else {
                    defer(rule, spot, action);
                }
            }
            case RuleAction.Copy copy -> {
                if (copy.target().inThisStore()) {
                    put(spot.at(target(rule, copy.target(), number)));
                } else {
                    defer(rule, spot, action);
                }
            }
            case RuleAction.Reply reply -> sending.reply(rule, action, reply.template(), false);
            case RuleAction.OutOfOfficeReply reply -> sending.reply(rule, action,
                    reply.template(), true);
            case RuleAction.Defer _ -> defer(rule, spot, action);
            case RuleAction.Bounce code -> {
                bounce = BounceCode.of(code.code());
                if (bounce == null) {
                    throw new RuleFailure(RuleError.EXECUTING);
                }
                spot.leaves = true;
                // Of one that nobody is told of, a copy can be recovered.
                spot.deleted = message.incoming().returnPath() == null;
                return true;
            }
            case RuleAction.Forward forward -> sending.forward(action, forward.recipients());
            case RuleAction.Delegate delegate -> sending.delegate(delegate.recipients());
            case RuleAction.Tag tag -> tag(spot, tag.value());
            case RuleAction.Delete _ -> {
                spot.leaves = true;
                spot.deleted = true;
                return true;
            }
            case RuleAction.MarkAsRead _ -> spot.markAsRead();
        }
        return false;
    }

    private void move(Spot spot, long folderId, int depth) {
        if (folderId == spot.folderId) {
            return;
        }
        Spot there = spot.at(folderId);
        put(there);
        spot.leaves = true;
        spot.moved.add(there);
        if (depth < DEEPEST && !versions.containsKey(folderId)) {
            run(there, scene.rules(folderId), depth + 1);
        }
    }

    private void put(Spot spot) {
        if (spots.size() == MOST_PLACEMENTS) {
            throw new RuleFailure(RuleError.QUOTA);
        }
        spots.add(spot);
    }

    /// The folder that a rule moves to: a server id in standard rules, an entry id in extended
    /// ones. §2.2.5.1.2.1.
    private long target(Rule rule, RuleAction.Target target, int number) {
        long folderId = folderId(rule, target);
        movers.add(new Plan.Mover(folderId, rule,
                RuleError.typeOf(rule.actions().actions().get(number)), number));
        return folderId;
    }

    private long folderId(Rule rule, RuleAction.Target target) {
        if (scene.info().kind() != MailboxKind.PRIVATE) {
            throw new RuleFailure(RuleError.MOVE_OR_COPY);
        }
        Binary id = target.folder();
        try {
            if (!rule.extended()
                    && ServerId.read(id.reader()) instanceof ServerId.Ours ours
                    && ours.folder().replicaId() == 1) {
                return ours.folder().globalCounter();
            }
            if (rule.extended() && EntryId.decode(id) instanceof EntryId.Folder folder
                    && folder.folder().databaseGuid().equals(scene.info().replicaGuid())) {
                return folder.folder().globalCounter();
            }
        } catch (MalformedDataException e) {
            log.debug("a rule's folder id cannot be read", e);
        }
        throw new RuleFailure(RuleError.MOVE_OR_COPY);
    }

    private static void tag(Spot spot, PropertyValue value) {
        if (value.tag().equals(PropertyTags.PidTagMessageFlags)) {
            if (value.value() instanceof Integer flags && (flags & 1) != 0) {
                spot.markAsRead();
            }
            return;
        }
        switch (value.type()) {
            case OBJECT, UNSPECIFIED, NULL, ERROR_CODE -> throw new RuleFailure(
                    RuleError.EXECUTING);
            default -> spot.tag(value);
        }
    }

    private void defer(Rule rule, Spot spot, RuleAction action) {
        if (scene.info().kind() != MailboxKind.PRIVATE) {
            throw new RuleFailure(RuleError.EXECUTING);
        }
        Deferred some = deferred.computeIfAbsent(
                new DeferralKey(spot, rule.provider(), rule.extended()),
                key -> new Deferred(rule, new ArrayList<>(), new ArrayList<>()));
        if (some.ruleIds.isEmpty() || some.ruleIds.getLast() != rule.ruleId()) {
            some.ruleIds.add(rule.ruleId());
        }
        some.actions.add(action);
    }

    private Plan plan(long folderId) {
        List<Spot> kept = spots.stream().filter(spot -> !spot.leaves || spot.deleted)
                .filter(spot -> !(spot.deleted && !spot.moved.isEmpty())).toList();
        List<Plan.Deferral> deferrals = new ArrayList<>();
        deferred.forEach((key, what) -> {
            int at = kept.indexOf(key.spot().last());
            if (at >= 0) {
                key.spot().last().properties
                        .set(PropertyTags.PidTagHasDeferredActionMessages, true);
                deferrals.add(new Plan.Deferral(at, what.first().folderId(), key.provider(),
                        key.extended(), List.copyOf(what.ruleIds()),
                        new RuleActions(what.actions())));
            }
        });
        List<Plan.Placement> placements = kept.stream().map(spot -> new Plan.Placement(
                spot.folderId, spot.properties, spot.flags, spot.deleted)).toList();
        return new Plan(folderId, Map.copyOf(versions), placements, List.copyOf(movers), deferrals,
                List.copyOf(failures), sending.outgoing(), bounce);
    }
}
