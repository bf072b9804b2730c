package org.rialto.base.net;

import java.util.concurrent.TimeUnit;

/// The clocks of one connection: idle, total, minimum rate, write and handshake. The reading
/// thread asks [#readTimeout]; the listener's watch asks [#isOverdue] about what no socket option
/// can bound.
final class Deadlines {
    /// How long one piece of output may take; see [Connection].
    private static final long WRITE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long NONE = Long.MAX_VALUE;

    private final long origin = System.nanoTime();
    private volatile int idleMillis;
    private volatile long totalAt = NONE;
    private volatile long writeAt = NONE;
    private volatile long handshakeAt = NONE;
    private int bytesPerSecond;
    private long rateStart;
    private long received;

    Deadlines(int idleMillis) { this.idleMillis = idleMillis; }

    private long now() { return System.nanoTime() - origin; }

    void setIdle(int millis) { idleMillis = millis; }

    void setTotal(long millis) {
        totalAt = millis == 0 ? NONE : now() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void setRate(int required, long graceMillis) {
        bytesPerSecond = required;
        rateStart = now() + TimeUnit.MILLISECONDS.toNanos(graceMillis);
        received = 0;
    }

    void received(int count) { received += count; }

    void writeStarts() { writeAt = now() + WRITE_NANOS; }

    void writeEnds() { writeAt = NONE; }

    void handshakeStarts(int millis) {
        handshakeAt = now() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    void handshakeEnds() { handshakeAt = NONE; }

    /// The moment until which the bytes received so far satisfy the rate.
    private long rateAt() {
        return bytesPerSecond == 0
                ? NONE
                : rateStart + (long) (received * 1e9 / bytesPerSecond);
    }

    /// How long the next read may wait, in milliseconds from 1; 0 for ever.
    int readTimeout() {
        long at = Math.min(totalAt, rateAt());
        if (at == NONE)
            return idleMillis;
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(at - now()));
        return (int) Math.min(idleMillis == 0 ? Integer.MAX_VALUE : idleMillis, left);
    }

    boolean isOverdue() {
        long now = now();
        return now > totalAt || now > writeAt || now > handshakeAt;
    }

    /// Which clock ran out, for the log.
    String describe() {
        long now = now();
        if (now >= totalAt - 1_000_000)
            return "took longer than allowed in total";
        if (now >= rateAt() - 1_000_000)
            return "sent slower than allowed";
        return "silent for " + idleMillis + " ms";
    }
}
