package org.rialto.store.backup;

/// Hears how far a backup or its restoring is.
@FunctionalInterface
public interface BackupProgress {
    BackupProgress NONE = (what, done, total) -> {};

    void at(String what, long done, long total);
}
