package org.rialto.store;

import java.nio.file.Path;

/// What the store needs besides its database.
///
/// @param blobs directory of the blob segment files (SQLite engine) and of temporary files
/// @param spillBytes a blob being written is kept in memory up to here, then goes to a file
/// @param segmentBytes a segment file is closed when it has grown to this
public record StoreConfiguration(Path blobs, int spillBytes, long segmentBytes) {
    public static StoreConfiguration in(Path directory) {
        return new StoreConfiguration(directory, 256 * 1024, 256L * 1024 * 1024);
    }
}
