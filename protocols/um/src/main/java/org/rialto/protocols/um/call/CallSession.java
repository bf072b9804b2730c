package org.rialto.protocols.um.call;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.media.MediaEngine;
import org.rialto.telephony.media.MediaParameters;
import org.rialto.telephony.media.MediaSession;
import org.rialto.telephony.sdp.AudioNegotiator;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sdp.MediaDescription;
import org.rialto.telephony.sdp.NegotiatedAudio;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;
import org.rialto.telephony.sip.CallEnd;
import org.rialto.telephony.sip.CallFailedException;
import org.rialto.telephony.sip.CallListener;
import org.rialto.telephony.sip.CallState;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.SipCall;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signalling and sound of one call, put together: offers and answers become the parameters of the
/// media, also when the other side puts the call on hold or moves it (re-INVITE, UPDATE).
///
/// SIP's threads call the listener's methods; the conversation's thread the rest.
public final class CallSession implements CallControl, CallListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallSession.class);
    private static final int TRANSFER_SECONDS = 40;

    /// What somebody wants to know of a call that is being set up. On SIP's threads.
    public interface Watch {
        /// The INVITE of a call that is placed goes out.
        default void sent() {}

        /// The other side is being looked for, or it rings there.
        default void provisional(SipResponse response) {}

        /// The 2xx to a call that is placed; before [#established], where that comes.
        default void answered(SipResponse response) {}

        /// Sound goes both ways from now on.
        void established(int status, String reason);

        /// The other side is asked to call somebody else instead, or (false) that came to nothing.
        default void transferring(boolean begins) {}

        /// It is over, whether or not it ever was established.
        void ended(CallEnd end);
    }

    private final MediaSession media;
    private final AudioNegotiator negotiator;
    private final Watch watch;
    private final NameAddress self;
    private final UnaryOperator<SipUri> referTo;
    private final CompletableFuture<CallEnd> over = new CompletableFuture<>();
    private volatile @Nullable SipCall call;
    private volatile boolean established;
    private volatile @Nullable InetAddress signalling;
    /// Whether the other side may name its host instead of its address.
    private volatile boolean names;
    private volatile @Nullable CompletableFuture<Integer> transfer;

    /// Takes a pair of media ports.
    ///
    /// @param address that the other side is told to send sound to
    /// @param self who we are, towards somebody that a call is transferred to (Referred-By, RFC 3892)
    /// @param referTo how an address is named to the other side, that it may call it
    public CallSession(MediaEngine engine, InetAddress address, LocalAudio.Srtp srtp,
            NameAddress self, UnaryOperator<SipUri> referTo, Watch watch) throws IOException {
        this.referTo = referTo;
        this.media = engine.open();
        this.negotiator = new AudioNegotiator(new LocalAudio(address, media.port()).with(srtp));
        this.self = self;
        this.watch = watch;
    }

    public MediaSession media() { return media; }

    /// Whether there is a picture to send and no sound: T.38 (ITU-T T.38 annex D).
    public static boolean isFax(SessionDescription offer) {
        boolean image = false;
        for (MediaDescription each : offer.media()) {
            if (each.port() != 0 && each.isAudio())
                return false;
            image |= each.port() != 0 && each.type().equals("image");
        }
        return image;
    }

    // ---- set-up -----------------------------------------------------------------------------

    /// Answers a call that came in; false when the caller has given up meanwhile.
    public boolean answer(IncomingCall incoming) throws NotAcceptableException {
        SessionDescription offer = incoming.offer();
        SessionDescription ours = offer == null
                ? negotiator.offer()
                : negotiator.answer(offer);
        names = incoming.peer().isTrusted() && !incoming.peer().isInProcess();
        signalling = Signalling.of(incoming.peer(), incoming.request());
        media.awaitPeer();
        if (offer != null)
            connect();
        call = incoming;
        incoming.listen(this);
        return incoming.answer(ours);
    }

    /// What to offer to somebody who is called.
    public SessionDescription offer() { return negotiator.offer(); }

    /// The call that was placed with [#offer], for which this listens.
    public void placed(OutgoingCall outgoing) { call = outgoing; }

    private void connect() throws NotAcceptableException {
        NegotiatedAudio agreed = negotiator.negotiated();
        if (agreed == null)
            throw new NotAcceptableException("Nothing was agreed");
        try {
            media.connect(MediaParameters.of(agreed, signalling, names));
        } catch (UnknownHostException e) {
            throw new NotAcceptableException("The media address is unknown");
        }
    }

    @Override
    public void acknowledged(IncomingCall incoming, @Nullable SessionDescription answer) {
        if (answer == null || agreed(answer))
            establish(200, "OK");
    }

    @Override
    public void sent(OutgoingCall outgoing) { watch.sent(); }

    @Override
    public void provisional(OutgoingCall outgoing, SipResponse response,
            @Nullable SessionDescription early) {
        watch.provisional(response);
    }

    @Override
    public void answered(OutgoingCall outgoing, SipResponse response, SessionDescription answer) {
        call = outgoing;
        names = true;
        signalling = Signalling.of(outgoing, response);
        watch.answered(response);
        if (agreed(answer))
            establish(response.status(), response.reason());
    }

    @Override
    public void answered(OutgoingCall outgoing, SipResponse response) {
        call = outgoing;
        names = true;
        signalling = Signalling.of(outgoing, response);
        watch.answered(response);
        // What was agreed before did not know yet where the other side is.
        if (connected())
            establish(response.status(), response.reason());
    }

    /// Their answer to our offer; a call without common sound is hung up.
    private boolean agreed(SessionDescription answer) {
        try {
            negotiator.answered(answer);
        } catch (NotAcceptableException | MalformedDataException e) {
            return failed(e);
        }
        return connected();
    }

    private boolean connected() {
        try {
            connect();
            return true;
        } catch (NotAcceptableException e) {
            return failed(e);
        }
    }

    private boolean failed(Exception e) {
        LOG.info("a call is ended: {}", e.getMessage());
        hangUp();
        return false;
    }

    private void establish(int status, String reason) {
        media.go();
        established = true;
        watch.established(status, reason);
    }

    // ---- changes ----------------------------------------------------------------------------

    @Override
    public SessionDescription answer(SipCall changed, SessionDescription offer)
            throws NotAcceptableException {
        // A gateway that has heard a fax machine: its sound goes on until the call is transferred.
        if (isFax(offer)) {
            media.faxCalls();
            throw new NotAcceptableException("Only sound is taken here");
        }
        SessionDescription ours = negotiator.answer(offer);
        try {
            connect();
        } catch (NotAcceptableException e) {
            negotiator.answerWithheld();
            throw e;
        }
        return ours;
    }

    @Override
    public SessionDescription offer(SipCall changed) { return negotiator.offer(); }

    @Override
    public void reanswered(SipCall changed, SessionDescription answer) { agreed(answer); }

    // ---- control ----------------------------------------------------------------------------

    @Override
    public boolean isUp() { return established && !over.isDone(); }

    @Override
    public void hangUp() {
        SipCall now = call;
        if (now != null)
            now.hangUp();
    }

    /// REFER. The other side tells how it goes there by NOTIFY; many just hang up when they are gone.
    @Override
    public boolean transfer(String sipUri) {
        SipCall now = call;
        if (now == null || now.state() != CallState.CONFIRMED)
            return false;
        watch.transferring(true);
        boolean gone = transfer(now, sipUri);
        if (!gone)
            watch.transferring(false);
        return gone;
    }

    private boolean transfer(SipCall now, String sipUri) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        transfer = result;
        over.thenRun(() -> result.complete(200));
        try {
            now.transfer(new NameAddress(referTo.apply(SipUri.parse(sipUri))), self);
            int status = result.get(TRANSFER_SECONDS, TimeUnit.SECONDS);
            if (status >= 300)
                return false;
            hangUp();
            return true;
        } catch (CallFailedException e) {
            LOG.info("a transfer was refused: {} {}", e.status(), e.getMessage());
            return false;
        } catch (TimeoutException e) {
            LOG.info("nobody said what became of a transfer");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | MalformedDataException e) {
            LOG.warn("a transfer failed: {}", e.toString());
            return false;
        }
    }

    @Override
    public void transferred(SipCall changed, int status) {
        CompletableFuture<Integer> waiting = transfer;
        if (waiting != null && status >= 200)
            waiting.complete(status);
    }

    @Override
    public void ended(SipCall ended, CallEnd end) {
        over.complete(end);
        watch.ended(end);
    }

    /// Ends everything and gives the ports back. After the conversation, which may have to finish a
    /// recording.
    @Override
    public void close() {
        hangUp();
        media.close();
    }
}
