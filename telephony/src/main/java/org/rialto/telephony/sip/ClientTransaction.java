package org.rialto.telephony.sip;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request that we sent and the responses to it. RFC 3261 section 17.1, as corrected by RFC 6026;
/// only what reliable transports need.
///
/// ```
/// CALLING ──1xx──▶ PROCEEDING ──2xx to INVITE──▶ ACCEPTED ──timer M──▶ TERMINATED
///    │                  └──300-699 (we ACK) or final to another────▶ TERMINATED
///    └──timer B or F, no connection: as a 408 or 503 of our own────▶ TERMINATED
/// ```
/// Where several servers may take the request (RFC 3263 section 4.3), a 503 or a connection that is
/// lost before anything came leads to the next of them, by a transaction of its own on the wire. After
/// a 100 the first one may be calling somebody already, so that a loss ends the request.
public final class ClientTransaction implements SipSender.Sending {
    private static final Logger log = LoggerFactory.getLogger(ClientTransaction.class);

    private enum State {
        CALLING, PROCEEDING, ACCEPTED, TERMINATED
    }

    private final SipLayer layer;
    private final String branchEnding;
    private volatile String branch;
    private final Consumer<SipResponse> handler;
    private final Runnable sending;
    private final TransactionPlaces.Place place;
    private final SerialQueue events = new SerialQueue("sip-client-transaction");
    private SipRequest request;
    private State state = State.CALLING;
    private boolean cancelWanted;
    private boolean cancelSent;
    /// Somebody rings: no other server is tried any more.
    private boolean progressed;
    private @Nullable SipConnection connection;
    private @Nullable Runnable onLost;
    private @Nullable Future<?> timer;
    /// Next hops that have not been tried.
    private List<SipResolver.Hop> left = List.of();

    /// @param branchEnding what each branch of it ends with
    /// @param sending runs each time before it goes out
    ClientTransaction(SipLayer layer, SipRequest request, String branch, String branchEnding,
            Consumer<SipResponse> handler, Runnable sending) {
        this.sending = sending;
        this.layer = layer;
        this.request = request;
        this.branch = branch;
        this.branchEnding = branchEnding;
        this.handler = handler;
        this.place = layer.places().take(this::terminate, () -> {});
    }

    /// As it was sent, our Via on top once it has been.
    public synchronized SipRequest request() { return request; }

    /// Over which connection it went, or null before.
    public synchronized @Nullable SipPeer peer() {
        return connection == null ? null : connection.peer();
    }

    /// Whether a final response has come or been made up.
    public synchronized boolean isDone() {
        return state == State.ACCEPTED || state == State.TERMINATED;
    }

    /// Resolves, connects and sends; blocks, so on a thread of its own.
    void start(SipTarget target) {
        synchronized (this) {
            timer = layer.clock().after(layer.settings().timers().sixtyFourT1(), this::timedOut);
        }
        String failure = layer.deliver(this, target);
        if (failure != null)
            end(SipStatus.SERVICE_UNAVAILABLE, failure);
    }

    @Override
    public synchronized void left(List<SipResolver.Hop> hops) { left = List.copyOf(hops); }

    /// Goes on to the next hop; false when there is none, or it is too late. A call that has been
    /// given up goes nowhere.
    private boolean fallOver(SipResponse last) {
        List<SipResolver.Hop> hops;
        synchronized (this) {
            if (left.isEmpty() || isDone() || progressed || cancelWanted)
                return false;
            hops = left;
            left = List.of();
            String before = branch;
            branch = Via.MAGIC_COOKIE + SipLayer.random(16) + branchEnding;
            state = State.CALLING;
            request = request.copy();
            request.headers().removeFirst("Via");
            leaveConnection();
            connection = null;
            layer.rebranched(this, before);
            schedule(layer.settings().timers().sixtyFourT1(), this::timedOut);
        }
        log.info("{}: the next server is tried", last.startLine());
        Thread.ofVirtual().name("sip-send").start(() -> {
            if (layer.deliver(this, hops) != null)
                end(last);
        });
        return true;
    }

    /// The same, unless the server has said that it has the request.
    private synchronized boolean fallOverUnheard(SipResponse last) {
        return state == State.CALLING && fallOver(last);
    }

    /// Sends over this connection. False when the transaction has ended meanwhile.
    @Override
    public boolean over(SipConnection over) throws IOException {
        SipRequest ready;
        boolean abandoned;
        synchronized (this) {
            if (state == State.TERMINATED)
                return false;
            abandoned = cancelWanted;
            ready = request.copy();
            if (branch.equals(branchOf(ready)))
                ready.headers().removeFirst("Via");
            ready.headers().addFirst("Via", layer.transport().via(over, branch).toString());
            request = ready;
            leaveConnection();
            connection = over;
            // Before it is sent: the answer may be there before anything else is done here.
            onLost = () -> lost(over);
            over.onClose(onLost);
        }
        if (abandoned) {
            end(SipStatus.REQUEST_TERMINATED, SipStatus.reason(SipStatus.REQUEST_TERMINATED));
            return false;
        }
        sending.run();
        over.send(ready);
        return true;
    }

    private static @Nullable String branchOf(SipRequest request) {
        return request.headers().has("Via") ? request.headers().topVia().branch() : null;
    }

    // ---- what comes ------------------------------------------------------------------------

    void received(SipResponse response) {
        boolean cancelNow = false;
        synchronized (this) {
            if (state == State.TERMINATED || state == State.ACCEPTED && !response.isSuccess())
                return;
            if (response.isProvisional()) {
                if (state == State.CALLING && request.isInvite())
                    schedule(layer.settings().timers().pendingMillis(), this::timedOut);
                state = State.PROCEEDING;
                progressed |= response.status() > SipStatus.TRYING;
                cancelNow = cancelWanted && !cancelSent;
                cancelSent |= cancelNow;
            } else if (request.isInvite() && response.isSuccess()) {
                if (state != State.ACCEPTED)
                    accepted();
            } else {
                if (request.isInvite())
                    acknowledge(response);
                if (response.status() == SipStatus.SERVICE_UNAVAILABLE && fallOver(response))
                    return;
                terminate();
            }
            events.execute(() -> handler.accept(response));
        }
        if (cancelNow)
            sendCancel();
    }

    private void accepted() {
        state = State.ACCEPTED;
        place.accepted();
        leaveConnection();
        schedule(layer.settings().timers().sixtyFourT1(), this::terminate);
    }

    /// Timer B or F; or an INVITE that rang too long. Section 17.1.1.2.
    private void timedOut() {
        boolean ringing;
        synchronized (this) {
            ringing = state == State.PROCEEDING && request.isInvite();
        }
        if (ringing)
            cancel();
        end(SipStatus.REQUEST_TIMEOUT, SipStatus.reason(SipStatus.REQUEST_TIMEOUT));
    }

    /// The response may still come over another connection (section 18.2.2), so a moment is left.
    private void lost(SipConnection over) {
        layer.clock().after(4L * layer.settings().timers().t1(), () -> {
            if (isOver(over)) {
                SipResponse made = SipResponse.to(request(), SipStatus.SERVICE_UNAVAILABLE,
                        "The connection was lost");
                if (!fallOverUnheard(made))
                    end(made);
            }
        });
    }

    /// Not when the next address was tried meanwhile.
    private synchronized boolean isOver(SipConnection over) { return connection == over; }

    private void leaveConnection() {
        SipConnection before = connection;
        Runnable task = onLost;
        if (before != null && task != null)
            before.removeOnClose(task);
        onLost = null;
    }

    /// Ends the transaction as if this response had come; section 8.1.3.1.
    private synchronized void end(int status, String reason) {
        end(SipResponse.to(request, status, reason));
    }

    private synchronized void end(SipResponse made) {
        if (isDone())
            return;
        terminate();
        events.execute(() -> handler.accept(made));
    }

    private synchronized void terminate() {
        state = State.TERMINATED;
        cancelTimer();
        leaveConnection();
        place.ended();
        layer.removed(this);
    }

    private void schedule(long millis, Runnable task) {
        cancelTimer();
        timer = layer.clock().after(millis, task);
    }

    private void cancelTimer() {
        Future<?> now = timer;
        if (now != null)
            now.cancel(false);
        timer = null;
    }

    // ---- ACK and CANCEL --------------------------------------------------------------------

    /// Section 17.1.1.3.
    private void acknowledge(SipResponse response) {
        SipRequest ack = derived(SipRequest.ACK);
        ack.headers().set("To", response.headers().to());
        transmit(ack);
    }

    /// Gives the INVITE up: a CANCEL goes out as soon as a provisional response has come (section
    /// 9.1). The final response, most likely 487, still comes; it may be a 2xx that crossed.
    public void cancel() {
        synchronized (this) {
            if (!request.isInvite() || cancelWanted || isDone())
                return;
            cancelWanted = true;
            if (state != State.PROCEEDING)
                return;
            cancelSent = true;
        }
        sendCancel();
    }

    private void sendCancel() {
        SipRequest cancel;
        synchronized (this) {
            cancel = derived(SipRequest.CANCEL);
            schedule(layer.settings().timers().sixtyFourT1(),
                    () -> end(SipStatus.REQUEST_TERMINATED, "No answer to CANCEL"));
        }
        transmit(cancel);
    }

    /// ACK or CANCEL of this very request: one Via, the same branch, the same Route.
    private SipRequest derived(String method) {
        SipHeaders headers = new SipHeaders();
        headers.add("Via", request.headers().topVia());
        headers.add("Max-Forwards", "70");
        for (String name : new String[]{"Route", "From", "To", "Call-ID"})
            request.headers().all(name).forEach(value -> headers.add(name, value));
        headers.add("CSeq", new CSeq(request.headers().cseq().number(), method));
        request.headers().all("Reason").forEach(value -> headers.add("Reason", value));
        return new SipRequest(method, request.uri(), headers, SipRequest.NO_BODY);
    }

    private void transmit(SipRequest derived) {
        SipConnection over = connection;
        if (over == null)
            return;
        try {
            over.send(derived);
        } catch (IOException e) {
            log.debug("{} not sent: {}", derived, e.toString());
        }
    }

    String branch() { return branch; }

    @Override
    public String toString() { return request.method() + " to " + peer(); }
}
