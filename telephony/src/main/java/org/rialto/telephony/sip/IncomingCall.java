package org.rialto.telephony.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sdp.SessionDescription;

/// A call that came in. Every method returns false when the call has ended meanwhile (the caller
/// cancelled, most likely), so there is no race to lose. RFC 3261 section 13.3.
public final class IncomingCall extends SipCall {
    private final ServerTransaction invite;
    private final @Nullable SessionDescription offer;
    private final ReliableProvisionals provisionals;
    private @Nullable SuccessRetransmission answer;
    private boolean hangUpWanted;
    /// Their answer to our offer came in a PRACK.
    private volatile boolean answeredEarly;

    IncomingCall(UserAgent agent, ServerTransaction invite, @Nullable SessionDescription offer) {
        super(agent, invite.request().headers().callId());
        this.invite = invite;
        this.offer = offer;
        this.provisionals = new ReliableProvisionals(invite, this::noPrack);
    }

    void begin() {
        SipDialog dialog = SipDialog.ofServer(invite);
        adopt(dialog, invite.request());
        agent().began(this);
        dialog.begin(this);
        invite.onCancel(this::cancelled);
    }

    /// The INVITE.
    public SipRequest request() { return invite.request(); }

    /// Who sent it: whether trusted, whether in the clear.
    public SipPeer peer() { return invite.peer(); }

    /// The session offered; null when the caller wants our offer: then what [#answer] is given is
    /// one, and the answer comes by [CallListener#acknowledged].
    public @Nullable SessionDescription offer() { return offer; }

    /// 180 Ringing.
    public boolean ring() { return progress(SipStatus.RINGING, null); }

    /// A provisional response, with early media where a session is given. Sent reliably (RFC 3262)
    /// when the caller demands that, or supports it and a session is given.
    public boolean progress(int status, @Nullable SessionDescription early) {
        if (!advance(CallState.RINGING))
            return false;
        SipResponse response = dialogResponse(status);
        if (early != null)
            response = response.withBody(SessionDescription.CONTENT_TYPE, early.encode());
        return provisionals.send(response, early != null);
    }

    /// 200 OK with our answer (or offer). It is repeated until the ACK comes.
    public boolean answer(SessionDescription session) {
        provisionals.awaitAcknowledged();
        SipResponse response = dialogResponse(SipStatus.OK);
        agent().describe(response.headers());
        timer().answer(invite, response);
        SuccessRetransmission sending = new SuccessRetransmission(invite,
                agent().withAllow(response).withBody(SessionDescription.CONTENT_TYPE,
                        session.encode()),
                this::notAcknowledged);
        synchronized (this) {
            if (!advance(CallState.ANSWERED))
                return false;
            answer = sending;
        }
        sent(session);
        settled();
        return sending.start();
    }

    /// Refuses with this status, 300 to 699.
    public boolean reject(int status, String reason) {
        return reject(invite.response(status, reason));
    }

    public boolean reject(int status) { return reject(status, SipStatus.reason(status)); }

    /// Refuses with a response of the program's, made by `transaction().response`.
    public boolean reject(SipResponse response) {
        if (response.status() < 300)
            throw new IllegalArgumentException("status " + response.status());
        return refused(response, CallEnd.By.US);
    }

    /// 302 to these addresses.
    public boolean redirect(List<NameAddress> contacts) {
        SipResponse response = invite.response(SipStatus.MOVED_TEMPORARILY);
        contacts.forEach(contact -> response.headers().add("Contact", contact));
        return reject(response);
    }

    /// The INVITE's transaction, to make special responses.
    public ServerTransaction transaction() { return invite; }

    private SipResponse dialogResponse(int status) {
        SipResponse response = invite.response(status);
        invite.request().headers().all("Record-Route")
                .forEach(route -> response.headers().add("Record-Route", route));
        response.headers().add("Contact", agent().contact(invite.isSecure()));
        response.headers().add("Server", agent().settings().product());
        return response;
    }

    /// A CANCEL came, or the transaction gave up waiting for us.
    private void cancelled() {
        refused(invite.response(SipStatus.REQUEST_TERMINATED), CallEnd.By.THEM);
    }

    private void noPrack() {
        refused(invite.response(SipStatus.SERVER_TIMEOUT, "No PRACK came"), CallEnd.By.FAILURE);
    }

    private boolean refused(SipResponse response, CallEnd.By by) {
        synchronized (this) {
            if (state().compareTo(CallState.RINGING) > 0)
                return false;
            invite.respond(response);
        }
        end(new CallEnd(by, response.status(), response.reason()));
        release();
        settled();
        return true;
    }

    @Override
    void acknowledgeFirst(SipRequest ack) {
        SuccessRetransmission sent;
        boolean bye;
        synchronized (this) {
            sent = answer;
            if (sent == null || sent.sequence() != ack.headers().cseq().number()
                    || !sent.acknowledged())
                return;
            bye = hangUpWanted;
            if (!bye)
                advance(CallState.CONFIRMED);
        }
        if (bye) {
            bye();
            return;
        }
        SessionDescription theirs = null;
        try {
            theirs = UserAgent.session(ack);
        } catch (MalformedDataException e) {
            hangUp();
            return;
        }
        if (offer == null && theirs == null && !answeredEarly) {
            hangUp();
            return;
        }
        SessionDescription answered = offer == null && !answeredEarly ? theirs : null;
        tell(listener -> listener.acknowledged(this, answered));
        timer().start();
    }

    /// Section 13.3.1.4: without an ACK the session is ended.
    private void notAcknowledged() {
        end(new CallEnd(CallEnd.By.FAILURE, SipStatus.REQUEST_TIMEOUT, "No ACK came"));
        bye();
    }

    @Override
    void prack(ServerTransaction transaction) {
        // Before it counts: one that cannot be read acknowledges nothing.
        SessionDescription theirs = UserAgent.session(transaction.request());
        ReliableProvisionals.Sent meant = provisionals.meant(transaction, theirs != null);
        if (meant == null)
            return;
        if (theirs == null) {
            transaction.respond(SipStatus.OK);
            provisionals.acknowledged(meant);
        } else if (offer == null && !answeredEarly) {
            // RFC 3262 section 5: our offer went out in the provisional response.
            answeredEarly = true;
            transaction.respond(SipStatus.OK);
            provisionals.acknowledged(meant);
            tell(listener -> listener.reanswered(this, theirs));
        } else {
            exchange().prack(transaction, theirs, () -> provisionals.acknowledged(meant));
        }
    }

    /// Ends the call whatever its state: refuses one that is not answered (480), else BYE, which
    /// waits for the ACK (section 15).
    @Override
    public void hangUp() {
        boolean refuse;
        boolean now;
        synchronized (this) {
            refuse = state() == CallState.TRYING || state() == CallState.RINGING;
            now = state() == CallState.CONFIRMED;
            hangUpWanted |= state() == CallState.ANSWERED;
        }
        if (refuse) {
            reject(SipStatus.TEMPORARILY_UNAVAILABLE);
        } else if (end(new CallEnd(CallEnd.By.US, SipStatus.OK, "Hung up")) && now) {
            bye();
        }
    }

    @Override
    void remoteBye() {
        invite.respond(SipStatus.REQUEST_TERMINATED);
        SuccessRetransmission sent;
        synchronized (this) {
            sent = answer;
        }
        if (sent != null)
            sent.acknowledged();
        settled();
    }

    @Override
    boolean isSessionSettledEarly() { return provisionals.isSessionAcknowledged(); }

    @Override
    void stopTimers() { provisionals.stop(); }
}
