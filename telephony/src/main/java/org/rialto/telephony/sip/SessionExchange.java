package org.rialto.telephony.sip;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes of a call's session after the first one: re-INVITE and UPDATE both ways, one at a time.
/// RFC 3261 section 14, RFC 3311, RFC 3264 section 8.
final class SessionExchange {
    private static final Logger log = LoggerFactory.getLogger(SessionExchange.class);
    private static final int ATTEMPTS = 5;

    private final SipCall call;
    private final ReentrantLock renegotiating = new ReentrantLock();
    /// Our INVITE or offer waits for its final response.
    private boolean ours;
    /// Theirs waits for ours, or a 2xx with our offer for its ACK.
    private boolean theirs;
    private boolean weOffered;
    private boolean agreedEarly;
    private @Nullable SuccessRetransmission answer;

    SessionExchange(SipCall call) { this.call = call; }

    // ---- ours ------------------------------------------------------------------------------

    SessionDescription renegotiate(Supplier<SessionDescription> offer)
            throws CallFailedException, InterruptedException {
        renegotiating.lockInterruptibly();
        try {
            SipResponse last = null;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                last = begin() ? invite(offer.get()) : null;
                if (last != null && last.status() != SipStatus.REQUEST_PENDING)
                    return answerIn(last);
                Thread.sleep(backoffMillis());
            }
            throw new CallFailedException(SipStatus.REQUEST_PENDING,
                    SipStatus.reason(SipStatus.REQUEST_PENDING));
        } finally {
            renegotiating.unlock();
        }
    }

    /// Section 14.1: who made the Call-ID waits longer.
    private long backoffMillis() {
        boolean owner = call instanceof OutgoingCall;
        double t1 = call.agent().layer().settings().timers().t1() / 500.0;
        return (long) (t1 * 10 * (owner
                ? ThreadLocalRandom.current().nextInt(210, 400)
                : ThreadLocalRandom.current().nextInt(0, 200)));
    }

    private synchronized boolean begin() {
        if (theirs || ours)
            return false;
        ours = true;
        return true;
    }

    private synchronized void over() { ours = false; }

    private SipResponse invite(SessionDescription offer)
            throws CallFailedException, InterruptedException {
        try {
            if (call.state() != CallState.CONFIRMED)
                throw new CallFailedException(SipStatus.REQUEST_PENDING,
                        "The call is not established");
            SipDialog dialog = call.requireDialog();
            SipRequest request = dialog.request(SipRequest.INVITE);
            call.agent().describe(request.headers());
            request.headers().add("Allow", String.join(", ", call.agent().settings().allow()));
            request.headers().add("Contact", call.agent().contact(dialog.isSecure()));
            call.timer().offer(request.headers());
            call.sent(offer);
            SipResponse response = exchange(dialog,
                    request.withBody(SessionDescription.CONTENT_TYPE, offer.encode()));
            if (response.isSuccess()) {
                dialog.retarget(response);
                call.timer().agreed(response);
            }
            return response;
        } finally {
            over();
        }
    }

    /// Every 2xx is acknowledged, those that come again too.
    private SipResponse exchange(SipDialog dialog, SipRequest request)
            throws InterruptedException {
        CompletableFuture<SipResponse> last = new CompletableFuture<>();
        dialog.send(request, response -> {
            if (response.isSuccess())
                call.agent().layer().sendStateless(dialog.request(SipRequest.ACK,
                        response.headers().cseq().number()), dialog.target());
            if (response.isFinal())
                last.complete(response);
        });
        try {
            return last.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private SessionDescription answerIn(SipResponse response) throws CallFailedException {
        int status = response.status();
        if (status == SipStatus.CALL_DOES_NOT_EXIST || status == SipStatus.REQUEST_TIMEOUT)
            call.fail(status, response.reason());
        if (!response.isSuccess())
            throw new CallFailedException(status, response.reason());
        try {
            SessionDescription session = UserAgent.session(response);
            if (session != null)
                return session;
        } catch (MalformedDataException e) {
            // As if there were none.
        }
        call.fail(SipStatus.NOT_ACCEPTABLE_HERE, "The answer has no session");
        throw new CallFailedException(SipStatus.NOT_ACCEPTABLE_HERE, "The answer has no session");
    }

    /// A refresh of the session timer: UPDATE where the other side allows it, else a re-INVITE with
    /// what was agreed. True when the session goes on.
    boolean refresh() throws InterruptedException {
        try {
            if (!call.peerUpdates()) {
                SessionDescription now = call.lastSent();
                if (now != null) {
                    // It may come from elsewhere now, or with other keys.
                    SessionDescription answer = renegotiate(() -> now);
                    call.tell(listener -> listener.reanswered(call, answer));
                }
                return true;
            }
            SipRequest update = call.requireDialog().request(SipRequest.UPDATE);
            update.headers().add("Contact", call.agent().contact(call.isSecure()));
            call.agent().describe(update.headers());
            call.timer().offer(update.headers());
            SipResponse response = call.exchange(update);
            if (response.isSuccess())
                call.timer().agreed(response);
            return response.isSuccess();
        } catch (CallFailedException e) {
            return false;
        }
    }

    // ---- theirs ----------------------------------------------------------------------------

    void invite(ServerTransaction transaction) {
        if (call.state() != CallState.CONFIRMED && call.state() != CallState.ANSWERED) {
            busy(transaction, false);
            return;
        }
        if (isTooBrief(transaction) || !admit(transaction))
            return;
        transaction.onCancel(() -> transaction.respond(SipStatus.REQUEST_TERMINATED));
        call.tell(listener -> {
            SipResponse response = answered(transaction, listener, true);
            if (!response.isSuccess()) {
                transaction.respond(response);
                finished();
                return;
            }
            SuccessRetransmission sending = new SuccessRetransmission(transaction, response,
                    () -> call.fail(SipStatus.REQUEST_TIMEOUT, "No ACK came"));
            synchronized (this) {
                answer = sending;
            }
            if (!sending.start())
                finished();
        });
    }

    /// RFC 4028 section 9: answered 422.
    private boolean isTooBrief(ServerTransaction transaction) {
        SipResponse refusal = SessionTimer.refusal(transaction, call.agent().settings());
        if (refusal != null)
            transaction.respond(refusal);
        return refusal != null;
    }

    void update(ServerTransaction transaction) {
        boolean offers = transaction.request().body().length > 0;
        boolean early = call.state() == CallState.TRYING || call.state() == CallState.RINGING;
        if (offers && early && !call.isSessionSettledEarly()) {
            busy(transaction, call instanceof OutgoingCall);
            return;
        }
        if (isTooBrief(transaction))
            return;
        if (!offers) {
            transaction.respond(accepted(transaction));
            return;
        }
        if (!admit(transaction))
            return;
        call.tell(listener -> {
            SipResponse response = answered(transaction, listener, false);
            synchronized (this) {
                agreedEarly |= early && response.isSuccess();
            }
            transaction.respond(response);
            finished();
        });
    }

    /// Whether an UPDATE has changed the session of a call of ours before its answer.
    synchronized boolean isAgreedEarly() { return agreedEarly; }

    /// An offer in the PRACK of a provisional response whose session has been agreed on. RFC 3262
    /// section 5.
    ///
    /// @param accepted runs after the 2xx, if it comes to that
    void prack(ServerTransaction transaction, SessionDescription offer, Runnable accepted) {
        if (!admit(transaction))
            return;
        call.tell(listener -> {
            SipResponse response = answered(transaction, listener, offer);
            transaction.respond(response);
            finished();
            if (response.isSuccess())
                accepted.run();
        });
    }

    /// RFC 3261 section 14.2: 491 when ours is under way, 500 when theirs is.
    private boolean admit(ServerTransaction transaction) {
        boolean glare;
        synchronized (this) {
            if (!ours && !theirs) {
                theirs = true;
                return true;
            }
            glare = ours;
        }
        busy(transaction, glare);
        return false;
    }

    private static void busy(ServerTransaction transaction, boolean glare) {
        transaction.respond(glare
                ? transaction.response(SipStatus.REQUEST_PENDING)
                : transaction.response(SipStatus.SERVER_INTERNAL_ERROR).with("Retry-After",
                        Integer.toString(ThreadLocalRandom.current().nextInt(0, 11))));
    }

    private synchronized void finished() {
        theirs = false;
        answer = null;
    }

    private SipResponse accepted(ServerTransaction transaction) {
        SipResponse response = call.agent().withAllow(transaction.response(SipStatus.OK));
        call.agent().describe(response.headers());
        response.headers().add("Contact",
                call.agent().contact(transaction.isSecure()));
        call.timer().answer(transaction, response);
        call.timer().start();
        return response;
    }

    private SipResponse answered(ServerTransaction transaction, CallListener listener,
            boolean mayAskForOffer) {
        try {
            SessionDescription offer = UserAgent.session(transaction.request());
            if (offer == null && !mayAskForOffer)
                return transaction.response(SipStatus.BAD_REQUEST, "There is no session");
            return answered(transaction, listener, offer);
        } catch (MalformedDataException e) {
            return transaction.response(SipStatus.BAD_REQUEST, SipHeaders.problem(e));
        }
    }

    /// @param offer null to be asked for ours
    private SipResponse answered(ServerTransaction transaction, CallListener listener,
            @Nullable SessionDescription offer) {
        try {
            synchronized (this) {
                weOffered = offer == null;
            }
            SessionDescription session = offer == null
                    ? listener.offer(call)
                    : listener.answer(call, offer);
            call.sent(session);
            return accepted(transaction).withBody(SessionDescription.CONTENT_TYPE,
                    session.encode());
        } catch (MalformedDataException e) {
            return transaction.response(SipStatus.BAD_REQUEST, SipHeaders.problem(e));
        } catch (NotAcceptableException e) {
            return transaction.response(SipStatus.NOT_ACCEPTABLE_HERE).with("Warning",
                    "399 rialto \"" + e.reason().replace('"', '\'') + "\"");
        } catch (RuntimeException e) {
            log.error("a call's program failed on an offer", e);
            return transaction.response(SipStatus.SERVER_INTERNAL_ERROR);
        }
    }

    /// The ACK of our 2xx to a re-INVITE.
    void acknowledge(SipRequest ack) {
        boolean offered;
        synchronized (this) {
            SuccessRetransmission sent = answer;
            if (sent == null || sent.sequence() != ack.headers().cseq().number()
                    || !sent.acknowledged())
                return;
            offered = weOffered;
            finished();
        }
        if (!offered)
            return;
        try {
            SessionDescription session = UserAgent.session(ack);
            if (session != null) {
                call.tell(listener -> listener.reanswered(call, session));
                return;
            }
        } catch (MalformedDataException e) {
            // As if there were none.
        }
        call.fail(SipStatus.NOT_ACCEPTABLE_HERE, "The ACK has no session");
    }

    void stop() {
        SuccessRetransmission sent;
        synchronized (this) {
            sent = answer;
            answer = null;
        }
        if (sent != null)
            sent.acknowledged();
    }
}
