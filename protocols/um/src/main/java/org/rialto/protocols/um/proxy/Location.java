package org.rialto.protocols.um.proxy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipTarget;

/// Where users' telephones are, until what they registered is over: RFC 3261 section 10.3. One that
/// nothing but its connection leads to is gone with that (RFC 5626 section 6). Kept in memory. Safe for
/// any number of threads.
final class Location {
    private static final Duration SWEEPS = Duration.ofMinutes(5);
    private static final Duration REST = Duration.ofMinutes(1);

    private final Map<Long, List<Contact>> byUser = new ConcurrentHashMap<>();
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    /// Until when nobody tries again.
    private final Map<SipTarget, Instant> unreached = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Instant swept;

    private volatile LongConsumer changed = _ -> {};

    private record Watched(long userId, SipPeer flow) {}

    Location(Clock clock) {
        this.clock = clock;
        this.swept = clock.instant();
    }

    Instant now() { return clock.instant(); }

    /// Those that can be reached now, the highest q first, the latest first among equals.
    List<Contact> contacts(long userId) {
        Instant now = now();
        return byUser.getOrDefault(userId, List.of()).stream().filter(each -> each.isLive(now))
                .sorted(Comparator.comparingDouble(Contact::q).reversed()
                        .thenComparing(Contact::expires, Comparator.reverseOrder()))
                .toList();
    }

    /// Of [#contacts], those where a connection has not just been tried in vain: a telephone that
    /// sleeps makes one caller wait, and not each.
    List<Contact> reachable(long userId) {
        Instant now = now();
        return contacts(userId).stream().filter(each -> each.flow().isOpen()
                || !unreached.getOrDefault(each.target(), Instant.MIN).isAfter(now)).toList();
    }

    /// Nobody answers where a telephone said that it listens.
    void unreached(SipTarget target) {
        Instant now = now();
        unreached.values().removeIf(until -> !until.isAfter(now));
        if (target instanceof SipTarget.FlowOrAddress)
            unreached.put(target, now.plus(REST));
    }

    /// Changes a user's bindings as one, those that are over left out; answers what they are now.
    List<Contact> change(long userId, UnaryOperator<List<Contact>> change) {
        Instant now = now();
        sweep(now);
        List<Contact> left = byUser.compute(userId, (_, known) -> {
            List<Contact> live = new ArrayList<>();
            if (known != null)
                known.stream().filter(each -> each.isLive(now)).forEach(live::add);
            List<Contact> next = change.apply(live);
            return next.isEmpty() ? null : List.copyOf(next);
        });
        changed.accept(userId);
        return left == null ? List.of() : left;
    }

    /// Calls with a user's number after each change.
    void whenChanged(LongConsumer listener) { changed = listener; }

    /// Forgets what is over, of everybody, now and then.
    private void sweep(Instant now) {
        if (now.isBefore(swept.plus(SWEEPS)))
            return;
        swept = now;
        byUser.keySet().forEach(user -> byUser.computeIfPresent(user, (_, known) -> {
            List<Contact> live = known.stream().filter(each -> each.isLive(now)).toList();
            return live.isEmpty() ? null : live;
        }));
    }

    /// When the connection ends, what it alone led to is gone.
    void watch(long userId, SipPeer flow) {
        Watched one = new Watched(userId, flow);
        if (watched.add(one))
            flow.onClose(() -> lost(one));
    }

    private void lost(Watched one) {
        watched.remove(one);
        SipPeer flow = one.flow();
        change(one.userId(), live -> live.stream()
                .filter(each -> each.flow() != flow || each.listener() != null).toList());
    }

    /// The telephone at the other end of this connection.
    Optional<Contact> at(SipPeer peer) {
        Instant now = now();
        return byUser.values().stream().flatMap(List::stream)
                .filter(each -> each.isAt(peer) && each.isLive(now)).findFirst();
    }

    /// How many telephones are registered.
    int count() {
        Instant now = now();
        return (int) byUser.values().stream().flatMap(List::stream)
                .filter(each -> each.isLive(now)).count();
    }

    Map<Long, List<Contact>> all() { return Map.copyOf(byUser); }
}
