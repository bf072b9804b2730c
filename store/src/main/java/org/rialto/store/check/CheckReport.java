package org.rialto.store.check;

import java.util.List;

/// What a check looked at and found.
public record CheckReport(List<Finding> findings, int mailboxes, long messages, long blobs,
        long blobBytesRead) {
    /// Whether everything is as it should be, or is now.
    public boolean isClean() {
        return findings.stream()
                .allMatch(finding -> finding.outcome() == Finding.Outcome.REPAIRED);
    }
}
