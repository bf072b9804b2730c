package org.rialto.mailbox.rules;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.ServerId;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapi.ValueWriter;
import org.rialto.store.Change;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.NewMessage;
import org.rialto.store.ObjectIds;
import org.rialto.store.SpecialFolder;

/// The messages by which the server asks a client to do what a rule says (DAM), or tells it what it
/// failed to do (DEM). MS-OXORULE §2.2.6, §2.2.7.
public final class DeferredMessages {
    static final String ACTION_CLASS = "IPC.Microsoft Exchange 4.0.Deferred Action";
    static final String ERROR_CLASS = "IPC.Microsoft Exchange 4.0.Deferred Error";
    private static final int AT_A_TIME = 200;

    private final Change change;
    private final Instant now;
    private final ObjectIds ids;

    DeferredMessages(Change change, Instant now) {
        this.change = change;
        this.now = now;
        this.ids = new ObjectIds(change.info());
    }

    /// Adds a DAM. §3.2.5.1.2.
    void addAction(Plan.Deferral deferral, long folderId, long messageId) {
        ByteWriter actions = new ByteWriter();
        new ValueWriter(actions, deferral.extended()
                ? ValueFormat.extended(StandardCharsets.UTF_8)
                : ValueFormat.rop(StandardCharsets.UTF_8)).writeRuleActions(deferral.actions());
        ByteWriter rules = new ByteWriter();
        // §2.2.6.7: the id of the first, once for each.
        deferral.ruleIds().forEach(id -> rules.writeInt64(deferral.ruleIds().getFirst()));
        long folder = folder();
        // The message after the number reserved gets the next.
        MessageId own = new MessageId(1, change.reserveCounters(1) + 1);
        Change.Added added = change.addMessage(folder, message(new PropertyBag()
                .set(PropertyTags.PidTagMessageClass, ACTION_CLASS)
                .set(PropertyTags.PidTagDamBackPatched, false)
                .set(PropertyTags.PidTagDamOriginalEntryId,
                        ids.messageEntryId(folderId, messageId))
                .set(PropertyTags.PidTagRuleProvider, deferral.provider())
                .set(PropertyTags.PidTagRuleFolderEntryId,
                        ids.folderEntryId(deferral.folderId()))
                .set(PropertyTags.PidTagClientActions, Binary.wrap(actions.toByteArray()))
                .set(PropertyTags.PidTagRuleIds, Binary.wrap(rules.toByteArray()))
                .set(PropertyTags.PidTagDeferredActionMessageOriginalEntryId,
                        new ServerId.Ours(new FolderId(1, folder), own, 0))));
        if (added.messageId() != own.globalCounter()) {
            throw new IllegalStateException("a message did not get the next number");
        }
    }

    /// Adds a DEM. §3.2.5.1.3.
    ///
    /// @param messageId of the delivered message; 0 when there is none
    void addError(Plan.Failure failure, long folderId, long messageId) {
        Rule rule = failure.rule();
        PropertyBag bag = new PropertyBag()
                .set(PropertyTags.PidTagMessageClass, ERROR_CLASS)
                .set(PropertyTags.PidTagRuleError, failure.error())
                .set(PropertyTags.PidTagRuleActionType, failure.actionType())
                .set(PropertyTags.PidTagRuleActionNumber, failure.actionNumber())
                .set(PropertyTags.PidTagRuleProvider, rule.provider())
                .set(PropertyTags.PidTagRuleFolderEntryId, ids.folderEntryId(rule.folderId()))
                .set(PropertyTags.PidTagRuleId, rule.extended()
                        ? ids.messageId(rule.ruleId())
                        : rule.ruleId());
        if (messageId != 0) {
            bag.set(PropertyTags.PidTagDamOriginalEntryId,
                    ids.messageEntryId(folderId, messageId));
        }
        change.addMessage(folder(), message(bag));
    }

    private long folder() { return change.folder(SpecialFolder.DEFERRED_ACTION).folderId(); }

    private NewMessage message(PropertyBag bag) {
        bag.set(PropertyTags.PidTagSubject, "").set(PropertyTags.PidTagMessageDeliveryTime, now);
        return new NewMessage(new MessageContent(bag, List.of(), List.of()), false, 0, Set.of(),
                now, null, null);
    }

    /// Makes known to DAMs where the client has the message that they are about. §3.2.5.4.
    ///
    /// @param server their PidTagDeferredActionMessageOriginalEntryId
    /// @param client what it becomes
    /// @return how many were changed
    public static int update(Mailbox mailbox, Binary server, Binary client) {
        ServerId wanted = serverId(server);
        ServerId becomes = serverId(client);
        return mailbox.write(change -> {
            int changed = 0;
            for (MessageRow row : matching(change, wanted)) {
                MessageContent before = change.content(row.messageId());
                PropertyBag after = before.properties().copy()
                        .set(PropertyTags.PidTagDamOriginalEntryId, client)
                        .set(PropertyTags.PidTagDeferredActionMessageOriginalEntryId, becomes)
                        .set(PropertyTags.PidTagDamBackPatched, true);
                change.saveMessage(row.messageId(), row.contentChangeNumber(),
                        new MessageContent(after, before.recipients(), before.attachments()));
                changed++;
            }
            return changed;
        });
    }

    private static List<MessageRow> matching(Change change, ServerId wanted) {
        long folder = change.folder(SpecialFolder.DEFERRED_ACTION).folderId();
        List<MessageRow> matching = new ArrayList<>();
        int next = 1;
        while (true) {
            List<MessageRow> some = change.contents(folder, false, next, AT_A_TIME,
                    Set.of(MessagePart.PROPERTIES));
            for (MessageRow row : some) {
                PropertyBag bag = row.properties();
                if (wanted.equals(bag.get(PropertyTags.PidTagDeferredActionMessageOriginalEntryId))
                        && ACTION_CLASS.equals(bag.get(PropertyTags.PidTagMessageClass))) {
                    matching.add(row);
                }
            }
            if (some.size() < AT_A_TIME) {
                return matching;
            }
            next = some.getLast().uid() + 1;
        }
    }

    /// Ids of this server have their structure; any other bytes are the client's.
    private static ServerId serverId(Binary bytes) {
        try {
            return ServerId.read(bytes.reader());
        } catch (MalformedDataException e) {
            return new ServerId.Foreign(bytes);
        }
    }
}
