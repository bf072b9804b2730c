package org.rialto.store.check;

/// Hears how far a check is.
@FunctionalInterface
public interface CheckProgress {
    /// Begins or goes on with `what`; `done` of `total`.
    void at(String what, long done, long total);
}
