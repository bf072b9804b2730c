package org.rialto.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Hands the events of committed units of work to whoever subscribed. Publishing only queues:
/// each subscription has a bounded queue and, while there is something in it, a virtual thread.
final class StoreEvents {
    private final Map<Long, List<EventQueue>> byMailbox = new ConcurrentHashMap<>();
    private final List<EventQueue> all = new CopyOnWriteArrayList<>();

    Subscription subscribe(long mailboxId, EventQueue.Listeners listeners, Runnable overflowed) {
        EventQueue queue = new EventQueue(listeners, overflowed,
                closed -> byMailbox.computeIfPresent(mailboxId, (id, queues) -> {
                    queues.remove(closed);
                    return queues.isEmpty() ? null : queues;
                }));
        byMailbox.compute(mailboxId, (id, queues) -> {
            List<EventQueue> some = queues == null ? new CopyOnWriteArrayList<>() : queues;
            some.add(queue);
            return some;
        });
        return queue;
    }

    Subscription subscribe(Consumer<StoreEvent> listener, Runnable overflowed) {
        EventQueue queue = new EventQueue(
                new EventQueue.Listeners(listener, listener, this, event -> true),
                overflowed, all::remove);
        all.add(queue);
        return queue;
    }

    /// Events were lost: everybody is to read again.
    void overflow() {
        byMailbox.values().forEach(queues -> queues.forEach(EventQueue::overflow));
        all.forEach(EventQueue::overflow);
    }

    /// As [#overflow], but for those who listen to everything: they work on what this process does.
    void overflowMailboxes() {
        byMailbox.values().forEach(queues -> queues.forEach(EventQueue::overflow));
    }

    void overflow(long mailboxId) {
        byMailbox.getOrDefault(mailboxId, List.of()).forEach(EventQueue::overflow);
    }

    /// Of another process; only for those who listen to the mailbox.
    void publishToMailbox(long mailboxId, List<StoreEvent> events) {
        for (EventQueue queue : byMailbox.getOrDefault(mailboxId, List.of())) {
            queue.offer(events, Map.of());
        }
    }

    /// In the order of the commits; called by one thread at a time for each mailbox.
    ///
    /// @param origins through which object an event came about, where that is known
    void publish(long mailboxId, List<StoreEvent> events, Map<StoreEvent, Object> origins) {
        if (events.isEmpty()) {
            return;
        }
        for (EventQueue queue : byMailbox.getOrDefault(mailboxId, List.of())) {
            queue.offer(events, origins);
        }
        for (EventQueue queue : all) {
            queue.offer(events, origins);
        }
    }
}
