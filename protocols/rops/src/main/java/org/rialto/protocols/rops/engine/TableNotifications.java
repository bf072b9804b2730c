package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.store.table.RowChange;
import org.rialto.store.table.TableRow;

/// What is to be told of a table's rows (MS-OXCNOTIF §2.2.1.1.1, §3.1.4.3): row by row, with the
/// columns that are set when it is told; more than so many changes, and those of categories that
/// change places, as TableChanged.
///
/// @param folderId whose table it is; part of what names a row
/// @param messages rows are messages, else folders
final class TableNotifications {
    static final int MOST = 100;
    /// A longer row does not go into a notification.
    private static final int LONGEST_ROW_BYTES = 16_000;

    private final FolderId folderId;
    private final boolean messages;
    private final boolean inSearchFolder;
    private final List<RowChange> changes = new ArrayList<>();
    private boolean tooMany;

    TableNotifications(long folderId, boolean messages, boolean inSearchFolder) {
        this.folderId = Ids.folder(folderId);
        this.messages = messages;
        this.inSearchFolder = inSearchFolder;
    }

    /// @param some empty where they are too many
    void add(Optional<List<RowChange>> some) {
        some.ifPresentOrElse(changes::addAll, this::all);
        if (changes.size() > MOST) {
            all();
        }
    }

    /// Everything may have changed.
    void all() {
        tooMany = true;
        changes.clear();
    }

    /// The client reads the rows again anyway.
    void clear() {
        tooMany = false;
        changes.clear();
    }

    /// @param columns null where none are set: rows cannot be told then
    List<NotificationData> take(TableObject table, @Nullable List<PropertyTag> columns,
            ValueFormat format) {
        List<NotificationData> told = new ArrayList<>();
        boolean basic = tooMany || columns == null && !changes.isEmpty();
        List<RowChange> some = List.copyOf(changes);
        clear();
        if (!basic && columns != null && !tell(some, table, format, told)) {
            basic = true;
        }
        return basic
                ? List.of(new NotificationData.TableChanged(messages, inSearchFolder))
                : told;
    }

    private boolean tell(List<RowChange> some, TableObject table, ValueFormat format,
            List<NotificationData> told) {
        List<@Nullable PropertySource> values = table
                .values(some.stream().map(RowChange::row).toList());
        for (int i = 0; i < some.size(); i++) {
            RowChange change = some.get(i);
            if (change instanceof RowChange.Deleted deleted) {
                told.add(new NotificationData.TableRowDeleted(name(deleted.row()),
                        inSearchFolder));
                continue;
            }
            PropertySource row = values.get(i);
            if (row == null) {
                // Gone meanwhile, which will be told.
                continue;
            }
            Binary data;
            try {
                data = Binary.wrap(table.encode(row, format));
            } catch (RopError e) {
                return false;
            }
            if (data.length() > LONGEST_ROW_BYTES) {
                return false;
            }
            told.add(change instanceof RowChange.Added added
                    ? new NotificationData.TableRowAdded(name(added.row()), name(added.after()),
                            data, inSearchFolder)
                    : new NotificationData.TableRowModified(name(change.row()),
                            name(((RowChange.Modified) change).after()), data, inSearchFolder));
        }
        return true;
    }

    private NotificationData.TableRow name(@Nullable TableRow row) {
        return switch (row) {
            case null -> NotificationData.TableRow.none(messages);
            case TableRow.Leaf leaf -> messages
                    ? new NotificationData.TableRow(folderId, Ids.message(leaf.id()),
                            leaf.instance())
                    : new NotificationData.TableRow(Ids.folder(leaf.id()), null, 0);
            case TableRow.Header header -> new NotificationData.TableRow(folderId,
                    MessageId.ofLong(RowValues.categoryId(header.categoryId())), 0);
        };
    }
}
