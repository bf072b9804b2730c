package org.rialto.telephony.sip;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// The session timer of a call: one side refreshes in time, the other ends the call when it does
/// not. RFC 4028.
final class SessionTimer {
    /// Section 10: how long before the end the call is given up.
    private static final int MARGIN_SECONDS = 32;

    private final SipCall call;
    /// 0 when there is none.
    private long seconds;
    private boolean weRefresh;
    private long minimum;
    private @Nullable Future<?> timer;

    SessionTimer(SipCall call) { this.call = call; }

    /// 422 for an interval below ours, where the caller knows what that is; else null.
    static @Nullable SipResponse refusal(ServerTransaction transaction,
            UserAgentSettings settings) {
        SipHeaders headers = transaction.request().headers();
        Long wanted = headers.number("Session-Expires");
        boolean knows = headers.lists("Supported", "timer") || headers.lists("Require", "timer");
        return wanted != null && knows && wanted < settings.minimumSessionSeconds()
                ? transaction.response(SipStatus.SESSION_INTERVAL_TOO_SMALL).with("Min-SE",
                        Integer.toString(settings.minimumSessionSeconds()))
                : null;
    }

    // ---- as UAC ----------------------------------------------------------------------------

    /// In our INVITE or UPDATE.
    synchronized void offer(SipHeaders headers) {
        UserAgentSettings settings = call.agent().settings();
        if (settings.sessionSeconds() == 0)
            return;
        minimum = Math.max(minimum, settings.minimumSessionSeconds());
        long wanted = Math.max(minimum, seconds > 0 ? seconds : settings.sessionSeconds());
        headers.set("Session-Expires",
                seconds > 0 ? wanted + ";refresher=" + (weRefresh ? "uac" : "uas") : "" + wanted);
        headers.set("Min-SE", Long.toString(minimum));
    }

    /// 422: the interval has to be at least the response's Min-SE. False when it has none.
    synchronized boolean raise(SipResponse response) {
        Long least = number(response, "Min-SE");
        if (least == null || least <= minimum || least > 86_400)
            return false;
        minimum = least;
        return true;
    }

    /// The 2xx to our request: section 7.2.
    void agreed(SipResponse response) {
        Long interval = number(response, "Session-Expires");
        synchronized (this) {
            seconds = interval == null ? 0 : Math.max(interval, 2);
            if (interval != null)
                weRefresh = !"uas".equalsIgnoreCase(
                        response.headers().parameter("Session-Expires", "refresher"));
        }
        start();
    }

    private static @Nullable Long number(SipMessage message, String name) {
        try {
            return message.headers().number(name);
        } catch (MalformedDataException e) {
            return null;
        }
    }

    // ---- as UAS ----------------------------------------------------------------------------

    /// Into our 2xx: section 9.
    synchronized void answer(ServerTransaction transaction, SipResponse response) {
        SipHeaders theirs = transaction.request().headers();
        UserAgentSettings settings = call.agent().settings();
        boolean supported = theirs.lists("Supported", "timer");
        Long wanted = number(transaction.request(), "Session-Expires");
        // An interval is never raised. Below ours it is refused where 422 is understood, else ignored.
        boolean small = wanted != null && wanted < settings.minimumSessionSeconds();
        if (settings.sessionSeconds() == 0 || !supported && wanted == null || small) {
            seconds = 0;
            return;
        }
        Long least = number(transaction.request(), "Min-SE");
        long floor = Math.max(settings.minimumSessionSeconds(), least == null ? 0 : least);
        seconds = wanted == null
                ? Math.max(floor, settings.sessionSeconds())
                : wanted;
        String refresher = theirs.parameter("Session-Expires", "refresher");
        weRefresh = !supported || "uas".equalsIgnoreCase(refresher);
        response.headers().add("Session-Expires",
                seconds + ";refresher=" + (weRefresh ? "uas" : "uac"));
        if (!weRefresh)
            response.headers().add("Require", "timer");
    }

    // ---- running ---------------------------------------------------------------------------

    /// From now on, again.
    synchronized void start() {
        stop();
        if (seconds == 0 || call.state() == CallState.ENDED)
            return;
        timer = weRefresh
                ? call.agent().layer().clock().after(seconds * 500, this::refresh)
                : call.agent().layer().clock().after(
                        (seconds - Math.min(MARGIN_SECONDS, seconds / 3)) * 1000,
                        () -> call.fail(SipStatus.REQUEST_TIMEOUT, "The session has expired"));
    }

    private void refresh() {
        try {
            if (!call.exchange().refresh())
                lastChance();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The refresh failed: the call ends when the interval does, unless another refresh comes.
    private synchronized void lastChance() {
        if (call.state() != CallState.ENDED)
            timer = call.agent().layer().clock().after(
                    Math.max(1, seconds / 2 - Math.min(MARGIN_SECONDS, seconds / 3)) * 1000,
                    () -> call.fail(SipStatus.REQUEST_TIMEOUT, "The session has expired"));
    }

    synchronized void stop() {
        Future<?> now = timer;
        if (now != null)
            now.cancel(false);
        timer = null;
    }
}
