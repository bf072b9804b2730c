package org.rialto.protocols.um.proxy;

import java.util.HashMap;
import java.util.Map;

/// How many calls of strangers ring each user now, up to a limit. Safe for any number of threads.
final class Ringing {
    private final int most;
    private final Map<Long, Integer> calls = new HashMap<>();

    /// @param most for one user; 0 for no limit
    Ringing(int most) { this.most = most; }

    /// One more, to be ended; false when there are as many as may be.
    synchronized boolean begin(long userId) {
        int now = calls.getOrDefault(userId, 0);
        if (most > 0 && now >= most)
            return false;
        calls.put(userId, now + 1);
        return true;
    }

    synchronized void end(long userId) {
        calls.computeIfPresent(userId, (_, now) -> now == 1 ? null : now - 1);
    }
}
