package org.rialto.telephony.sip;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Our 2xx to an INVITE, repeated until its ACK comes, even over a reliable transport since a proxy
/// on the way may not have one. RFC 3261 section 13.3.1.4.
final class SuccessRetransmission {
    private final ServerTransaction transaction;
    private final SipResponse response;
    private final Runnable givenUp;
    private final SipClock clock;
    private final SipTimers timers;
    private boolean done;
    private long waited;
    private @Nullable Future<?> timer;

    /// @param givenUp runs when no ACK came in 64 times T1
    SuccessRetransmission(ServerTransaction transaction, SipResponse response,
            Runnable givenUp) {
        this.transaction = transaction;
        this.response = response;
        this.givenUp = givenUp;
        this.clock = transaction.layer().clock();
        this.timers = transaction.layer().settings().timers();
    }

    /// Sends it for the first time. False when the transaction has another final response.
    boolean start() {
        if (!transaction.respond(response))
            return false;
        again(timers.t1());
        return true;
    }

    long sequence() { return transaction.request().headers().cseq().number(); }

    private synchronized void again(long interval) {
        if (!done)
            timer = clock.after(interval, () -> due(interval));
    }

    private void due(long interval) {
        synchronized (this) {
            if (done)
                return;
            waited += interval;
            done = waited >= timers.sixtyFourT1();
        }
        if (waited >= timers.sixtyFourT1()) {
            givenUp.run();
        } else {
            transaction.respond(response);
            again(Math.min(interval * 2, timers.t2()));
        }
    }

    /// True the first time.
    synchronized boolean acknowledged() {
        boolean first = !done;
        done = true;
        Future<?> now = timer;
        if (now != null)
            now.cancel(false);
        return first;
    }
}
