package org.rialto.database;

import java.io.IOException;

/// Something beside the database that must be durable before a commit is, such as the files that
/// hold blobs. Called on the committing thread, once for each commit (on SQLite that is once for
/// a whole batch of units of work); when it throws, the commit does not happen.
@FunctionalInterface
public interface CommitParticipant {
    /// Returns how many times it synced a file, for the counters.
    int beforeCommit() throws IOException;
}
