package org.rialto.mapi;

import java.time.Instant;

/// Conversion between PtypTime's wire form, an unsigned 64-bit count of 100-nanosecond intervals
/// since 1 January 1601 UTC, and [Instant]. MS-DTYP §2.3.3. All 2^64 values have an instant.
public final class FileTime {
    private static final long UNIX_EPOCH_SECONDS = 11_644_473_600L;
    private static final long INTERVALS_PER_SECOND = 10_000_000L;
    private static final int NANOS_PER_INTERVAL = 100;

    public static final Instant EARLIEST = toInstant(0);
    public static final Instant LATEST = toInstant(-1);

    private FileTime() {}

    public static Instant toInstant(long intervals) {
        long seconds = Long.divideUnsigned(intervals, INTERVALS_PER_SECOND);
        long rest = Long.remainderUnsigned(intervals, INTERVALS_PER_SECOND);
        return Instant.ofEpochSecond(seconds - UNIX_EPOCH_SECONDS, rest * NANOS_PER_INTERVAL);
    }

    /// The intervals of an instant, rounded down. Instants that the wire form cannot hold become
    /// the nearest that it can: a date far out is kept as far out, not refused.
    public static long fromInstant(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return 0;
        }
        if (instant.isAfter(LATEST)) {
            return -1;
        }
        long seconds = instant.getEpochSecond() + UNIX_EPOCH_SECONDS;
        return seconds * INTERVALS_PER_SECOND + instant.getNano() / NANOS_PER_INTERVAL;
    }

    /// The instant as it comes back from the wire form.
    public static Instant round(Instant instant) {
        boolean exact = instant.getNano() % NANOS_PER_INTERVAL == 0 && !instant.isBefore(EARLIEST)
                && !instant.isAfter(LATEST);
        return exact ? instant : toInstant(fromInstant(instant));
    }
}
