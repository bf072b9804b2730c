package org.rialto.store.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Mailbox;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;
import org.rialto.store.Rights;

/// The normal messages of a folder and of all below it as a table's rows, named by message id: what
/// conversations are found in (the ConversationMembers flag of RopGetContentsTable, MS-OXCFOLD
/// §2.2.1.14.1). Folders that the access may not read are left out.
public final class MailboxContents implements TableSource {
    private static final int BATCH = 500;

    private final Mailbox mailbox;
    private final long topId;
    private final ObjectIds ids;

    /// @throws MailError.NotFound no such folder
    public MailboxContents(Mailbox mailbox, long topId) {
        this.mailbox = mailbox;
        this.topId = topId;
        this.ids = new ObjectIds(mailbox.info());
        mailbox.read(snapshot -> snapshot.folder(topId));
    }

    private List<Folder> folders() {
        List<Folder> found = new ArrayList<>();
        Set<Long> below = new HashSet<>(Set.of(topId));
        // Parents come before children.
        for (Folder folder : mailbox.read(snapshot -> snapshot.folders())) {
            if (folder.folderId() == topId || below.contains(folder.parentId())) {
                below.add(folder.folderId());
                if (folder.type() != FolderType.SEARCH && folder.allows(Rights.READ_ANY)) {
                    found.add(folder);
                }
            }
        }
        return found;
    }

    @Override
    public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
        Set<MessagePart> parts = MessageValues.parts(columns);
        for (Folder folder : folders()) {
            int next = folder.contentCount() == 0 ? 0 : 1;
            while (next > 0) {
                int first = next;
                List<MessageRow> some = mailbox.read(snapshot -> snapshot
                        .contents(folder.folderId(), false, first, BATCH, parts));
                some.forEach(each -> row.accept(values(each), each.messageId()));
                next = some.size() < BATCH ? 0 : some.getLast().uid() + 1;
            }
        }
    }

    @Override
    public List<@Nullable PropertySource> read(long[] messageIds) {
        Set<Long> shown = new HashSet<>();
        folders().forEach(folder -> shown.add(folder.folderId()));
        Map<Long, PropertySource> found = mailbox.read(snapshot -> {
            Map<Long, PropertySource> rows = new HashMap<>();
            for (long id : messageIds) {
                try {
                    MessageRow row = snapshot.message(id, Set.of(MessagePart.PROPERTIES));
                    if (!row.associated() && shown.contains(row.folderId())) {
                        rows.put(id, values(row));
                    }
                } catch (MailError.NotFound | MailError.Denied e) {
                    continue;
                }
            }
            return rows;
        });
        List<@Nullable PropertySource> inOrder = new ArrayList<>(messageIds.length);
        for (long id : messageIds) {
            inOrder.add(found.get(id));
        }
        return inOrder;
    }

    private MessageValues values(MessageRow row) {
        return new MessageValues(ids, row,
                () -> mailbox.read(snapshot -> snapshot.content(row.messageId())));
    }
}
