package org.rialto.transport;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.mailbox.Delivery;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mailbox.rules.BounceCode;
import org.rialto.mailbox.rules.Outgoing;
import org.rialto.mailbox.rules.Plan;
import org.rialto.mapi.MailError;
import org.rialto.store.Access;
import org.rialto.store.Store;
import org.rialto.transport.Routed.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a message into mailboxes of this server: all of them in one unit of work, together with
/// what the caller has to write in the same moment (its queue rows). A mailbox that does not take
/// the message does not keep it from the others.
final class LocalDelivery {
    private static final EnhancedStatus TOO_LARGE = new EnhancedStatus(5, 2, 3);
    private static final EnhancedStatus NOT_DISPLAYED = new EnhancedStatus(5, 6, 0);
    private static final Logger log = LoggerFactory.getLogger(LocalDelivery.class);
    private final Database database;
    private final Store store;
    private final Delivery delivery;
    private final RuleMail ruleMail;
    /// Rules that change each time that they are looked at are not waited for.
    private static final int MOST_PLANS = 20;

    LocalDelivery(Database database, Store store, Delivery delivery, RuleMail ruleMail) {
        this.database = database;
        this.store = store;
        this.delivery = delivery;
        this.ruleMail = ruleMail;
    }

    /// What to write besides, in the same unit of work, knowing which recipients were refused. It
    /// may run more than once.
    @FunctionalInterface
    interface Rows {
        void write(Sql sql, Map<Routed, Refusal> refused) throws SQLException;
    }

    /// Why a mailbox did not take the message; a transient status is worth another attempt.
    record Refusal(EnhancedStatus status, String reason) {}

    /// Delivers to those of the recipients that are of this server; the others are left alone.
    /// Durable when it returns.
    ///
    /// @return who was refused, and why
    /// @throws MailError.Unavailable when nothing can be written now; then nothing was
    Map<Routed, Refusal> deliver(Incoming message, List<Routed> recipients, Rows rows) {
        return deliver(message, recipients, OptionalLong.empty(), rows);
    }

    /// The same where `rows` changes a mailbox.
    Map<Routed, Refusal> deliver(Incoming message, List<Routed> recipients,
            OptionalLong changedMailbox, Rows rows) {
        List<Routed> here = new ArrayList<>(recipients);
        here.removeIf(one -> !isHere(one.target()));
        // Lock order of the store: every writer joins mailboxes in the same order.
        if (here.size() > 1) {
            here.sort(Comparator.comparing(one -> mailboxId(one.target())));
        }
        Delivery.Prepared prepared = here.isEmpty()
                ? null
                : delivery.prepare(message.content(), message.scan(), message.arrived(),
                        RuleMail.origin(message.envelope()));
        Map<Routed, Refusal> refused = new LinkedHashMap<>();
        Routed after = changedMailbox.isEmpty()
                ? null
                : here.stream()
                        .filter(one -> mailboxId(one.target()) >= changedMailbox.getAsLong())
                        .findFirst().orElse(null);
        Map<Routed, Planned> plans = new HashMap<>();
        int planned = 0;
        while (true) {
            for (Routed one : here) {
                if (prepared != null && !refused.containsKey(one) && !plans.containsKey(one)) {
                    plans.put(one, plan(one, prepared));
                }
            }
            try {
                List<RuleMail.Ready> sent = database.write(sql -> {
                    List<RuleMail.Ready> sending = new ArrayList<>();
                    for (Routed one : here) {
                        if (one == after) {
                            store.join(sql, changedMailbox.getAsLong(), Access.SYSTEM);
                        }
                        if (prepared != null && !refused.containsKey(one)) {
                            sending.addAll(deliver(sql, one, prepared,
                                    Objects.requireNonNull(plans.get(one))));
                        }
                    }
                    for (RuleMail.Ready ready : sending) {
                        ruleMail.insert(sql, ready);
                    }
                    rows.write(sql, withBounced(refused, plans));
                    return sending;
                });
                sent.forEach(ruleMail::offer);
                return withBounced(refused, plans);
            } catch (Delivery.Outdated e) {
                if (++planned == MOST_PLANS * Math.max(1, here.size())) {
                    throw new MailError.Unavailable("the rules change all the time", e);
                }
                delivery.learn(e);
                plans.clear();
            } catch (Refused e) {
                // The unit of work is undone; the next one does without this mailbox.
                log.warn("{}: not delivered to {}: {}", message.name(),
                        e.recipient.recipient().address(), e.refusal.reason());
                refused.put(e.recipient, e.refusal);
            }
        }
    }

    /// What the rules of a recipient make of the message, and what they send, stored.
    private record Planned(Plan plan, List<RuleMail.Ready> send) {}

    private Planned plan(Routed one, Delivery.Prepared prepared) {
        Plan plan = switch (one.target()) {
            case Target.Mailbox(UUID guid) -> delivery.plan(guid, prepared);
            case Target.PublicFolder(String path) -> delivery.plan(path,
                    one.recipient().address(), prepared);
            case Target.Elsewhere _,Target.Nowhere _,Target.Expanded _ -> Plan.NO_RULES;
        };
        return new Planned(plan, plan.outgoing().stream().map(ruleMail::store).toList());
    }

    /// Those too whose rules rejected the message: to their sender it is the same.
    private static Map<Routed, Refusal> withBounced(Map<Routed, Refusal> refused,
            Map<Routed, Planned> plans) {
        Map<Routed, Refusal> all = new LinkedHashMap<>(refused);
        plans.forEach((one, planned) -> {
            BounceCode bounce = planned.plan().bounce();
            if (bounce != null) {
                all.putIfAbsent(one, new Refusal(switch (bounce) {
                    case TOO_LARGE -> TOO_LARGE;
                    case NOT_DISPLAYED -> NOT_DISPLAYED;
                    case DENIED -> EnhancedStatus.NOT_AUTHORIZED;
                }, bounce.reason()));
            }
        });
        return all;
    }

    private static boolean isHere(Target target) {
        return target instanceof Target.Mailbox || target instanceof Target.PublicFolder;
    }

    /// `Long.MAX_VALUE` for a mailbox that is not there; its delivery says so.
    private long mailboxId(Target target) {
        return switch (target) {
            case Target.Mailbox(UUID guid) -> mailboxId(guid);
            case Target.PublicFolder _ -> mailboxId(Mailboxes.PUBLIC_FOLDERS);
            case Target.Elsewhere _,Target.Nowhere _,Target.Expanded _ -> Long.MAX_VALUE;
        };
    }

    private long mailboxId(UUID guid) { return delivery.mailboxId(guid).orElse(Long.MAX_VALUE); }

    private List<RuleMail.Ready> deliver(Sql sql, Routed one, Delivery.Prepared prepared,
            Planned planned) {
        try {
            List<Outgoing> send = switch (one.target()) {
                case Target.Mailbox(UUID guid) -> delivery.deliver(sql, guid, prepared,
                        planned.plan()).send();
                case Target.PublicFolder(String path) -> delivery.deliverToPublicFolder(sql, path,
                        prepared, planned.plan()).send();
                case Target.Elsewhere _,Target.Nowhere _,Target.Expanded _ -> List.of();
            };
            return planned.send().stream().filter(ready -> send.contains(ready.outgoing()))
                    .toList();
        } catch (MailError e) {
            Refusal refusal = refusal(e);
            if (refusal == null) {
                throw e;
            }
            throw new Refused(one, refusal);
        }
    }

    /// What a mailbox's error means for its recipient; null when it is not the mailbox's.
    private static @Nullable Refusal refusal(MailError error) {
        return switch (error) {
            case MailError.Quota _ -> new Refusal(EnhancedStatus.MAILBOX_FULL,
                    "the mailbox is full");
            case MailError.TooLarge _ -> new Refusal(EnhancedStatus.MESSAGE_TOO_BIG,
                    "the message is too large for the mailbox");
            case MailError.Denied _ -> new Refusal(EnhancedStatus.NOT_AUTHORIZED,
                    "the folder does not take messages from this sender");
            // It is being made or mended: the administrator's matter, not the sender's.
            case MailError.NotFound _,MailError.Gone _ -> new Refusal(new EnhancedStatus(4, 2, 1),
                    "the mailbox is not there at the moment");
            case MailError.Damaged _ -> new Refusal(new EnhancedStatus(4, 2, 0),
                    "the mailbox is damaged");
            case MailError.Conflict _,MailError.Exists _,MailError.Invalid _ -> new Refusal(
                    new EnhancedStatus(4, 2, 0), "the mailbox did not take the message");
            case MailError.Unavailable _,MailError.LoggedOut _ -> null;
        };
    }

    /// Undoes the unit of work.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Routed recipient;
        private final transient Refusal refusal;

        Refused(Routed recipient, Refusal refusal) {
            super(null, null, false, false);
            this.recipient = recipient;
            this.refusal = refusal;
        }
    }
}
