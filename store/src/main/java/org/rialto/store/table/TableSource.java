package org.rialto.store.table;

import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;

/// Where a table's rows come from: a folder's messages, the folders under a folder, the
/// attachments of a message. Rows are named by an id.
public interface TableSource {
    /// Hands over every row's id with its values for at least `columns`; the values are good only
    /// during the call. Reading may be cheap for some columns and dear for others, so none is asked
    /// for in vain.
    void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row);

    /// The rows of these ids with all their values, in this order; null for those that are gone.
    List<@Nullable PropertySource> read(long[] ids);

    /// The source that has the same rows in the same order, when this one adds values to another's
    /// that nothing is sorted by.
    default TableSource sorted() { return this; }
}
