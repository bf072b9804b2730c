package org.rialto.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/// Counts the requests at work, over all and by address: virtual threads are cheap, what they work
/// on is not.
final class RequestAdmission {
    enum Answer {
        ADMITTED, TOO_MANY, TOO_MANY_FROM_ADDRESS
    }

    private final HttpLimits limits;
    private final Map<InetAddress, Integer> working = new HashMap<>();
    private int total;

    RequestAdmission(HttpLimits limits) { this.limits = limits; }

    synchronized Answer ask(InetAddress address) {
        if (total >= limits.requests())
            return Answer.TOO_MANY;
        int now = working.getOrDefault(address, 0);
        boolean exempt = limits.requestsPerAddress() == 0
                || limits.loopbackExempt() && address.isLoopbackAddress();
        if (!exempt && now >= limits.requestsPerAddress())
            return Answer.TOO_MANY_FROM_ADDRESS;
        enter(address);
        return Answer.ADMITTED;
    }

    /// After waiting for news: what is under way is finished, limit or not.
    synchronized void enter(InetAddress address) {
        total++;
        working.merge(address, 1, Integer::sum);
    }

    synchronized void leave(InetAddress address) {
        total--;
        working.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    synchronized int working() { return total; }

    /// Waits until nothing is at work. False when that took longer.
    synchronized boolean awaitIdle(long timeoutNanos) throws InterruptedException {
        long until = System.nanoTime() + timeoutNanos;
        while (total > 0) {
            long left = until - System.nanoTime();
            if (left <= 0)
                return false;
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }
}
