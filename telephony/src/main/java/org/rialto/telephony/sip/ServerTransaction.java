package org.rialto.telephony.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A request that came and the responses to it. RFC 3261 section 17.2, as corrected by RFC 6026;
/// only what reliable transports need.
///
/// ```
/// TRYING ──1xx──▶ PROCEEDING ──2xx to INVITE──▶ ACCEPTED ──timer L──▶ TERMINATED
///                      │───300-699 to INVITE──▶ COMPLETED ──ACK or timer H──▶ TERMINATED
///                      └───final to another────────────────────────────────▶ TERMINATED
/// ```
public final class ServerTransaction {
    private static final Logger log = LoggerFactory.getLogger(ServerTransaction.class);
    /// Section 17.2.1: an INVITE that is not answered at once is told 100 Trying.
    private static final int TRYING_MILLIS = 200;

    private enum State {
        TRYING, PROCEEDING, ACCEPTED, COMPLETED, TERMINATED
    }

    private final SipLayer layer;
    private final String key;
    private final SipRequest request;
    private final SipConnection connection;
    private final String localTag;
    private final TransactionPlaces.Place place;
    private final List<Runnable> onCancel = new ArrayList<>();
    private State state = State.TRYING;
    private boolean cancelled;
    private @Nullable SipResponse last;
    private @Nullable Future<?> timer;

    ServerTransaction(SipLayer layer, String key, SipRequest request, SipConnection connection) {
        this.layer = layer;
        this.key = key;
        this.request = request;
        this.connection = connection;
        String given = request.headers().to().tag();
        this.localTag = given == null ? SipLayer.random(8) : given;
        this.place = layer.places().take(this::terminate, connection::left);
    }

    /// Not to be changed: copy it to send it on.
    public SipRequest request() { return request; }

    public SipPeer peer() { return connection.peer(); }

    /// Whether who sent it came by TLS. What a proxy of this process passes on says so in its Via.
    public boolean isSecure() {
        SipPeer from = peer();
        if (!from.isInProcess())
            return from.isSecure();
        List<Via> vias = request.headers().vias();
        return vias.size() < 2 || vias.get(1).transport().equals("TLS");
    }

    public SipLayer layer() { return layer; }

    /// The To tag of our responses.
    public String localTag() { return localTag; }

    /// A response to this request with our To tag.
    public SipResponse response(int status) { return response(status, SipStatus.reason(status)); }

    public SipResponse response(int status, String reason) {
        SipResponse response = SipResponse.to(request, status, reason);
        NameAddress to = request.headers().to();
        if (status != SipStatus.TRYING && to.tag() == null)
            response.headers().set("To", to.withTag(localTag));
        return response;
    }

    /// Answers with this status and nothing else.
    public boolean respond(int status) { return respond(response(status)); }

    public boolean respond(int status, String reason) { return respond(response(status, reason)); }

    /// Sends a response, ours or one that a proxy passes on. False when the final one has been sent
    /// already; a 2xx to INVITE may be followed by others (and by itself, for retransmission).
    public boolean respond(SipResponse response) {
        synchronized (this) {
            switch (state) {
                case TRYING, PROCEEDING -> {
                }
                case ACCEPTED -> {
                    if (!response.isSuccess())
                        return false;
                }
                case COMPLETED, TERMINATED -> {
                    return false;
                }
            }
            if (state != State.ACCEPTED) {
                last = response;
                advance(response);
            }
        }
        layer.transmit(response, connection);
        return true;
    }

    private void advance(SipResponse response) {
        if (response.isProvisional()) {
            boolean first = state == State.TRYING;
            state = State.PROCEEDING;
            if (first)
                schedule(layer.settings().timers().pendingMillis(), this::overdue);
        } else if (!request.isInvite()) {
            terminate();
        } else if (response.isSuccess()) {
            state = State.ACCEPTED;
            last = null;
            // They hold the whole call, which may be over long before timer L.
            onCancel.clear();
            place.accepted();
            schedule(layer.settings().timers().sixtyFourT1(), this::terminate);
        } else {
            state = State.COMPLETED;
            schedule(layer.settings().timers().sixtyFourT1(), this::terminate);
        }
    }

    /// The same request came twice at once: this one is not looked after.
    synchronized void unwanted() { place.ended(); }

    /// From now on the transaction is looked after: 100 Trying for an INVITE that takes long.
    synchronized void start() {
        if (state != State.TRYING)
            return;
        if (request.isInvite()) {
            schedule(TRYING_MILLIS, this::sayTrying);
        } else {
            // RFC 4320: whoever sent it has given up by then, so nothing is answered any more.
            schedule(layer.settings().timers().sixtyFourT1(), this::terminate);
        }
    }

    private void sayTrying() {
        synchronized (this) {
            if (state != State.TRYING)
                return;
        }
        respond(SipStatus.TRYING);
    }

    /// A core that never answers must not keep the transaction for ever.
    private void overdue() {
        log.warn("an INVITE was not answered in time by its core");
        List<Runnable> tasks;
        synchronized (this) {
            tasks = List.copyOf(onCancel);
        }
        if (respond(SipStatus.REQUEST_TIMEOUT))
            tasks.forEach(Thread::startVirtualThread);
    }

    private synchronized void terminate() {
        state = State.TERMINATED;
        cancelTimer();
        onCancel.clear();
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

    /// The request came again: its last response is repeated.
    void retransmitted() {
        SipResponse again;
        synchronized (this) {
            again = state == State.PROCEEDING || state == State.COMPLETED ? last : null;
        }
        if (again != null)
            layer.transmit(again, connection);
    }

    /// ACK of our 300-699.
    void acknowledged() {
        synchronized (this) {
            if (state != State.COMPLETED)
                return;
            // Timer I is zero over reliable transports.
            terminate();
        }
    }

    // ---- CANCEL, section 9.2 ---------------------------------------------------------------

    /// Runs the task when a CANCEL comes before the final response; at once when it has come. The
    /// core answers 487 then.
    public void onCancel(Runnable task) {
        synchronized (this) {
            if (state == State.ACCEPTED || state == State.COMPLETED || state == State.TERMINATED)
                return;
            if (!cancelled) {
                onCancel.add(task);
                return;
            }
        }
        task.run();
    }

    public synchronized boolean isCancelled() { return cancelled; }

    /// Whether a final response has been sent.
    public synchronized boolean isAnswered() {
        return state != State.TRYING && state != State.PROCEEDING;
    }

    synchronized boolean isAccepted() { return state == State.ACCEPTED; }

    void cancelled() {
        List<Runnable> tasks;
        synchronized (this) {
            if (state != State.TRYING && state != State.PROCEEDING || cancelled)
                return;
            cancelled = true;
            tasks = List.copyOf(onCancel);
            onCancel.clear();
        }
        tasks.forEach(Thread::startVirtualThread);
    }

    String key() { return key; }

    SipConnection connection() { return connection; }

    @Override
    public String toString() { return request.method() + " from " + peer(); }
}
