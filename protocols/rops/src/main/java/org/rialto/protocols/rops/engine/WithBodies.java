package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.MessageContext;
import org.rialto.protocols.rops.message.OpenMessage;
import org.rialto.store.MessageValues;
import org.rialto.store.table.TableSource;

/// Messages as rows of a table, with what is made of their bytes only when somebody asks for it:
/// bodies in any form, and the header of a message that came as MIME. Columns have them, and
/// restrictions look at them, by the full-text index where it knows ([BodyHits]).
///
/// @param budget of the call that is carried out, for the messages that must be opened
record WithBodies(TableSource source, MessageContext context, ValueFormat format, BodyHits hits,
        OpeningBudget budget) implements TableSource {
    /// Longer ones are not looked at.
    private static final int MOST_BYTES = 4 << 20;

    @Override
    public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
        boolean made = columns.stream().anyMatch(DearRestrictions::isMade);
        source.forEach(columns,
                made ? (values, id) -> row.accept(new Row(id, values), id) : row);
    }

    @Override
    public List<@Nullable PropertySource> read(long[] ids) {
        List<@Nullable PropertySource> read = source.read(ids);
        List<@Nullable PropertySource> rows = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            PropertySource values = read.get(i);
            rows.add(values == null ? null : new Row(ids[i], values));
        }
        return rows;
    }

    @Override
    public TableSource sorted() { return source; }

    private @Nullable Object make(long messageId, PropertySource values, PropertyTag tag) {
        budget.spend(values.get(PropertyTags.PidTagMessageSizeExtended) instanceof Long size
                ? size
                : 0);
        try {
            OpenMessage message = OpenMessage.open(context, messageId, false, format.charset());
            return message.largeSize(tag) > MOST_BYTES ? null : message.get(tag);
        } catch (MailError.LoggedOut e) {
            throw e;
        } catch (MailError e) {
            return null;
        }
    }

    private final class Row implements PropertySource {
        private final long id;
        private final PropertySource values;

        private Row(long id, PropertySource values) {
            this.id = id;
            this.values = values;
        }

        @Override
        public @Nullable Object get(PropertyTag tag) {
            Object value = values.get(tag);
            return value == null && DearRestrictions.isMade(tag) ? make(id, values, tag) : value;
        }

        @Override
        public @Nullable Boolean satisfies(Restriction.Content content) {
            return values instanceof MessageValues message
                    && DearRestrictions.isMade(content.tag())
                    && values.get(content.tag()) == null
                            ? hits.satisfies(content, message.row())
                            : null;
        }

        @Override
        public List<? extends PropertySource> subobjects(PropertyTag table) {
            return values.subobjects(table);
        }
    }
}
