package org.rialto.store.search;

/// What a text search in a folder found.
///
/// @param uids messages that match, ascending
/// @param unindexedUids messages that are not in the index yet: the caller must read them, ascending
public record TextHits(int[] uids, int[] unindexedUids) {}
