package org.rialto.protocols.um.proxy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sip.ClientTransaction;
import org.rialto.telephony.sip.Forwarding;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipUri;

/// The response context of a request that is passed on: several branches at once, one answer. RFC 3261
/// sections 16.6 to 16.10. Used by one thread; responses may come on any.
final class Fork {
    /// A copy of the request and where it goes.
    ///
    /// @param own whether it is a telephone of the user who is called, which may send the call elsewhere
    record Branch(SipRequest request, SipTarget target, boolean own) {
        Branch(SipRequest request, SipTarget target) { this(request, target, false); }
    }

    /// What came of a round of branches.
    enum Result {
        /// A 2xx went back.
        ANSWERED,
        /// Somebody said no for all (6xx).
        DECLINED,
        /// All said no, and one was busy.
        BUSY,
        /// Nobody took it in time; all were given up.
        NO_ANSWER,
        /// No telephone could be reached.
        UNREACHABLE,
        /// All said no for other reasons.
        FAILED,
        /// The caller gave up.
        CANCELLED
    }

    /// Hears of each response on its way back, and may change it.
    interface Watch {
        void passing(ClientTransaction branch, SipResponse response);

        /// Nothing could be sent there.
        default void unreached(SipTarget target) {}
    }

    private sealed interface Event {
        record Answer(int round, SipResponse response, boolean own) implements Event {}

        record Cancel() implements Event {}
    }

    /// Timer C, section 16.6 step 11: more than three minutes since something was heard.
    static final Duration TIMER_C = Duration.ofSeconds(185);
    /// How long an answer that crosses a CANCEL is waited for. A telephone that says nothing at all
    /// must not keep a caller from voice mail.
    private static final Duration CANCELLING = Duration.ofSeconds(2);

    private final ServerTransaction transaction;
    private final Watch watch;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<ClientTransaction> open = new CopyOnWriteArrayList<>();
    private @Nullable SipResponse best;
    private volatile boolean answered;
    private volatile @Nullable ClientTransaction winner;
    private boolean cancelled;
    private boolean busy;
    private boolean reached;
    private int round;
    private final Duration timerC;
    private @Nullable SipUri moved;

    Fork(ServerTransaction transaction, Watch watch) { this(transaction, watch, TIMER_C); }

    Fork(ServerTransaction transaction, Watch watch, Duration timerC) {
        this.timerC = timerC;
        this.transaction = transaction;
        this.watch = watch;
        transaction.onCancel(() -> events.add(new Event.Cancel()));
    }

    /// Rings all branches, until one answers, all refuse, the caller gives up or the time is over.
    ///
    /// @param limit where it is less than timer C, whatever is heard meanwhile
    Result round(List<Branch> branches, Duration limit) throws InterruptedException {
        busy = false;
        reached = false;
        open.clear();
        int number = ++round;
        for (Branch each : branches) {
            // The handler may run before send returns.
            CompletableFuture<ClientTransaction> own = new CompletableFuture<>();
            ClientTransaction branch = Forwarding.send(transaction, each.request(), each.target(),
                    response -> {
                        ClientTransaction sent = own.join();
                        if (response.status() == SipStatus.SERVICE_UNAVAILABLE
                                && sent.peer() == null)
                            watch.unreached(each.target());
                        came(number, sent, response, each.own());
                    });
            open.add(branch);
            own.complete(branch);
            // Another may have been answered before this one was there to be given up.
            giveUpOthers();
        }
        boolean endless = limit.compareTo(timerC) >= 0;
        Result result = await(branches.size(), (endless ? timerC : limit).toNanos(), endless,
                false);
        if (result != Result.NO_ANSWER && result != Result.CANCELLED && result != Result.DECLINED)
            return result;
        open.forEach(ClientTransaction::cancel);
        Result late = await((int) open.stream().filter(each -> !each.isDone()).count(),
                CANCELLING.toNanos(), false, true);
        // An answer may have crossed the CANCEL; a caller who hangs up meanwhile wants nobody else.
        return late == Result.ANSWERED ? late : cancelled ? Result.CANCELLED : result;
    }

    /// On a thread of the layer.
    private void came(int number, ClientTransaction branch, SipResponse response,
            boolean own) {
        if (response.status() == SipStatus.TRYING)
            return;
        SipResponse back = Forwarding.back(response);
        if (response.isSuccess()) {
            answered = true;
            watch.passing(branch, back);
            transaction.respond(back);
            winner = branch;
            giveUpOthers();
        } else if (response.isProvisional()) {
            watch.passing(branch, back);
            transaction.respond(back);
        }
        events.add(new Event.Answer(number, back, own));
    }

    /// Section 16.7 step 10: the others are given up at once.
    private void giveUpOthers() {
        ClientTransaction first = winner;
        if (first == null)
            return;
        for (ClientTransaction each : open) {
            if (each != first)
                each.cancel();
        }
    }

    /// @param renewed section 16.7 step 2: timer C begins anew with each 101 to 199
    private Result await(int branches, long nanos, boolean renewed, boolean givenUp)
            throws InterruptedException {
        long until = System.nanoTime() + nanos;
        int left = branches;
        while (left > 0) {
            Event event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            switch (event) {
                case null -> {
                    return Result.NO_ANSWER;
                }
                case Event.Cancel _ -> {
                    cancelled = true;
                    if (!givenUp)
                        return Result.CANCELLED;
                }
                case Event.Answer(int number, SipResponse _, boolean _) when number != round -> {
                }
                case Event.Answer(int _, SipResponse response, boolean _) when response
                        .isProvisional() -> {
                    reached = true;
                    if (renewed)
                        until = System.nanoTime() + nanos;
                }
                case Event.Answer(int _, SipResponse response, boolean own) -> {
                    left--;
                    if (response.isSuccess())
                        return Result.ANSWERED;
                    if (own && response.status() < 400) {
                        redirected(response);
                    } else {
                        consider(response);
                    }
                    if (response.status() >= 600 && !givenUp)
                        return Result.DECLINED;
                }
            }
        }
        if (answered)
            return Result.ANSWERED;
        return busy ? Result.BUSY : reached ? Result.FAILED : Result.UNREACHABLE;
    }

    /// A caller is not told where a user's telephone sends calls.
    private void redirected(SipResponse response) {
        reached = true;
        try {
            NameAddress contact = response.headers().contact();
            if (moved == null && contact != null)
                moved = contact.uri();
        } catch (MalformedDataException e) {
            // Nowhere.
        }
    }

    /// Where a telephone of the user has sent the call (3xx), once; null for nowhere.
    @Nullable
    SipUri takeMoved() {
        SipUri where = moved;
        moved = null;
        return where;
    }

    private void consider(SipResponse response) {
        int status = response.status();
        busy |= status == SipStatus.BUSY_HERE || status == SipStatus.BUSY_EVERYWHERE;
        reached |= status != SipStatus.SERVICE_UNAVAILABLE && status != SipStatus.REQUEST_TIMEOUT
                && status != SipStatus.TEMPORARILY_UNAVAILABLE && status != SipStatus.NOT_FOUND;
        SipResponse known = best;
        if (known == null || rank(status) < rank(known.status()))
            best = response;
        if (known != null && isChallenge(status) && isChallenge(known.status()))
            gather(known, response);
    }

    /// Section 16.7 step 7: all challenges go back, so that the caller can answer each.
    private void gather(SipResponse first, SipResponse second) {
        SipResponse kept = best == second ? second : first;
        SipResponse other = kept == first ? second : first;
        for (String field : new String[]{"WWW-Authenticate", "Proxy-Authenticate"})
            other.headers().all(field).forEach(value -> kept.headers().add(field, value));
    }

    private static boolean isChallenge(int status) {
        return status == SipStatus.UNAUTHORIZED
                || status == SipStatus.PROXY_AUTHENTICATION_REQUIRED;
    }

    /// Section 16.7 step 6: 6xx above all, then the lowest class; those that a caller can mend
    /// first, and what says something about the user before what says something about the way.
    private static int rank(int status) {
        if (status >= 600)
            return 0;
        return switch (status) {
            case SipStatus.UNAUTHORIZED, SipStatus.PROXY_AUTHENTICATION_REQUIRED,
                    SipStatus.UNSUPPORTED_MEDIA_TYPE, SipStatus.BAD_EXTENSION, 484 ->
                401;
            case SipStatus.BUSY_HERE -> 402;
            case SipStatus.REQUEST_TERMINATED -> 498;
            case SipStatus.REQUEST_TIMEOUT -> 499;
            default -> status;
        };
    }

    /// The best final response of the rounds since the last [#forget]; null before there is one.
    @Nullable
    SipResponse best() { return best; }

    /// What was said until now is not told to the caller.
    void forget() { best = null; }

    boolean isAnswered() { return answered; }

    void refuseUnlessAnswered(Result result) {
        if (result != Result.ANSWERED && !answered)
            refuse(result);
    }

    /// Sends what is to be said when nobody answered. Section 16.7 step 6; 503 goes on as 500.
    void refuse(Result result) {
        SipResponse response = best;
        if (cancelled || result == Result.CANCELLED) {
            transaction.respond(SipStatus.REQUEST_TERMINATED);
        } else if (result == Result.NO_ANSWER && transaction.request().isInvite()) {
            transaction.respond(SipStatus.TEMPORARILY_UNAVAILABLE, "No answer");
        } else if (response == null || response.status() == SipStatus.REQUEST_TERMINATED) {
            transaction.respond(result == Result.BUSY
                    ? SipStatus.BUSY_HERE
                    : SipStatus.TEMPORARILY_UNAVAILABLE);
        } else if (response.status() == SipStatus.SERVICE_UNAVAILABLE) {
            SipResponse instead = transaction.response(result == Result.UNREACHABLE
                    ? SipStatus.TEMPORARILY_UNAVAILABLE
                    : SipStatus.SERVER_INTERNAL_ERROR);
            // When to try again is for the caller, whoever says it.
            response.headers().all("Retry-After")
                    .forEach(when -> instead.headers().add("Retry-After", when));
            transaction.respond(instead);
        } else {
            transaction.respond(response);
        }
    }
}
