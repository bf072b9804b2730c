package org.rialto.telephony.sip;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the transactions that wait for a final response, and keeps those few in number that only
/// wait for what may still follow a 2xx (RFC 6026): over reliable transports that is little, and at
/// hundreds of calls a second half a minute of it would be most of the memory. Beyond the limit the
/// oldest ends early.
final class TransactionPlaces {
    private final int mostAccepted;
    private final AtomicInteger open = new AtomicInteger();
    private final ArrayDeque<Place> accepted = new ArrayDeque<>();

    TransactionPlaces(int mostAccepted) { this.mostAccepted = mostAccepted; }

    /// The place of one transaction. Called under the transaction's lock.
    final class Place {
        private final Runnable terminate;
        private final Runnable answered;
        private boolean counted = true;
        private boolean over;

        private Place(Runnable terminate, Runnable answered) {
            this.terminate = terminate;
            this.answered = answered;
        }

        /// A 2xx to an INVITE was sent or has come.
        void accepted() {
            uncount();
            oldestFor(this);
        }

        /// Nothing is expected any more.
        void ended() {
            uncount();
            forget(this);
        }

        private void uncount() {
            if (!counted)
                return;
            counted = false;
            open.decrementAndGet();
            answered.run();
        }
    }

    /// @param terminate ends the transaction early
    /// @param answered runs once, when the transaction is no longer counted
    Place take(Runnable terminate, Runnable answered) {
        open.incrementAndGet();
        return new Place(terminate, answered);
    }

    /// Transactions without a final response, or whose refusal is not acknowledged.
    int open() { return open.get(); }

    private void oldestFor(Place place) {
        Place oldest = null;
        synchronized (accepted) {
            if (place.over)
                return;
            accepted.add(place);
            if (accepted.size() > mostAccepted)
                oldest = accepted.poll();
        }
        // It is older than the one whose lock is held, so that nobody waits in a circle.
        if (oldest != null)
            oldest.terminate.run();
    }

    /// They end in about the order in which they came, so that only the front is looked at.
    private void forget(Place place) {
        synchronized (accepted) {
            place.over = true;
            while (!accepted.isEmpty() && accepted.peek().over)
                accepted.poll();
        }
    }
}
