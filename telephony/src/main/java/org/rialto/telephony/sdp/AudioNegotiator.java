package org.rialto.telephony.sdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Offer and answer of one call's audio, first and repeated. RFC 3264; SRTP keys by RFC 4568. Keeps
/// the session's number, its media slots and our keys over re-offers. Thread-safe.
///
/// One audio stream is taken; every other media of an offer is refused with port 0.
public final class AudioNegotiator {
    private static final int OFFERED_EVENTS = 101;
    private static final String EVENTS = "0-15";

    private final LocalAudio local;
    private final String sessionId = Long
            .toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE >> 1));
    private final List<CryptoAttribute> keys = new ArrayList<>();
    private long version;
    private Direction wanted = Direction.SENDRECV;
    private @Nullable SessionDescription lastSent;
    private @Nullable SessionDescription pendingOffer;
    private @Nullable NegotiatedAudio negotiated;
    /// What was, before their last offer.
    private @Nullable SessionDescription sentBefore;
    private @Nullable NegotiatedAudio negotiatedBefore;

    public AudioNegotiator(LocalAudio local) {
        this.local = local;
        int tag = 1;
        for (CryptoSuite suite : CryptoSuite.values())
            keys.add(CryptoAttribute.fresh(tag++, suite));
    }

    public LocalAudio local() { return local; }

    /// What is agreed now; null before the first answer.
    public synchronized @Nullable NegotiatedAudio negotiated() { return negotiated; }

    /// What we want from now on: `SENDRECV`, or `SENDONLY`/`INACTIVE` to hold. Takes effect with
    /// the next [#offer] or [#answer].
    public synchronized void want(Direction direction) { wanted = direction; }

    // ---- we offer --------------------------------------------------------------------------

    /// A new offer, the first or a repeated one.
    public synchronized SessionDescription offer() {
        boolean secure = local.srtp() == LocalAudio.Srtp.REQUIRED
                || negotiated != null && negotiated.isSecure();
        List<String> formats = new ArrayList<>();
        List<SdpAttribute> attributes = new ArrayList<>();
        for (AudioCodec codec : local.codecs())
            format(codec.payloadType(), codec + "/8000", formats, attributes);
        if (local.telephoneEvents()) {
            int type = negotiated != null && negotiated.telephoneEventReceived() >= 0
                    ? negotiated.telephoneEventReceived()
                    : OFFERED_EVENTS;
            format(type, "telephone-event/8000", formats, attributes);
            attributes.add(new SdpAttribute("fmtp", type + " " + EVENTS));
        }
        if (secure)
            keys.forEach(key -> attributes.add(new SdpAttribute("crypto", key.value())));
        MediaDescription audio = media(secure ? "RTP/SAVP" : "RTP/AVP", formats, attributes,
                wanted);
        SessionDescription offer = describe(inSlot(audio));
        pendingOffer = offer;
        return offer;
    }

    /// The other side answered our last [#offer], or what we sent last, offered once more: a re-INVITE
    /// that only refreshes the session.
    public synchronized NegotiatedAudio answered(SessionDescription answer)
            throws NotAcceptableException {
        SessionDescription offer = pendingOffer != null ? pendingOffer : lastSent;
        if (offer == null)
            throw new NotAcceptableException("An answer without an offer");
        int slot = audioSlot(offer);
        if (answer.media().size() <= slot)
            throw new NotAcceptableException("The answer has fewer media than the offer");
        MediaDescription remote = answer.media().get(slot);
        if (!remote.isAudio() || remote.port() == 0)
            throw new NotAcceptableException("The answer refuses the audio");
        RemoteAudio theirs = new RemoteAudio(answer, remote, local.codecs());
        CryptoAttribute send = null;
        CryptoAttribute receive = null;
        if (offer.media().get(slot).isSecure()) {
            receive = theirs.crypto();
            CryptoAttribute chosen = receive;
            send = chosen == null
                    ? null
                    : sentKeys(offer.media().get(slot)).filter(k -> k.tag() == chosen.tag()
                            && k.suite() == chosen.suite()).findFirst().orElse(null);
            if (send == null || !remote.isSecure())
                throw new NotAcceptableException("The answer has no usable a=crypto");
        }
        Direction direction = theirs.direction().reversed().and(wanted);
        Map<Integer, AudioCodec> receivable = new LinkedHashMap<>();
        local.codecs().forEach(c -> receivable.put(c.payloadType(), c));
        NegotiatedAudio result = theirs.negotiated(receivable,
                eventType(offer.media().get(slot)), direction, local.packetMillis(), send,
                receive);
        pendingOffer = null;
        negotiated = result;
        return result;
    }

    /// Our offer was refused: what was agreed before stays (RFC 3264 section 8).
    public synchronized void offerFailed() { pendingOffer = null; }

    // ---- the other side offers -------------------------------------------------------------

    /// Our answer; [#negotiated] has then what was agreed.
    public synchronized SessionDescription answer(SessionDescription offer)
            throws NotAcceptableException {
        NotAcceptableException first = null;
        for (int i = 0; i < offer.media().size(); i++) {
            MediaDescription media = offer.media().get(i);
            if (!media.isAudio() || !media.isRtp() || media.port() == 0)
                continue;
            try {
                return answer(offer, i);
            } catch (NotAcceptableException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new NotAcceptableException("No audio is offered") : first;
    }

    private SessionDescription answer(SessionDescription offer, int slot)
            throws NotAcceptableException {
        MediaDescription media = offer.media().get(slot);
        RemoteAudio theirs = new RemoteAudio(offer, media, local.codecs());
        CryptoAttribute receive = null;
        CryptoAttribute send = null;
        List<SdpAttribute> attributes = new ArrayList<>();
        boolean secure = media.isSecure() || local.srtp() == LocalAudio.Srtp.REQUIRED;
        if (secure) {
            receive = local.srtp() == LocalAudio.Srtp.NEVER ? null : theirs.crypto();
            if (receive == null)
                throw new NotAcceptableException("No common SRTP suite");
            send = keys.get(receive.suite().ordinal()).withTag(receive.tag());
            attributes.add(new SdpAttribute("crypto", send.value()));
        }
        List<String> formats = new ArrayList<>();
        Map<Integer, AudioCodec> receivable = new LinkedHashMap<>();
        theirs.codecs().forEach((type, codec) -> {
            format(type, codec + "/8000", formats, attributes);
            receivable.put(type, codec);
        });
        int events = local.telephoneEvents() ? theirs.eventType() : -1;
        if (events >= 0) {
            format(events, "telephone-event/8000", formats, attributes);
            attributes.add(new SdpAttribute("fmtp", events + " " + EVENTS));
        }
        Direction direction = theirs.direction().reversed().and(wanted);
        MediaDescription mine = media(media.protocol(), formats, attributes, direction);
        List<MediaDescription> slots = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++)
            slots.add(i == slot ? mine : offer.media().get(i).refused());
        negotiatedBefore = negotiated;
        sentBefore = lastSent;
        negotiated = theirs.negotiated(receivable, events, direction, local.packetMillis(), send,
                receive);
        pendingOffer = null;
        return describe(slots);
    }

    /// Our last [#answer] is not sent, the offer is refused: what was agreed before stays (RFC 3264
    /// section 8).
    public synchronized void answerWithheld() {
        negotiated = negotiatedBefore;
        lastSent = sentBefore;
        version--;
    }

    // ---- parts -----------------------------------------------------------------------------

    private static void format(int type, String encoding, List<String> formats,
            List<SdpAttribute> attributes) {
        formats.add(Integer.toString(type));
        attributes.add(new SdpAttribute("rtpmap", type + " " + encoding));
    }

    private MediaDescription media(String protocol, List<String> formats,
            List<SdpAttribute> attributes, Direction direction) {
        attributes.add(new SdpAttribute("ptime", Integer.toString(local.packetMillis())));
        attributes.add(new SdpAttribute(direction.attribute()));
        return new MediaDescription("audio", local.rtpPort(), protocol, formats, null, attributes);
    }

    /// The audio in its old place, the other media of the session refused.
    private List<MediaDescription> inSlot(MediaDescription audio) {
        SessionDescription before = lastSent;
        if (before == null)
            return List.of(audio);
        int slot = audioSlot(before);
        List<MediaDescription> slots = new ArrayList<>();
        for (int i = 0; i < before.media().size(); i++)
            slots.add(i == slot ? audio : before.media().get(i).refused());
        return slots;
    }

    private static int audioSlot(SessionDescription sent) {
        for (int i = 0; i < sent.media().size(); i++) {
            if (sent.media().get(i).isAudio() && sent.media().get(i).port() != 0)
                return i;
        }
        return 0;
    }

    private static Stream<CryptoAttribute> sentKeys(MediaDescription sent) {
        return sent.attributes("crypto").stream().map(CryptoAttribute::parse)
                .filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private static int eventType(MediaDescription mine) {
        return new RemoteAudio.Formats(mine).eventType();
    }

    private SessionDescription describe(List<MediaDescription> media) {
        ConnectionAddress address = ConnectionAddress.of(local.address());
        SessionDescription.Origin origin = new SessionDescription.Origin("-", sessionId,
                Long.toString(++version), address);
        SessionDescription sent = new SessionDescription(origin, "-", address, List.of(), media);
        lastSent = sent;
        return sent;
    }
}
