package org.rialto.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One subscription. Whoever commits never waits for it: when its listener is too slow for the
/// queue, it ends.
final class EventQueue implements Subscription {
    private static final Logger log = LoggerFactory.getLogger(EventQueue.class);
    private static final int MOST = 4_096;

    private final Listeners listeners;
    private final Runnable overflowed;
    private final Consumer<EventQueue> leave;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(4);
    private boolean running;
    private boolean overflow;
    private boolean closed;

    /// Who hears what.
    ///
    /// @param own hears of what came about through `self`
    /// @param wanted asked on the subscription's thread, before the listener
    record Listeners(Consumer<StoreEvent> others, Consumer<StoreEvent> own, Object self,
            Predicate<StoreEvent> wanted) {
        void tell(Waiting waiting) {
            if (wanted.test(waiting.event)) {
                (waiting.own ? own : others).accept(waiting.event);
            }
        }
    }

    record Waiting(StoreEvent event, boolean own) {}

    EventQueue(Listeners listeners, Runnable overflowed, Consumer<EventQueue> leave) {
        this.listeners = listeners;
        this.overflowed = overflowed;
        this.leave = leave;
    }

    synchronized void offer(List<StoreEvent> events, Map<StoreEvent, Object> origins) {
        if (closed || overflow) {
            return;
        }
        if (waiting.size() + events.size() > MOST) {
            waiting.clear();
            overflow = true;
        } else {
            for (StoreEvent event : events) {
                waiting.add(new Waiting(event, origins.get(event) == listeners.self));
            }
        }
        run();
    }

    /// As if too much had come.
    synchronized void overflow() {
        if (closed || overflow) {
            return;
        }
        waiting.clear();
        overflow = true;
        run();
    }

    private void run() {
        if (!running) {
            running = true;
            Thread.ofVirtual().name("store-events").start(this::drain);
        }
    }

    private void drain() {
        while (true) {
            Waiting next = poll();
            if (next == null) {
                break;
            }
            try {
                listeners.tell(next);
            } catch (RuntimeException e) {
                log.error("A listener to the store's events failed", e);
            }
        }
        if (isOverflown()) {
            close();
            overflowed.run();
        }
    }

    private synchronized @Nullable Waiting poll() {
        if (closed || waiting.isEmpty()) {
            running = false;
            return null;
        }
        return waiting.poll();
    }

    private synchronized boolean isOverflown() { return overflow && !closed; }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
        }
        leave.accept(this);
    }
}
