package org.rialto.mailbox.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.ServerId;
import org.rialto.store.Change;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.SpecialFolder;

/// The messages by which the server asks a client to do what a rule says (DAM), or tells it what it
/// failed to do (DEM). MS-OXORULE §2.2.6, §2.2.7.
public final class DeferredMessages {
    static final String ACTION_CLASS = "IPC.Microsoft Exchange 4.0.Deferred Action";
    static final String ERROR_CLASS = "IPC.Microsoft Exchange 4.0.Deferred Error";
    private static final int AT_A_TIME = 200;

    private DeferredMessages() {}

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
