package org.rialto.telephony.sip;

import java.util.ArrayDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Provisional responses of the called side that are repeated until a PRACK comes, one at a time.
/// RFC 3262 section 3.
final class ReliableProvisionals {
    /// A response that waits for its PRACK.
    record Sent(SipResponse response, long number, boolean session) {}

    private final ServerTransaction invite;
    private final Runnable givenUp;
    private final SipClock clock;
    private final SipTimers timers;
    private final boolean supported;
    private final boolean required;
    private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
    private long lastNumber = ThreadLocalRandom.current().nextInt(1, 1 << 30);
    private @Nullable Sent outstanding;
    private @Nullable Future<?> timer;
    private long waited;
    private boolean sessionAcknowledged;
    private boolean stopped;

    /// @param givenUp runs when no PRACK came in 64 times T1: the call is to be refused by a 5xx
    ReliableProvisionals(ServerTransaction invite, Runnable givenUp) {
        this.invite = invite;
        this.givenUp = givenUp;
        this.clock = invite.layer().clock();
        this.timers = invite.layer().settings().timers();
        this.required = invite.request().headers().lists("Require", "100rel");
        this.supported = required || invite.request().headers().lists("Supported", "100rel");
    }

    /// Sends a provisional response other than 100. False when the INVITE is answered.
    boolean send(SipResponse response, boolean withSession) {
        if (!required && !(supported && withSession))
            return invite.respond(response);
        synchronized (this) {
            if (stopped || invite.isAnswered())
                return false;
            long number = ++lastNumber;
            SipResponse reliable = response.with("Require", "100rel").with("RSeq",
                    Long.toString(number));
            waiting.add(new Sent(reliable, number, withSession));
            next();
        }
        return true;
    }

    private synchronized void next() {
        if (outstanding != null || stopped)
            return;
        Sent sent = waiting.poll();
        if (sent == null)
            return;
        outstanding = sent;
        waited = 0;
        transmit(sent, timers.t1());
    }

    private synchronized void transmit(Sent sent, long interval) {
        if (stopped || outstanding != sent || !invite.respond(sent.response()))
            return;
        timer = clock.after(interval, () -> {
            synchronized (this) {
                waited += interval;
                if (waited < timers.sixtyFourT1()) {
                    transmit(sent, interval * 2);
                    return;
                }
            }
            givenUp.run();
        });
    }

    /// `RAck = response-num LWS CSeq-num LWS Method`
    ///
    /// What it is for. Null when it has been refused, and so acknowledges nothing: by 481 when it is for
    /// nothing that waits, by 500 when it brings a session where there is none to answer or to change.
    /// Else the PRACK is to be answered, and with a 2xx the response is [#acknowledged].
    @Nullable
    Sent meant(ServerTransaction prack, boolean withSession) {
        String[] parts = String.valueOf(prack.request().headers().first("RAck")).strip()
                .split("[ \t]+");
        CSeq sequence = invite.request().headers().cseq();
        synchronized (this) {
            Sent sent = outstanding;
            boolean matches = sent != null && parts.length == 3
                    && parts[0].equals(Long.toString(sent.number()))
                    && parts[1].equals(Long.toString(sequence.number()))
                    && parts[2].equals(sequence.method());
            if (!matches || sent == null) {
                prack.respond(SipStatus.CALL_DOES_NOT_EXIST);
                return null;
            }
            if (withSession && !sessionAcknowledged && !sent.session()) {
                // As RFC 3311 section 5.2 has it for an offer while another is not answered.
                prack.respond(prack.response(SipStatus.SERVER_INTERNAL_ERROR,
                        "No session was agreed on yet").with("Retry-After", "1"));
                return null;
            }
            return sent;
        }
    }

    /// Its PRACK has been answered by a 2xx: what waits behind it may be sent.
    synchronized void acknowledged(Sent sent) {
        if (outstanding != sent)
            return;
        cancelTimer();
        outstanding = null;
        sessionAcknowledged |= sent.session();
        notifyAll();
        next();
    }

    synchronized boolean isSessionAcknowledged() { return sessionAcknowledged; }

    /// Section 3: no 2xx before the session in a provisional response has been acknowledged.
    synchronized void awaitAcknowledged() {
        try {
            while (!stopped && (outstanding != null && outstanding.session()
                    || waiting.stream().anyMatch(Sent::session)))
                wait(timers.sixtyFourT1());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    synchronized void stop() {
        stopped = true;
        waiting.clear();
        cancelTimer();
        notifyAll();
    }

    private void cancelTimer() {
        Future<?> now = timer;
        if (now != null)
            now.cancel(false);
        timer = null;
    }
}
