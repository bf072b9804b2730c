package org.rialto.http;

import java.util.HashSet;
import java.util.Set;

/// Every request that waits for news.
final class LongPolls {
    private final RequestAdmission admission;
    private final Set<LongPoll> waiting = new HashSet<>();
    private boolean draining;

    LongPolls(RequestAdmission admission) { this.admission = admission; }

    synchronized LongPoll begin(HttpExchange exchange) {
        LongPoll poll = new LongPoll(this, exchange);
        admission.leave(poll.address());
        waiting.add(poll);
        if (draining)
            poll.interrupt();
        return poll;
    }

    synchronized void end(LongPoll poll) {
        if (waiting.remove(poll))
            admission.enter(poll.address());
    }

    synchronized void drain() {
        draining = true;
        for (LongPoll poll : waiting) {
            poll.interrupt();
        }
    }

    synchronized boolean isDraining() { return draining; }

    synchronized int count() { return waiting.size(); }
}
