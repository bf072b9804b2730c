package org.rialto.telephony.sip;

import org.jspecify.annotations.Nullable;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;

/// What a program wants to know of its call, and what it is asked. Each method runs on a virtual
/// thread and may block; those of one call come one after the other, except [#handle].
public interface CallListener {
    /// Outgoing: the INVITE goes out, over a connection that is there. More than once where it is
    /// tried again.
    default void sent(OutgoingCall call) {}

    /// Outgoing: a provisional response other than 100, with the early media's answer if it has
    /// one.
    default void provisional(OutgoingCall call, SipResponse response,
            @Nullable SessionDescription early) {}

    /// Outgoing: a 2xx, which has been acknowledged already, and the answer that it or a provisional
    /// response before it has brought.
    default void answered(OutgoingCall call, SipResponse response, SessionDescription answer) {}

    /// Outgoing: the same, where the other side has changed the session before (RFC 3311) and [#answer]
    /// has agreed to that: it stands.
    default void answered(OutgoingCall call, SipResponse response) {}

    /// Incoming: the ACK to our 2xx came; with the other side's answer when we made the offer.
    default void acknowledged(IncomingCall call, @Nullable SessionDescription answer) {}

    /// The other side changes the session (hold, return, move): our answer.
    default SessionDescription answer(SipCall call, SessionDescription offer)
            throws NotAcceptableException {
        throw new NotAcceptableException(SipStatus.reason(SipStatus.NOT_ACCEPTABLE_HERE));
    }

    /// The other side asks for an offer by a re-INVITE without one; its answer comes to
    /// [#reanswered].
    default SessionDescription offer(SipCall call) throws NotAcceptableException {
        throw new NotAcceptableException(SipStatus.reason(SipStatus.NOT_ACCEPTABLE_HERE));
    }

    /// The answer to what [#offer] gave, or to what was sent last and has been offered once more.
    default void reanswered(SipCall call, SessionDescription answer) {}

    /// Another request within the dialog: INFO, MESSAGE, REFER. To be answered finally.
    default void handle(SipCall call, ServerTransaction transaction) {
        transaction.respond(call.agent().notAllowed(transaction));
    }

    /// How far a [SipCall#transfer] is, as a status: 100, 180, 200, 486… (RFC 3515 section 2.4.5).
    default void transferred(SipCall call, int status) {}

    /// The call is over, whoever ended it and in whatever state it was. Comes once and last.
    default void ended(SipCall call, CallEnd end) {}
}
