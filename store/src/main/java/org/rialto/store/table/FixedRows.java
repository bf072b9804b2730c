package org.rialto.store.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;

/// Rows of a table that are all at hand, by their ids.
public record FixedRows(Map<Long, ? extends PropertySource> rows) implements TableSource {
    @Override
    public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
        rows.forEach((id, values) -> row.accept(values, id));
    }

    @Override
    public List<@Nullable PropertySource> read(long[] ids) {
        List<@Nullable PropertySource> found = new ArrayList<>(ids.length);
        for (long id : ids) {
            found.add(rows.get(id));
        }
        return found;
    }
}
