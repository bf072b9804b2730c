package org.rialto.directory.sasl;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Slows down whoever guesses passwords. Three token buckets stand before each attempt: of the
/// account at this address, of the address, and of the account; a wrong guess keeps its token, and
/// each guess on an exhausted bucket doubles the time until the next.
///
/// Nobody is locked out by somebody else's guesses: an account's own bucket is not asked where the
/// user has logged in before (account and address known together), nor for the first guess of an
/// address that made none lately. Memory is bounded; what is forgotten first is what was used least.
public final class GuessThrottle {
    /// @param guesses wrong ones in a row before waiting begins
    /// @param firstWait for the first guess after that; doubles with each
    /// @param longestWait where doubling ends
    public record Limit(int guesses, Duration firstWait, Duration longestWait) {}

    /// @param pair of one account at one address
    /// @param address of one address (IPv6: of its /56), for all accounts
    /// @param account of one account, from addresses it is not known at
    /// @param entries how many of each kind are remembered
    /// @param memory for how long after the latest guess
    public record Settings(Limit pair, Limit address, Limit account, int entries,
            Duration memory) {
        public static final Settings DEFAULT = new Settings(
                new Limit(5, Duration.ofSeconds(2), Duration.ofMinutes(5)),
                new Limit(50, Duration.ofSeconds(2), Duration.ofMinutes(5)),
                new Limit(20, Duration.ofSeconds(2), Duration.ofMinutes(2)), 100_000,
                Duration.ofHours(1));
    }

    private static final Duration TRUST = Duration.ofDays(30);
    private static final Duration CLEAN_AFTER = Duration.ofMinutes(15);

    private final Settings settings;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Cache<String, Bucket> pairs;
    private final Cache<String, Bucket> addresses;
    private final Cache<String, Bucket> accounts;
    private final Cache<String, Boolean> trusted;

    public GuessThrottle(Settings settings) { this(settings, System::nanoTime); }

    /// @param nanoClock as `System.nanoTime`
    public GuessThrottle(Settings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.pairs = remembering(settings.memory());
        this.addresses = remembering(settings.memory());
        this.accounts = remembering(settings.memory());
        this.trusted = remembering(TRUST);
    }

    private <V> Cache<String, V> remembering(Duration time) {
        return Caffeine.newBuilder().maximumSize(settings.entries()).expireAfterAccess(time)
                .ticker(nanoClock::getAsLong).executor(Runnable::run).build();
    }

    /// Asks for leave to check one password. What [Attempt] is granted must be told the result.
    ///
    /// @param account any text that names the account, known or not
    Attempt admit(String account, InetAddress address) {
        return admit(account, network(address), account, true);
    }

    /// The same for PINs of telephones, whose callers are known by other things than addresses. In
    /// the place of an account's own bucket there is one for everybody, which nobody passes by with a
    /// first guess: numbers to call from are cheap.
    public Attempt admit(String account, String caller) {
        return admit(account, caller, "", false);
    }

    /// @param shared names the third bucket
    /// @param passes whether the first guess from somewhere does not ask the third bucket
    private Attempt admit(String account, String network, String shared, boolean passes) {
        String pair = account + "\n" + network;
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            boolean isTrusted = trusted.getIfPresent(pair) != null;
            Bucket pairBucket = bucket(pairs, pair, settings.pair(), now);
            Bucket addressBucket = bucket(addresses, network, settings.address(), now);
            Bucket accountBucket = bucket(accounts, shared, settings.account(), now);
            boolean isClean = passes && addressBucket.isClean(now);
            long wait = pairBucket.waitNanos(now);
            if (!isTrusted) {
                wait = Math.max(wait, addressBucket.waitNanos(now));
                if (!isClean)
                    wait = Math.max(wait, accountBucket.waitNanos(now));
            }
            if (wait > 0)
                return new Attempt(this, pair, Duration.ofNanos(wait));
            pairBucket.take();
            if (!isTrusted) {
                addressBucket.take();
                accountBucket.take();
            }
            return new Attempt(this, pair, null, pairBucket, isTrusted ? null : addressBucket,
                    isTrusted ? null : accountBucket);
        } finally {
            lock.unlock();
        }
    }

    private static Bucket bucket(Cache<String, Bucket> cache, String key, Limit limit, long now) {
        return cache.get(key, k -> new Bucket(limit, now));
    }

    /// IPv6 by /56: smaller networks are commonly one customer's.
    public static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 7) : bytes);
    }

    /// One password to be checked. Exactly one of the three results follows, unless refused.
    public static final class Attempt {
        private final GuessThrottle throttle;
        private final String pair;
        private final @Nullable Duration retryAfter;
        private final @Nullable Bucket[] taken;

        private Attempt(GuessThrottle throttle, String pair, @Nullable Duration retryAfter,
                @Nullable Bucket... taken) {
            this.throttle = throttle;
            this.pair = pair;
            this.retryAfter = retryAfter;
            this.taken = taken;
        }

        /// Null when the attempt may go on, else how long to wait.
        public @Nullable Duration retryAfter() { return retryAfter; }

        public void wasWrong() {
            throttle.lock.lock();
            try {
                for (Bucket bucket : taken) {
                    if (bucket != null)
                        bucket.punish(throttle.nanoClock.getAsLong());
                }
            } finally {
                throttle.lock.unlock();
            }
        }

        public void wasRight() {
            throttle.trusted.put(pair, true);
            wasNotJudged();
            throttle.pairs.invalidate(pair);
        }

        /// No verdict was reached: the guess costs nothing.
        public void wasNotJudged() {
            throttle.lock.lock();
            try {
                for (Bucket bucket : taken) {
                    if (bucket != null)
                        bucket.giveBack();
                }
            } finally {
                throttle.lock.unlock();
            }
        }
    }

    private static final class Bucket {
        private final Limit limit;
        private double tokens;
        private int doublings;
        private long filledAt;
        private @Nullable Long wrongAt;

        Bucket(Limit limit, long now) {
            this.limit = limit;
            this.tokens = limit.guesses();
            this.filledAt = now;
        }

        /// 0 when a token is there.
        long waitNanos(long now) {
            long interval = intervalNanos();
            tokens = Math.min(limit.guesses(), tokens + (double) (now - filledAt) / interval);
            filledAt = now;
            if (tokens >= limit.guesses())
                doublings = 0;
            // A nanosecond's rounding must not make somebody wait twice.
            return tokens >= 1 - 1e-6 ? 0 : (long) Math.ceil((1 - tokens) * interval);
        }

        void take() { tokens = Math.max(0, tokens - 1); }

        void giveBack() { tokens = Math.min(limit.guesses(), tokens + 1); }

        /// Whether no wrong guess was made here lately.
        boolean isClean(long now) {
            return wrongAt == null || now - wrongAt > CLEAN_AFTER.toNanos();
        }

        void punish(long now) {
            wrongAt = now;
            if (tokens < 1 && doublings < 30)
                doublings++;
        }

        private long intervalNanos() {
            long first = limit.firstWait().toNanos();
            long longest = limit.longestWait().toNanos();
            int steps = Math.max(0, doublings - 1);
            return steps >= 30 || first > longest >> steps ? longest : first << steps;
        }
    }
}
