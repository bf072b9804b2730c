package org.rialto.store.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.SortOrderSet;
import org.rialto.store.Folder;
import org.rialto.store.FolderType;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxKind;
import org.rialto.store.MessageContent;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;
import org.rialto.store.Snapshot;

/// The normal or the associated messages of a folder as a table's rows, named by message id. Read
/// in batches, each on a snapshot of its own; property bags only when a column needs them.
public final class FolderContents implements TableSource {
    private static final int BATCH = 2_000;
    private static final int BATCH_WITH_BAGS = 500;

    private final Mailbox mailbox;
    private final Folder folder;
    private final boolean associated;
    private final @Nullable FolderViews views;
    private final ObjectIds ids;

    /// @param views where tables of the server share their sorted rows; null for none
    /// @throws MailError.NotFound no such folder
    /// @throws MailError.Denied the access may not read it
    public FolderContents(Mailbox mailbox, long folderId, boolean associated,
            @Nullable FolderViews views) {
        this.mailbox = mailbox;
        this.associated = associated;
        this.views = views;
        this.folder = mailbox.read(snapshot -> {
            snapshot.contents(folderId, associated, 1, 1, Set.of());
            return snapshot.folder(folderId);
        });
        this.ids = new ObjectIds(mailbox.info());
    }

    Mailbox mailbox() { return mailbox; }

    long mailboxId() { return ids.mailbox().mailboxId(); }

    Folder folder() { return folder; }

    /// The shared view of an order; null when this table cannot have one: what a search folder
    /// shows depends on who looks, and associated messages are few.
    @Nullable
    FolderView view(SortOrderSet order) {
        boolean full = mailbox.access().full();
        boolean own = associated || folder.type() == FolderType.SEARCH && !full
                || !full && mailbox.info().kind() == MailboxKind.PUBLIC && byReadState(order);
        return views == null || own ? null : views.get(this, order);
    }

    /// What is each user's own in public folders; the headers of categories count what is unread.
    private static boolean byReadState(SortOrderSet order) {
        return order.categoryCount() > 0 || order.orders().stream().map(each -> each.tag().id())
                .anyMatch(id -> id == PropertyTags.PidTagMessageFlags.id()
                        || id == PropertyTags.PidTagRead.id());
    }

    @Override
    public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
        Set<MessagePart> parts = MessageValues.parts(columns);
        int batch = parts.isEmpty() ? BATCH : BATCH_WITH_BAGS;
        int next = 1;
        while (next > 0) {
            int first = next;
            List<MessageRow> some = mailbox.read(snapshot -> snapshot.contents(folder.folderId(),
                    associated, first, batch, parts));
            some.forEach(each -> row.accept(values(each), each.messageId()));
            next = some.size() < batch ? 0 : some.getLast().uid() + 1;
        }
    }

    @Override
    public List<@Nullable PropertySource> read(long[] messageIds) {
        return read(messageIds, Set.of(MessagePart.PROPERTIES));
    }

    /// As [#read], with no more than what these columns need.
    List<@Nullable PropertySource> read(long[] messageIds, Set<MessagePart> parts) {
        Map<Long, PropertySource> found = new HashMap<>();
        for (int from = 0; from < messageIds.length; from += BATCH_WITH_BAGS) {
            long[] some = Arrays.copyOfRange(messageIds, from,
                    Math.min(messageIds.length, from + BATCH_WITH_BAGS));
            List<MessageRow> rows = mailbox.read(
                    (Snapshot snapshot) -> snapshot.messages(folder.folderId(), some, parts));
            rows.stream().filter(row -> row.associated() == associated)
                    .forEach(row -> found.put(row.messageId(), values(row)));
        }
        List<@Nullable PropertySource> inOrder = new ArrayList<>(messageIds.length);
        for (long id : messageIds) {
            inOrder.add(found.get(id));
        }
        return inOrder;
    }

    private MessageValues values(MessageRow row) {
        return new MessageValues(ids, row, () -> content(row.messageId()));
    }

    private MessageContent content(long messageId) {
        return mailbox.read(snapshot -> snapshot.content(messageId));
    }
}
