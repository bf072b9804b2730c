package org.rialto.protocols.rops.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.table.TableRow;

/// The values of a row as a table shows it: with what the row is there (MS-OXCTABL §2.2.1), and of
/// a category's header only the columns that the category is made by.
record RowValues(TableObject table, TableRow row, PropertySource source)
        implements
            PropertySource {
    private static final int LEAF = 1;
    private static final int EXPANDED = 3;
    private static final int COLLAPSED = 4;
    private static final int NO_REPLICA_SHIFT = 16;

    @Override
    public @Nullable Object get(PropertyTag tag) {
        if (table.kind() == TableObject.Kind.CONTENTS) {
            if (tag.equals(PropertyTags.PidTagInstID)) {
                return instanceId();
            }
            if (tag.equals(PropertyTags.PidTagInstanceNum)) {
                return instance();
            }
            if (tag.equals(PropertyTags.PidTagRowType)) {
                return rowType();
            }
            if (tag.equals(PropertyTags.PidTagDepth)) {
                return row.depth();
            }
        }
        return switch (row) {
            case TableRow.Leaf _ -> one(tag, source.get(tag));
            case TableRow.Header header -> ofHeader(header, tag);
        };
    }

    private Long instanceId() {
        return switch (row) {
            case TableRow.Leaf leaf -> table.logon().ids().messageId(leaf.id());
            case TableRow.Header header -> categoryId(header.categoryId());
        };
    }

    private int instance() {
        return switch (row) {
            case TableRow.Leaf leaf -> leaf.instance();
            case TableRow.Header header -> 0;
        };
    }

    private int rowType() {
        return switch (row) {
            case TableRow.Leaf leaf -> LEAF;
            case TableRow.Header header -> header.expanded() ? EXPANDED : COLLAPSED;
        };
    }

    private @Nullable Object ofHeader(TableRow.Header header, PropertyTag tag) {
        if (tag.equals(PropertyTags.PidTagContentCount)) {
            return header.contentCount();
        }
        if (tag.equals(PropertyTags.PidTagContentUnreadCount)) {
            return header.unreadCount();
        }
        return table.categoryColumns(header.depth()).contains(tag)
                ? one(tag, source.get(tag), header.sampleInstance())
                : null;
    }

    private @Nullable Object one(PropertyTag tag, @Nullable Object value) {
        return one(tag, value, instance());
    }

    /// Of several values, the one of this instance.
    private static @Nullable Object one(PropertyTag tag, @Nullable Object value, int instance) {
        if (!tag.isMultivalueInstance() || !(value instanceof List<?> values)) {
            return value;
        }
        return values.isEmpty() ? null : values.get(Math.min(instance, values.size() - 1));
    }

    /// Categories have ids of no replica, so that none is a message's.
    static long categoryId(long category) { return category << NO_REPLICA_SHIFT; }

    /// The category of an id on the wire; 0 where it is none's.
    static long category(long id) { return (id & 0xFFFF) == 0 ? id >>> NO_REPLICA_SHIFT : 0; }
}
