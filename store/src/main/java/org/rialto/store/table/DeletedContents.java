package org.rialto.store.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.store.Mailbox;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.MessageValues;
import org.rialto.store.ObjectIds;

/// The messages that were deleted from a folder and can be recovered, as a table's rows, named by
/// message id (the SoftDeletes flag of RopGetContentsTable, MS-OXCFOLD §2.2.1.14.1).
public final class DeletedContents implements TableSource {
    private static final int BATCH = 500;

    private final Mailbox mailbox;
    private final long folderId;
    private final boolean associated;
    private final ObjectIds ids;

    /// @throws org.rialto.mapi.MailError.NotFound no such folder
    /// @throws org.rialto.mapi.MailError.Denied the access may not read it
    public DeletedContents(Mailbox mailbox, long folderId, boolean associated) {
        this.mailbox = mailbox;
        this.folderId = folderId;
        this.associated = associated;
        this.ids = new ObjectIds(mailbox.info());
        mailbox.read(snapshot -> snapshot.deletedContents(folderId, associated, 1, 1, Set.of()));
    }

    @Override
    public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
        Set<MessagePart> parts = MessageValues.parts(columns);
        int next = 1;
        while (next > 0) {
            int first = next;
            List<MessageRow> some = mailbox.read(snapshot -> snapshot.deletedContents(folderId,
                    associated, first, BATCH, parts));
            some.forEach(each -> row.accept(values(each), each.messageId()));
            next = some.size() < BATCH ? 0 : some.getLast().uid() + 1;
        }
    }

    @Override
    public List<@Nullable PropertySource> read(long[] messageIds) {
        Map<Long, PropertySource> rows = new HashMap<>();
        for (int from = 0; from < messageIds.length; from += BATCH) {
            long[] some = Arrays.copyOfRange(messageIds, from,
                    Math.min(messageIds.length, from + BATCH));
            List<MessageRow> read = mailbox.read(snapshot -> snapshot.deletedContents(folderId,
                    some, Set.of(MessagePart.PROPERTIES)));
            read.stream().filter(row -> row.associated() == associated)
                    .forEach(row -> rows.put(row.messageId(), values(row)));
        }
        List<@Nullable PropertySource> found = new ArrayList<>(messageIds.length);
        for (long id : messageIds) {
            found.add(rows.get(id));
        }
        return found;
    }

    private MessageValues values(MessageRow row) {
        return new MessageValues(ids, row,
                () -> mailbox.read(snapshot -> snapshot.content(row.messageId())));
    }
}
