package org.rialto.store;

import java.util.ArrayDeque;
import java.util.List;
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

    private final Consumer<StoreEvent> listener;
    private final Runnable overflowed;
    private final Predicate<StoreEvent> wanted;
    private final Consumer<EventQueue> leave;
    private final ArrayDeque<StoreEvent> waiting = new ArrayDeque<>(4);
    private boolean running;
    private boolean overflow;
    private boolean closed;

    EventQueue(Consumer<StoreEvent> listener, Runnable overflowed, Predicate<StoreEvent> wanted,
            Consumer<EventQueue> leave) {
        this.listener = listener;
        this.overflowed = overflowed;
        this.wanted = wanted;
        this.leave = leave;
    }

    synchronized void offer(List<StoreEvent> events) {
        if (closed || overflow) {
            return;
        }
        if (waiting.size() + events.size() > MOST) {
            waiting.clear();
            overflow = true;
        } else {
            waiting.addAll(events);
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
            StoreEvent next = poll();
            if (next == null) {
                break;
            }
            try {
                if (wanted.test(next)) {
                    listener.accept(next);
                }
            } catch (RuntimeException e) {
                log.error("A listener to the store's events failed", e);
            }
        }
        if (isOverflown()) {
            close();
            overflowed.run();
        }
    }

    private synchronized @Nullable StoreEvent poll() {
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
