/// Full-text search: an index of words kept inside the database, so that it commits, restores and
/// moves with the mail it covers.
@NullMarked
package org.rialto.store.search;

import org.jspecify.annotations.NullMarked;
