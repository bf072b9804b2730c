package org.rialto.protocols.um.proxy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.rialto.telephony.sip.SipPeer;

/// Where users' telephones are. Kept in memory: a telephone registers over the connection that it is
/// reached by, and that ends with the server, so that it comes again by itself (RFC 5626 section 4.5).
/// Safe for any number of threads.
final class Location {
    private final Map<Long, List<Contact>> byUser = new ConcurrentHashMap<>();
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    private volatile LongConsumer changed = _ -> {};

    private record Watched(long userId, SipPeer flow) {}

    Location(Clock clock) { this.clock = clock; }

    Instant now() { return clock.instant(); }

    /// Those that can be reached now, the highest q first, the latest first among equals.
    List<Contact> contacts(long userId) {
        Instant now = now();
        return byUser.getOrDefault(userId, List.of()).stream().filter(each -> each.isLive(now))
                .sorted(Comparator.comparingDouble(Contact::q).reversed()
                        .thenComparing(Contact::expires, Comparator.reverseOrder()))
                .toList();
    }

    /// Changes a user's bindings as one, those that are over left out; answers what they are now.
    List<Contact> change(long userId, UnaryOperator<List<Contact>> change) {
        Instant now = now();
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

    /// When the connection ends, what was registered over it is gone.
    void watch(long userId, SipPeer flow) {
        Watched one = new Watched(userId, flow);
        if (watched.add(one))
            flow.onClose(() -> lost(one));
    }

    private void lost(Watched one) {
        watched.remove(one);
        SipPeer flow = one.flow();
        change(one.userId(), live -> live.stream().filter(each -> each.flow() != flow).toList());
    }

    /// Whether a telephone is registered over this connection.
    boolean reaches(SipPeer flow) {
        Instant now = now();
        return byUser.values().stream().flatMap(List::stream)
                .anyMatch(each -> each.flow() == flow && each.isLive(now));
    }

    /// How many telephones are registered.
    int count() {
        Instant now = now();
        return (int) byUser.values().stream().flatMap(List::stream)
                .filter(each -> each.isLive(now)).count();
    }

    Map<Long, List<Contact>> all() { return Map.copyOf(byUser); }
}
