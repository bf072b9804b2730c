/// Reads an SQLite file whose pages are damaged, page by page, and builds a new one of all rows that
/// can still be read. The file format is sqlite.org/fileformat2.html.
@org.jspecify.annotations.NullMarked
package org.rialto.database.salvage;
