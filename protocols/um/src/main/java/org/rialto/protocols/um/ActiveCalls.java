package org.rialto.protocols.um;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The calls that go on, no more than there may be, and how many there were.
public final class ActiveCalls {
    private final int most;
    private final int mostOfAddress;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Clock clock;
    private final Map<Long, Entry> calls = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<ActiveCall.Kind, LongAdder> begun = new EnumMap<>(ActiveCall.Kind.class);
    private final LongAdder refused = new LongAdder();
    private final LongAdder millis = new LongAdder();
    private volatile boolean stopping;

    /// One of them. Closed when its conversation is over.
    public final class Entry implements AutoCloseable {
        private final ActiveCall call;
        private final Runnable hangUp;
        private final @Nullable InetAddress from;

        private Entry(ActiveCall call, @Nullable InetAddress from, Runnable hangUp) {
            this.call = call;
            this.from = from;
            this.hangUp = hangUp;
        }

        @Override
        public void close() {
            if (calls.remove(call.id()) == null)
                return;
            left(from);
            millis.add(Duration.between(call.since(), clock.instant()).toMillis());
        }
    }

    /// @param mostOfAddress of one address at a time; 0 for no limit
    ActiveCalls(int most, int mostOfAddress, Clock clock) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
        this.clock = clock;
        for (ActiveCall.Kind kind : ActiveCall.Kind.values())
            begun.put(kind, new LongAdder());
    }

    /// Takes a place; null when there is none.
    ///
    /// @param from where it comes from; null where that does not limit it
    synchronized @Nullable Entry begin(ActiveCall.Kind kind, String user, String other,
            @Nullable InetAddress from, Runnable hangUp) {
        if (stopping || calls.size() >= most || mostOfAddress > 0 && from != null
                && byAddress.getOrDefault(from, 0) >= mostOfAddress) {
            refused.increment();
            return null;
        }
        Entry entry = new Entry(new ActiveCall(lastId.incrementAndGet(), kind, user, other,
                clock.instant()), from, hangUp);
        if (from != null)
            byAddress.merge(from, 1, Integer::sum);
        calls.put(entry.call.id(), entry);
        adder(kind).increment();
        return entry;
    }

    private synchronized void left(@Nullable InetAddress from) {
        if (from != null)
            byAddress.computeIfPresent(from, (_, count) -> count > 1 ? count - 1 : null);
    }

    private LongAdder adder(ActiveCall.Kind kind) {
        LongAdder adder = begun.get(kind);
        if (adder == null)
            throw new IllegalStateException(kind.toString());
        return adder;
    }

    /// Oldest first.
    public List<ActiveCall> list() {
        return calls.values().stream().map(entry -> entry.call)
                .sorted(Comparator.comparing(ActiveCall::id)).toList();
    }

    public int count() { return calls.size(); }

    public long begun(ActiveCall.Kind kind) { return adder(kind).sum(); }

    /// Calls that found no place.
    public long refused() { return refused.sum(); }

    /// Of all calls that are over.
    public double seconds() { return millis.sum() / 1000.0; }

    /// Takes no more, waits for those that go on, then hangs them up and waits for what they leave
    /// to be kept. True when none had to be hung up.
    boolean stop(Duration patience, Duration last) throws InterruptedException {
        stopping = true;
        boolean clean = await(patience);
        if (!clean) {
            calls.values().forEach(entry -> entry.hangUp.run());
            await(last);
        }
        return clean;
    }

    private boolean await(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!calls.isEmpty() && System.nanoTime() < until)
            Thread.sleep(20);
        return calls.isEmpty();
    }
}
