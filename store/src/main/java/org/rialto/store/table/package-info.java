/// Tables as MAPI has them (MS-OXCTABL): columns, restriction, sort order, categories, bookmarks,
/// over the rows of anything that has rows.
@NullMarked
package org.rialto.store.table;

import org.jspecify.annotations.NullMarked;
