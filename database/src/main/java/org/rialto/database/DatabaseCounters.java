package org.rialto.database;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// What a database has done since it was opened, for metrics and benchmarks.
public final class DatabaseCounters {
    final LongAdder reads = new LongAdder();
    final LongAdder units = new LongAdder();
    final LongAdder failedUnits = new LongAdder();
    final LongAdder commits = new LongAdder();
    final LongAdder syncs = new LongAdder();
    final LongAdder checkpoints = new LongAdder();
    final LongAccumulator largestBatch = new LongAccumulator(Math::max, 0);
    final LongAccumulator largestUnit = new LongAccumulator(Math::max, 0);

    /// The numbers of one moment.
    ///
    /// @param units committed units of work
    /// @param commits durable commits; each holds one unit of work or more
    /// @param syncs file synchronisations asked of the operating system by commits
    /// @param largestUnit the most rows that one unit of work changed
    public record Numbers(long reads, long units, long failedUnits, long commits, long syncs,
            long checkpoints, long largestBatch, long largestUnit) {}

    public Numbers numbers() {
        return new Numbers(reads.sum(), units.sum(), failedUnits.sum(), commits.sum(), syncs.sum(),
                checkpoints.sum(), largestBatch.get(),
                largestUnit.get());
    }
}
