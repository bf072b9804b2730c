/// The bytes that are too large for rows, content-addressed and stored once: packed in append-only
/// segment files beside an SQLite database, in rows of chunks in PostgreSQL.
@NullMarked
package org.rialto.store.blob;

import org.jspecify.annotations.NullMarked;
