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
        if (draining) {
            poll.interrupt();
        } else {
            admission.leave(poll.address());
            waiting.add(poll);
        }
        return poll;
    }

    synchronized void end(LongPoll poll) {
        if (waiting.remove(poll))
            admission.enter(poll.address());
    }

    synchronized void drain() {
        draining = true;
        for (LongPoll poll : waiting) {
            // At work from this moment on: who waits until nothing is at work must not come between.
            admission.enter(poll.address());
            poll.interrupt();
        }
        waiting.clear();
    }

    synchronized boolean isDraining() { return draining; }

    synchronized int count() { return waiting.size(); }
}
