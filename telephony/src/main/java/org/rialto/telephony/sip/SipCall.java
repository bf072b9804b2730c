package org.rialto.telephony.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sdp.SessionDescription;

/// A call, from either side: its state, its dialog, what goes on in it. RFC 3261 sections 12 to 15.
/// Thread-safe.
public abstract sealed class SipCall implements DialogUser permits IncomingCall, OutgoingCall {
    private static final CallListener NOBODY = new CallListener() {
    };

    private final UserAgent agent;
    private final String callId;
    /// What the listener hears, one after the other.
    private final SerialQueue events = new SerialQueue("sip-call");
    /// What comes within the dialog, in its order.
    private final SerialQueue inbound = new SerialQueue("sip-call-requests");
    private final SessionExchange exchange = new SessionExchange(this);
    private final SessionTimer timer = new SessionTimer(this);
    private final List<Runnable> onSettled = new ArrayList<>();
    private CallState state = CallState.TRYING;
    private @Nullable CallEnd end;
    private boolean settled;
    private CallListener listener = NOBODY;
    private volatile @Nullable SipDialog dialog;
    private volatile boolean peerUpdates;
    private volatile @Nullable SessionDescription lastSent;

    SipCall(UserAgent agent, String callId) {
        this.agent = agent;
        this.callId = callId;
    }

    // ---- what it is ------------------------------------------------------------------------

    public String callId() { return callId; }

    public UserAgent agent() { return agent; }

    public synchronized CallState state() { return state; }

    /// How it ended; null while it goes on.
    public synchronized @Nullable CallEnd end() { return end; }

    /// The dialog; null on the calling side before the answer.
    public @Nullable SipDialog dialog() { return dialog; }

    /// Who hears of what happens from now on. Of an end that has come already it hears at once.
    public void listen(CallListener wanted) {
        CallEnd over;
        synchronized (this) {
            listener = wanted;
            over = end;
        }
        if (over != null)
            events.execute(() -> wanted.ended(this, over));
    }

    void tell(Consumer<CallListener> event) {
        events.execute(() -> {
            CallListener now;
            synchronized (this) {
                now = listener;
            }
            event.accept(now);
        });
    }

    // ---- what the program does -------------------------------------------------------------

    /// Ends the call, whatever its state. Does nothing when it has ended.
    public abstract void hangUp();

    /// Changes the session by a re-INVITE: hold, return, move. Waits for the answer, and after a
    /// collision (491) tries again as section 14.1 says, with a new offer each time, since the other
    /// side may have made one meanwhile.
    public SessionDescription renegotiate(Supplier<SessionDescription> offer)
            throws CallFailedException, InterruptedException {
        return exchange.renegotiate(offer);
    }

    /// A request within the dialog (INFO, OPTIONS, MESSAGE) with an optional body; its final
    /// response.
    public SipResponse request(String method, SipHeaders headers, byte[] body)
            throws CallFailedException, InterruptedException {
        SipRequest request = requireDialog().request(method);
        headers.rows().forEach(row -> request.headers().set(row.name(), row.value()));
        return exchange(new SipRequest(method, request.uri(), request.headers(), body));
    }

    /// Asks the other side to call someone else instead (REFER, RFC 3515). Returns when it has
    /// accepted; how it goes on comes to [CallListener#transferred].
    public void transfer(NameAddress referTo, NameAddress referredBy)
            throws CallFailedException, InterruptedException {
        SipHeaders headers = new SipHeaders();
        headers.add("Refer-To", referTo);
        headers.add("Referred-By", referredBy);
        headers.add("Contact", agent.contact(isSecure()));
        SipResponse response = request(SipRequest.REFER, headers, SipRequest.NO_BODY);
        if (!response.isSuccess())
            throw new CallFailedException(response.status(), response.reason());
    }

    SipResponse exchange(SipRequest request) throws InterruptedException, CallFailedException {
        CompletableFuture<SipResponse> last = new CompletableFuture<>();
        requireDialog().send(request, response -> {
            if (response.isFinal())
                last.complete(response);
        });
        try {
            SipResponse response = last.get();
            // Section 12.2.1.2: the dialog is gone.
            if (response.status() == SipStatus.CALL_DOES_NOT_EXIST
                    || response.status() == SipStatus.REQUEST_TIMEOUT)
                fail(response.status(), response.reason());
            return response;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    SipDialog requireDialog() throws CallFailedException {
        SipDialog now = dialog;
        if (now == null || state() == CallState.ENDED)
            throw new CallFailedException(SipStatus.CALL_DOES_NOT_EXIST, "There is no call");
        return now;
    }

    boolean isSecure() {
        SipDialog now = dialog;
        return now != null && now.isSecure();
    }

    // ---- state -----------------------------------------------------------------------------

    /// To a later state. False when the call is past it.
    final synchronized boolean advance(CallState wanted) {
        if (state == CallState.ENDED || wanted.compareTo(state) < 0)
            return false;
        if (wanted == state && wanted != CallState.RINGING)
            return false;
        state = wanted;
        return true;
    }

    /// True the first time. The dialog stays for a BYE: [#bye] or [#release] ends it.
    final boolean end(CallEnd how) {
        synchronized (this) {
            if (state == CallState.ENDED)
                return false;
            state = CallState.ENDED;
            end = how;
        }
        timer.stop();
        exchange.stop();
        stopTimers();
        agent.ended(this);
        tell(l -> l.ended(this, how));
        return true;
    }

    /// Ends the call from our side because something failed.
    final void fail(int status, String reason) {
        if (end(new CallEnd(CallEnd.By.FAILURE, status, reason)))
            bye();
    }

    final void adopt(SipDialog made, SipMessage theirs) {
        dialog = made;
        peerUpdates = theirs.headers().lists("Allow", SipRequest.UPDATE);
    }

    /// Ends the dialog by a BYE.
    void bye() {
        SipDialog now = dialog;
        if (now == null)
            return;
        SipRequest bye = now.request(SipRequest.BYE);
        bye.headers().add("User-Agent", agent.settings().product());
        now.send(bye, response -> {
            if (response.isFinal())
                now.end();
        });
    }

    final void release() {
        SipDialog now = dialog;
        if (now != null)
            now.end();
    }

    /// Runs the task once the INVITE has its final response.
    final void onSettled(Runnable task) {
        synchronized (this) {
            if (!settled) {
                onSettled.add(task);
                return;
            }
        }
        task.run();
    }

    final void settled() {
        List<Runnable> tasks;
        synchronized (this) {
            settled = true;
            tasks = List.copyOf(onSettled);
            onSettled.clear();
        }
        tasks.forEach(Runnable::run);
    }

    final SessionTimer timer() { return timer; }

    final SessionExchange exchange() { return exchange; }

    final boolean peerUpdates() { return peerUpdates; }

    final void sent(SessionDescription session) { lastSent = session; }

    final @Nullable SessionDescription lastSent() { return lastSent; }

    // ---- what comes within the dialog ------------------------------------------------------

    @Override
    public void handle(ServerTransaction transaction) {
        inbound.execute(() -> {
            try {
                process(transaction);
            } catch (MalformedDataException e) {
                transaction.respond(SipStatus.BAD_REQUEST, SipHeaders.problem(e));
            }
        });
    }

    @Override
    public void acknowledge(SipRequest ack, SipPeer from) {
        inbound.execute(() -> {
            SipDialog now = dialog;
            if (now != null)
                now.heardFrom(from);
            acknowledgeFirst(ack);
            exchange.acknowledge(ack);
        });
    }

    private void process(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        SipDialog now = dialogFor(request);
        if (now == null) {
            transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
            return;
        }
        SipResponse refusal = agent.refusal(transaction);
        if (refusal != null) {
            transaction.respond(refusal);
            return;
        }
        if (!now.takes(request, transaction.peer())) {
            transaction.respond(SipStatus.SERVER_INTERNAL_ERROR, "CSeq is out of order");
            return;
        }
        if (state() == CallState.ENDED && !request.is(SipRequest.BYE)) {
            transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
            return;
        }
        switch (request.method()) {
            case SipRequest.BYE -> byeCame(transaction);
            case SipRequest.INVITE -> exchange.invite(transaction);
            case SipRequest.UPDATE -> exchange.update(transaction);
            case SipRequest.PRACK -> prack(transaction);
            case SipRequest.OPTIONS -> transaction.respond(agent.capabilities(transaction));
            case SipRequest.NOTIFY -> notified(transaction);
            default -> tell(l -> l.handle(this, transaction));
        }
    }

    private void byeCame(ServerTransaction transaction) {
        transaction.respond(SipStatus.OK);
        end(new CallEnd(CallEnd.By.THEM, SipStatus.OK, "Hung up"));
        remoteBye();
        release();
    }

    /// The progress of a transfer of ours, as `SIP/2.0 200 OK` in message/sipfrag (RFC 3420).
    private void notified(ServerTransaction transaction) {
        SipHeaders headers = transaction.request().headers();
        if (!"refer".equalsIgnoreCase(headers.value("Event"))) {
            tell(l -> l.handle(this, transaction));
            return;
        }
        transaction.respond(SipStatus.OK);
        String fragment = new String(transaction.request().body(),
                java.nio.charset.StandardCharsets.UTF_8);
        if (fragment.regionMatches(true, 0, "SIP/2.0 ", 0, 8) && fragment.length() >= 11
                && fragment.substring(8, 11).matches("[1-6][0-9][0-9]")) {
            int status = Integer.parseInt(fragment.substring(8, 11));
            tell(l -> l.transferred(this, status));
        }
    }

    @Nullable
    SipDialog dialogFor(SipRequest request) { return dialog; }

    /// The ACK of the first INVITE, on the called side.
    void acknowledgeFirst(SipRequest ack) {}

    void prack(ServerTransaction transaction) {
        transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
    }

    /// A BYE came; the call has ended already.
    void remoteBye() {}

    /// Whether the first offer was answered in a reliable provisional response, so that UPDATE may
    /// bring another before the 2xx.
    abstract boolean isSessionSettledEarly();

    void stopTimers() {}
}
