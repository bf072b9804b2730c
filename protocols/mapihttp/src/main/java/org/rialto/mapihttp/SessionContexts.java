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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.sasl.Login;
import org.rialto.mapihttp.SessionContext.Owner;
import org.rialto.mapihttp.wire.ResponseCode;
import org.rialto.protocols.rops.engine.RopServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every Session Context, by its cookie. MS-OXCMAPIHTTP §3.2.5.1, §3.2.6.
final class SessionContexts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionContexts.class);
    private static final int COOKIE_BYTES = 24;
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(30);
    private final RopServer server;
    private final MapiHttpConfiguration configuration;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SessionContext> byCookie = new HashMap<>();
    private final Map<Owner, Set<SessionContext>> byOwner = new HashMap<>();
    private final BitSet indexes = new BitSet();
    private final Thread sweeper;
    private int lastIndex;
    private boolean closed;

    SessionContexts(RopServer server, MapiHttpConfiguration configuration) {
        this.server = server;
        this.configuration = configuration;
        this.sweeper = Thread.ofVirtual().name("mapihttp-sweeper").unstarted(this::sweep);
    }

    /// Begins to end what is idle.
    void start() { sweeper.start(); }

    /// Makes one; empty when there are too many.
    ///
    /// @throws RequestError the server is stopping
    Optional<SessionContext> create(Login login, int codePage) throws RequestError {
        Owner owner = Owner.of(login.actor());
        SessionContext context;
        @Nullable
        SessionContext surplus = null;
        synchronized (this) {
            if (closed) {
                throw new RequestError(ResponseCode.ENDPOINT_SHUTTING_DOWN,
                        "the server is stopping");
            }
            Set<SessionContext> own = byOwner.getOrDefault(owner, Set.of());
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
            context = new SessionContext(newCookie(), newIndex(), login, server, codePage);
            byCookie.put(context.cookie(), context);
            byOwner.computeIfAbsent(owner, _ -> new HashSet<>()).add(context);
        }
        if (surplus != null) {
            LOG.info("{} has too many session contexts; one that was idle ended",
                    login.actor().label());
            surplus.end();
        }
        return Optional.of(context);
    }

    private static @Nullable SessionContext longestIdle(
            Set<SessionContext> contexts) {
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
    SessionContext find(String cookie, Login login) throws RequestError {
        if (!COOKIE.matcher(cookie).matches()) {
            throw new RequestError(ResponseCode.INVALID_CONTEXT_COOKIE,
                    "no session context has such a cookie");
        }
        SessionContext found;
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
    void end(SessionContext context) {
        synchronized (this) {
            remove(context);
        }
        context.end();
    }

    private synchronized void remove(SessionContext context) {
        if (!byCookie.remove(context.cookie(), context)) {
            return;
        }
        indexes.clear(context.index());
        Set<SessionContext> own = byOwner.get(context.owner());
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
        for (SessionContext context : all()) {
            if (context.endIfIdle(limitNanos)) {
                remove(context);
            }
        }
    }

    synchronized List<SessionContext> all() { return List.copyOf(byCookie.values()); }

    /// Ends all; none can be made any more.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        sweeper.interrupt();
        all().forEach(this::end);
    }
}
