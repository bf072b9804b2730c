package org.rialto.protocols.rops.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.wire.notification.RopNotify;

/// The notifications that wait for the session's next call (MS-OXCNOTIF §3.1.5.1): some as they
/// will be sent, and the objects that have more to say. Filled by any thread; bounded.
public final class NotificationQueue {
    private static final int MOST = 1_000;
    private final Deque<RopNotify.Response> waiting = new ArrayDeque<>();
    private final Set<NotificationSource> sources = new LinkedHashSet<>();
    private @Nullable Runnable whenFilled;

    /// Puts a notification in line; false when the line is full and it was not taken.
    public boolean post(RopNotify.Response notification) {
        Runnable tell;
        synchronized (this) {
            if (waiting.size() >= MOST) {
                return false;
            }
            waiting.add(notification);
            tell = whenFilled;
        }
        if (tell != null) {
            tell.run();
        }
        return true;
    }

    /// Puts a notification in line, on the session's thread: an object was asked for it.
    synchronized void add(RopNotify.Response notification) { waiting.add(notification); }

    /// Notes that an object has something to tell.
    void signal(NotificationSource source) {
        Runnable tell;
        synchronized (this) {
            tell = sources.add(source) ? whenFilled : null;
        }
        if (tell != null) {
            tell.run();
        }
    }

    /// The object that said first that it has something, which is not noted any more; null for none.
    synchronized @Nullable NotificationSource nextSource() {
        if (sources.isEmpty()) {
            return null;
        }
        NotificationSource first = sources.iterator().next();
        sources.remove(first);
        return first;
    }

    /// Forgets an object that is closed.
    synchronized void forget(NotificationSource source) { sources.remove(source); }

    /// Takes back what was posted for an object that is gone.
    public synchronized void remove(int notificationHandle) {
        waiting.removeIf(each -> each.notificationHandle() == notificationHandle);
    }

    public synchronized boolean isEmpty() { return waiting.isEmpty() && sources.isEmpty(); }

    synchronized RopNotify.@Nullable Response peek() { return waiting.peek(); }

    synchronized RopNotify.@Nullable Response poll() { return waiting.poll(); }

    /// Calls `task`, on whatever thread posts, each time something comes: for a carrier whose client
    /// waits. Null for no longer.
    public synchronized void whenFilled(@Nullable Runnable task) { whenFilled = task; }
}
