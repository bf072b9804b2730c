package org.rialto.telephony.media;

import java.util.concurrent.atomic.AtomicLongArray;

/// How late packets were sent, in steps of a quarter of a millisecond up to 64 ms. One thread
/// counts; any may look.
public final class LatenessHistogram {
    private static final int STEPS = 256;
    private static final long STEP_NANOS = 250_000;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS + 1);

    void add(long lateNanos) {
        int step = (int) Math.clamp(lateNanos / STEP_NANOS, 0, STEPS);
        counts.setRelease(step, counts.getPlain(step) + 1);
    }

    public long count() {
        long sum = 0;
        for (int step = 0; step <= STEPS; step++) {
            sum += counts.get(step);
        }
        return sum;
    }

    /// How many were sent later than that.
    public long laterThan(double millis) {
        long sum = 0;
        for (int step = (int) Math.ceil(millis * 1e6 / STEP_NANOS); step <= STEPS; step++) {
            sum += counts.get(step);
        }
        return sum;
    }

    /// The lateness in milliseconds that the part (0.999) did not exceed, rounded up to a step;
    /// 64.25 stands for anything above.
    public double millisAt(double part) {
        long wanted = (long) Math.ceil(count() * part);
        long sum = 0;
        for (int step = 0; step <= STEPS; step++) {
            sum += counts.get(step);
            if (sum >= wanted) {
                return (step + 1) * (STEP_NANOS / 1e6);
            }
        }
        return (STEPS + 1) * (STEP_NANOS / 1e6);
    }
}
