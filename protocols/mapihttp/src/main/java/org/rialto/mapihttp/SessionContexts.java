package org.rialto.mapihttp;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.sasl.Login;
import org.rialto.mapihttp.SessionContext.Owner;
import org.rialto.mapihttp.wire.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every Session Context of an endpoint, by its cookie. MS-OXCMAPIHTTP §3.2.5.1, §3.2.6.
final class SessionContexts<S> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionContexts.class);
    private static final int COOKIE_BYTES = 24;
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(30);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    private final MapiHttpConfiguration configuration;
    private final Counters counters;
    private final Consumer<? super S> closer;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SessionContext<S>> byCookie = new HashMap<>();
    private final Map<Owner, Set<SessionContext<S>>> byOwner = new HashMap<>();
    private final BitSet indexes = new BitSet();
    private final Thread sweeper;
    private int lastIndex;
    private boolean closed;

    /// @param closer ends the session of a context
    SessionContexts(MapiHttpConfiguration configuration, Counters counters,
            Consumer<? super S> closer) {
        this.configuration = configuration;
        this.counters = counters;
        this.closer = closer;
        this.sweeper = Thread.ofVirtual().name("mapihttp-sweeper").unstarted(this::sweep);
    }

    /// Begins to end what is idle.
    void start() { sweeper.start(); }

    /// Makes one; empty when there are too many.
    ///
    /// @throws RequestError the server is stopping
    Optional<SessionContext<S>> create(Login login, SessionContext.Opening<S> opening)
            throws RequestError {
        Owner owner = Owner.of(login.actor());
        SessionContext<S> context;
        @Nullable
        SessionContext<S> surplus = null;
        synchronized (this) {
            if (closed) {
                throw new RequestError(ResponseCode.ENDPOINT_SHUTTING_DOWN,
                        "the server is stopping");
            }
            Set<SessionContext<S>> own = byOwner.getOrDefault(owner, Set.of());
            if (own.size() >= configuration.contextsPerUser()) {
                // A client that lost its cookies cannot end what it left behind.
                surplus = longestIdle(own);
                if (surplus == null) {
                    return Optional.empty();
                }
                remove(surplus);
            } else if (byCookie.size() >= configuration.contexts()) {
                return Optional.empty();
            }
            context = new SessionContext<>(newCookie(), newIndex(), login, opening, closer);
            byCookie.put(context.cookie(), context);
            byOwner.computeIfAbsent(owner, _ -> new HashSet<>()).add(context);
        }
        counters.connects().increment();
        if (surplus != null) {
            LOG.info("{} has too many session contexts; one that was idle ended",
                    login.actor().label());
            surplus.end();
        }
        return Optional.of(context);
    }

    private static <S> @Nullable SessionContext<S> longestIdle(
            Set<SessionContext<S>> contexts) {
        return contexts.stream().filter(context -> context.idleNanos() > 0)
                .max(Comparator.comparingLong(SessionContext::idleNanos)).orElse(null);
    }

    private String newCookie() {
        byte[] bytes = new byte[COOKIE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The next that is free, so that one is not used again soon.
    private int newIndex() {
        do {
            lastIndex = (lastIndex + 1) & 0xFFFF;
        } while (indexes.get(lastIndex));
        indexes.set(lastIndex);
        return lastIndex;
    }

    /// The context of a cookie, for its owner.
    SessionContext<S> find(String cookie, Login login) throws RequestError {
        if (!COOKIE.matcher(cookie).matches()) {
            throw new RequestError(ResponseCode.INVALID_CONTEXT_COOKIE,
                    "no session context has such a cookie");
        }
        SessionContext<S> found;
        synchronized (this) {
            found = byCookie.get(cookie);
        }
        if (found == null || !found.owner().equals(Owner.of(login.actor()))) {
            throw new RequestError(ResponseCode.CONTEXT_NOT_FOUND,
                    "there is no such session context");
        }
        found.now(login);
        return found;
    }

    /// Ends a context and invalidates its cookie.
    void end(SessionContext<S> context) {
        synchronized (this) {
            remove(context);
        }
        context.end();
    }

    private synchronized void remove(SessionContext<S> context) {
        if (!byCookie.remove(context.cookie(), context)) {
            return;
        }
        indexes.clear(context.index());
        Set<SessionContext<S>> own = byOwner.get(context.owner());
        if (own != null && own.remove(context) && own.isEmpty()) {
            byOwner.remove(context.owner());
        }
    }

    synchronized int count() { return byCookie.size(); }

    private void sweep() {
        Duration quarter = configuration.idle().dividedBy(4).plusMillis(1);
        Duration period = quarter.compareTo(LONGEST_SWEEP) < 0 ? quarter : LONGEST_SWEEP;
        try {
            while (true) {
                Thread.sleep(period);
                endIdle();
            }
        } catch (InterruptedException e) {
            LOG.debug("no more session contexts");
        }
    }

    private void endIdle() {
        long limitNanos = configuration.idle().toNanos();
        for (SessionContext<S> context : all()) {
            if (context.endIfIdle(limitNanos)) {
                remove(context);
                counters.expired().increment();
            }
        }
    }

    synchronized List<SessionContext<S>> all() { return List.copyOf(byCookie.values()); }

    /// Ends all and waits until their sessions are closed, which calls that are still under way may
    /// hold up; not for ever. None can be made any more.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        sweeper.interrupt();
        List<SessionContext<S>> all = all();
        all.forEach(this::end);
        long endNanos = System.nanoTime() + LONGEST_CLOSE.toNanos();
        try {
            for (SessionContext<S> context : all) {
                if (!context.awaitClosed(endNanos - System.nanoTime())) {
                    LOG.info("session context {} is still at work", context.index());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
