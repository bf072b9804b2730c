package org.rialto.transport.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// When a message is tried again. RFC 5321 §4.5.4.1.
///
/// @param delays      after the first, second, … attempt; the last one repeats
/// @param jitter      each delay varies by up to this part of it, so that messages of one burst
///                    part
/// @param maximumAge  a message that is older fails
/// @param delayNotice after this the sender is told, once
public record RetrySchedule(List<Duration> delays, double jitter, Duration maximumAge,
        Duration delayNotice) {
    public static final RetrySchedule STANDARD = new RetrySchedule(
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(10),
                    Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1),
                    Duration.ofHours(2)),
            0.2, Duration.ofDays(5), Duration.ofHours(4));

    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || jitter < 0 || jitter >= 1) {
            throw new IllegalArgumentException(
                    "a retry schedule needs delays and a jitter below 1");
        }
    }

    /// @param attempts made so far, at least one
    public Instant next(int attempts, Instant now, RandomGenerator random) {
        long delay = delays.get(Math.min(attempts, delays.size()) - 1).toMillis();
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return now.plusMillis((long) (delay * factor));
    }

    public boolean isExpired(Instant arrived, Instant now) {
        return !now.isBefore(arrived.plus(maximumAge));
    }

    public boolean isDelayed(Instant arrived, Instant now) {
        return !now.isBefore(arrived.plus(delayNotice));
    }
}
