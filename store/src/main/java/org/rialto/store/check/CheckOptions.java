package org.rialto.store.check;

/// How thorough a check is.
///
/// @param repair mends what can be mended
/// @param quick leaves the bytes of blobs unread, and asks the engine for its quick check only
/// @param exclusive nothing else uses the store: unreferenced blobs can go at once
public record CheckOptions(boolean repair, boolean quick, boolean exclusive) {}
