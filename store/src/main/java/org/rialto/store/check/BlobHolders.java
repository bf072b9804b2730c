package org.rialto.store.check;

import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.rialto.database.Sql;

/// Rows of other rooms that hold references on blobs, such as the spool's.
@FunctionalInterface
public interface BlobHolders {
    BlobHolders NONE = (sql, blobId) -> {};

    /// Names the blob of each reference, once for each.
    void forEach(Sql sql, LongConsumer blobId) throws SQLException;
}
