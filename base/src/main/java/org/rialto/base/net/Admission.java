package org.rialto.base.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Counts who is connected and who came in the last minute, and decides on the next one.
final class Admission {
    /// The answer for one new connection.
    enum Answer {
        ADMITTED, TOO_MANY, TOO_MANY_FROM_ADDRESS
    }

    private final ListenerLimits limits;
    private final Map<InetAddress, Integer> connected = new HashMap<>();
    private Map<InetAddress, Integer> thisMinute = new HashMap<>();
    private long minuteStart = System.nanoTime();
    private int total;

    Admission(ListenerLimits limits) { this.limits = limits; }

    /// Admitted connections must be reported by [#left].
    synchronized Answer ask(InetAddress address) {
        if (limits.maximumConnections() > 0 && total >= limits.maximumConnections()) {
            return Answer.TOO_MANY;
        }
        int now = connected.getOrDefault(address, 0);
        if (!(limits.loopbackExempt() && address.isLoopbackAddress())) {
            int came = limits.maximumPerAddressPerMinute() == 0
                    ? 0
                    : thisMinute.merge(address, 1, Integer::sum);
            if (came > limits.maximumPerAddressPerMinute()
                    || limits.maximumPerAddress() > 0 && now >= limits.maximumPerAddress()) {
                return Answer.TOO_MANY_FROM_ADDRESS;
            }
        }
        connected.put(address, now + 1);
        total++;
        return Answer.ADMITTED;
    }

    synchronized void left(InetAddress address) {
        total--;
        connected.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    synchronized void minuteMayHavePassed() {
        if (System.nanoTime() - minuteStart > TimeUnit.MINUTES.toNanos(1)) {
            minuteStart = System.nanoTime();
            thisMinute = new HashMap<>();
        }
    }
}
