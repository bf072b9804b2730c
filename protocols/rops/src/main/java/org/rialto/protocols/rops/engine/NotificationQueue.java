package org.rialto.protocols.rops.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rialto.protocols.rops.wire.notification.RopNotify;

/// The notifications that wait for the session's next call (MS-OXCNOTIF §3.1.5.1). Filled by any
/// thread; bounded.
public final class NotificationQueue {
    private static final int MOST = 1_000;
    private final Deque<RopNotify.Response> waiting = new ArrayDeque<>();
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

    /// Takes back what was posted for a subscription that is gone.
    public synchronized void remove(int notificationHandle) {
        waiting.removeIf(each -> each.notificationHandle() == notificationHandle);
    }

    public synchronized boolean isEmpty() { return waiting.isEmpty(); }

    synchronized RopNotify.@Nullable Response peek() { return waiting.peek(); }

    synchronized RopNotify.@Nullable Response poll() { return waiting.poll(); }

    /// Calls `task`, on whatever thread posts, each time something comes: for a carrier whose client
    /// waits. Null for no longer.
    public synchronized void whenFilled(@Nullable Runnable task) { whenFilled = task; }
}
