package org.rialto.telephony.sip;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sdp.SessionDescription;

/// A call that we place. RFC 3261 section 13.2. It may be hung up at any moment: then it is
/// cancelled, and should an answer cross that, it is acknowledged and ended.
public final class OutgoingCall extends SipCall {
    private static final int MAXIMUM_ATTEMPTS = 4;
    private static final int MAXIMUM_EARLY_DIALOGS = 16;

    private final CallRequest order;
    private final String localTag;
    private final Map<String, SipDialog> early = new HashMap<>();
    private final Map<String, Long> reliable = new HashMap<>();
    /// The first session that each early dialog has given: RFC 3261 section 13.2.1.
    private final Map<String, SessionDescription> heardEarly = new HashMap<>();
    private long sequence;
    private int attempts;
    private int rangBy;
    private boolean cancelled;
    private boolean earlySession;
    private boolean ackSent;
    private boolean byeWanted;
    private @Nullable ClientTransaction invite;
    private @Nullable String answeredTag;

    OutgoingCall(UserAgent agent, CallRequest order) {
        super(agent, SipLayer.random(16));
        this.order = order;
        this.localTag = SipLayer.random(8);
    }

    void begin() {
        agent().began(this);
        attempt(request());
    }

    /// What was asked for.
    public CallRequest order() { return order; }

    /// The status of the last provisional response, 0 before any.
    public synchronized int rangBy() { return rangBy; }

    private SipRequest request() {
        SipHeaders headers = new SipHeaders();
        headers.add("Max-Forwards", "70");
        headers.add("From", order.from().withTag(localTag));
        headers.add("To", order.to().withoutParameter("tag"));
        headers.add("Call-ID", callId());
        headers.add("CSeq", new CSeq(nextSequence(), SipRequest.INVITE));
        boolean secure = order.uri().isSecure() || "tls".equals(order.uri().transport());
        if (!order.headers().has("Contact"))
            headers.add("Contact", agent().contact(secure));
        headers.add("User-Agent", agent().settings().product());
        headers.add("Allow", String.join(", ", agent().settings().allow()));
        agent().describe(headers);
        timer().offer(headers);
        order.headers().rows().forEach(row -> headers.add(row.name(), row.value()));
        sent(order.offer());
        return new SipRequest(SipRequest.INVITE, order.uri(), headers, SipRequest.NO_BODY)
                .withBody(SessionDescription.CONTENT_TYPE, order.offer().encode());
    }

    private synchronized long nextSequence() { return ++sequence; }

    private void attempt(SipRequest request) {
        synchronized (this) {
            attempts++;
            if (!cancelled) {
                invite = agent().layer().send(request, order.target(), "", this::received,
                        () -> tell(listener -> listener.sent(this)));
                return;
            }
        }
        over(CallEnd.By.US, SipStatus.REQUEST_TERMINATED, "Cancelled");
    }

    // ---- responses -------------------------------------------------------------------------

    private void received(SipResponse response) {
        if (response.isProvisional()) {
            provisional(response);
        } else if (response.isSuccess()) {
            succeeded(response);
        } else if (!retried(response)) {
            boolean ours;
            synchronized (this) {
                ours = cancelled;
            }
            over(ours ? CallEnd.By.US : isLocal(response) ? CallEnd.By.FAILURE : CallEnd.By.THEM,
                    response.status(), response.reason());
        }
    }

    /// Made up by our own transaction: it has no To tag.
    private static boolean isLocal(SipResponse response) {
        return response.headers().to().tag() == null;
    }

    private void provisional(SipResponse response) {
        if (response.status() == SipStatus.TRYING || !advance(CallState.RINGING))
            return;
        SipDialog dialog = earlyDialog(response);
        if (dialog != null && response.headers().lists("Require", "100rel")
                && !acknowledged(dialog, response))
            return;
        synchronized (this) {
            rangBy = response.status();
        }
        SessionDescription heard = sessionOf(response);
        if (dialog != null && heard != null) {
            synchronized (this) {
                heardEarly.putIfAbsent(dialog.remoteTag(), heard);
            }
        }
        tell(listener -> listener.provisional(this, response, heard));
    }

    private @Nullable SipDialog earlyDialog(SipResponse response) {
        String tag = response.headers().to().tag();
        SipPeer peer = peer();
        ClientTransaction now = transaction();
        if (tag == null || peer == null || now == null)
            return null;
        synchronized (this) {
            SipDialog known = early.get(tag);
            if (known != null || early.size() >= MAXIMUM_EARLY_DIALOGS)
                return known;
            SipDialog made = SipDialog.ofClient(agent().layer(), now.request(), response, peer,
                    null);
            made.credentials(order.credentials());
            early.put(tag, made);
            made.begin(this);
            return made;
        }
    }

    private synchronized @Nullable ClientTransaction transaction() { return invite; }

    /// Over whose connection the INVITE went; null before.
    public @Nullable SipPeer peer() {
        ClientTransaction now = transaction();
        return now == null ? null : now.peer();
    }

    /// PRACK for a reliable provisional response, in order: RFC 3262 section 4. False for one that
    /// came again or too early.
    private boolean acknowledged(SipDialog dialog, SipResponse response) {
        Long number;
        try {
            number = response.headers().number("RSeq");
        } catch (MalformedDataException e) {
            return false;
        }
        if (number == null)
            return false;
        synchronized (this) {
            Long last = reliable.get(dialog.remoteTag());
            if (last != null && number != last + 1)
                return false;
            reliable.put(dialog.remoteTag(), number);
            earlySession |= response.body().length > 0;
        }
        SipRequest prack = dialog.request(SipRequest.PRACK);
        prack.headers().add("RAck", number + " " + response.headers().cseq());
        dialog.send(prack, done -> {});
        return true;
    }

    private void succeeded(SipResponse response) {
        SipPeer peer = peer();
        ClientTransaction now = transaction();
        String tag = response.headers().to().tag();
        if (peer == null || now == null)
            return;
        String key = tag == null ? "" : tag;
        SipDialog dialog;
        boolean first;
        boolean unwanted;
        synchronized (this) {
            first = answeredTag == null;
            unwanted = first ? cancelled : !key.equals(answeredTag);
            if (first)
                answeredTag = key;
            SipDialog known = first ? null : dialog();
            dialog = known != null && known.remoteTag().equals(key)
                    ? known
                    : SipDialog.ofClient(agent().layer(), now.request(), response, peer,
                            early.get(key));
        }
        if (first) {
            answered(dialog, response, unwanted);
            return;
        }
        acknowledge(dialog, response);
        // Another branch of a fork answered as well: section 13.2.2.4.
        if (unwanted)
            dialog.send(dialog.request(SipRequest.BYE), done -> {});
    }

    private void acknowledge(SipDialog dialog, SipResponse response) {
        agent().layer().sendStateless(
                dialog.request(SipRequest.ACK, response.headers().cseq().number()),
                dialog.target());
    }

    /// The ACK goes out right before the program hears of the answer: nothing that the other side
    /// does upon it is heard earlier, and no BYE of ours overtakes it.
    private void answered(SipDialog dialog, SipResponse response, boolean unwanted) {
        endEarly(dialog);
        adopt(dialog, response);
        dialog.credentials(order.credentials());
        dialog.begin(this);
        boolean changed = exchange().isAgreedEarly();
        boolean confirmed;
        boolean over;
        SessionDescription session;
        synchronized (this) {
            // RFC 3262 section 5: what a provisional response has answered stands.
            SessionDescription own = sessionOf(response);
            session = own != null ? own : heardEarly.get(dialog.remoteTag());
            heardEarly.clear();
            over = state() == CallState.ENDED;
            confirmed = !unwanted && !cancelled && advance(CallState.CONFIRMED);
        }
        settled();
        if (confirmed && (session != null || changed)) {
            timer().agreed(response);
            SessionDescription answer = changed ? null : session;
            tell(listener -> {
                acknowledge(dialog, response);
                acknowledged();
                if (answer == null) {
                    listener.answered(this, response);
                } else {
                    listener.answered(this, response, answer);
                }
            });
            return;
        }
        acknowledge(dialog, response);
        acknowledged();
        if (confirmed) {
            fail(SipStatus.NOT_ACCEPTABLE_HERE, "The answer has no session");
        } else if (over) {
            // The other side has ended the dialog already.
            dialog.end();
        } else {
            end(new CallEnd(CallEnd.By.US, SipStatus.REQUEST_TERMINATED, "Cancelled"));
            bye();
        }
    }

    private void acknowledged() {
        boolean now;
        synchronized (this) {
            ackSent = true;
            now = byeWanted;
        }
        if (now)
            super.bye();
    }

    @Override
    void bye() {
        synchronized (this) {
            if (!ackSent) {
                byeWanted = true;
                return;
            }
        }
        super.bye();
    }

    private static @Nullable SessionDescription sessionOf(SipResponse response) {
        try {
            return UserAgent.session(response);
        } catch (MalformedDataException e) {
            return null;
        }
    }

    /// Ends the early dialogs but this one.
    private void endEarly(@Nullable SipDialog chosen) {
        Map<String, SipDialog> others;
        synchronized (this) {
            others = Map.copyOf(early);
            early.clear();
            if (chosen == null)
                heardEarly.clear();
        }
        others.forEach((tag, each) -> {
            if (chosen == null || !tag.equals(chosen.remoteTag()))
                each.end();
        });
    }

    private void over(CallEnd.By by, int status, String reason) {
        endEarly(null);
        end(new CallEnd(by, status, reason));
        settled();
    }

    /// Tries again what only needs another header: 401 and 407 with credentials, 422.
    private boolean retried(SipResponse response) {
        ClientTransaction now = transaction();
        synchronized (this) {
            if (cancelled || attempts >= MAXIMUM_ATTEMPTS || now == null)
                return false;
        }
        SipRequest again = again(now.request(), response);
        if (again == null)
            return false;
        endEarly(null);
        attempt(again);
        return true;
    }

    private @Nullable SipRequest again(SipRequest sent, SipResponse response) {
        return switch (response.status()) {
            case SipStatus.UNAUTHORIZED, SipStatus.PROXY_AUTHENTICATION_REQUIRED -> {
                DigestCredentials credentials = order.credentials();
                if (credentials == null)
                    yield null;
                yield DigestClient.answer(sent, response, nextSequence(), credentials);
            }
            case SipStatus.SESSION_INTERVAL_TOO_SMALL -> {
                if (!timer().raise(response))
                    yield null;
                SipRequest larger = sent.copy();
                larger.headers().remove("Via");
                larger.headers().set("CSeq", new CSeq(nextSequence(), SipRequest.INVITE));
                timer().offer(larger.headers());
                yield larger;
            }
            default -> null;
        };
    }

    // ---- ending ----------------------------------------------------------------------------

    /// Cancels a call that is not answered (its end comes when the other side has confirmed, or
    /// after 32 seconds), else BYE.
    @Override
    public void hangUp() {
        ClientTransaction ringing = null;
        synchronized (this) {
            if (state() == CallState.ENDED)
                return;
            if (state() != CallState.CONFIRMED) {
                cancelled = true;
                ringing = invite;
            }
        }
        if (ringing != null) {
            ringing.cancel();
        } else if (state() == CallState.CONFIRMED
                && end(new CallEnd(CallEnd.By.US, SipStatus.OK, "Hung up"))) {
            bye();
        }
    }

    @Override
    @Nullable
    SipDialog dialogFor(SipRequest request) {
        SipDialog answered = dialog();
        if (answered != null)
            return answered;
        String tag = request.headers().from().tag();
        synchronized (this) {
            return tag == null ? null : early.get(tag);
        }
    }

    @Override
    synchronized boolean isSessionSettledEarly() { return earlySession; }
}
