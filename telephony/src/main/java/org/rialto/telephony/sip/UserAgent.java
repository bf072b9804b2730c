package org.rialto.telephony.sip;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sdp.SessionDescription;

/// Both ends of calls: takes them ([Calls]) and places them ([#placeCall]). RFC 3261 sections 8, 11
/// to 15. What a request demands that is not there is refused before the program sees it.
public final class UserAgent implements SipCore {
    /// The program's side.
    public interface Calls {
        /// Whether an INVITE, OPTIONS or other request outside of dialogs is for this agent.
        /// Quick: see [SipCore#takes].
        boolean takes(SipRequest request, SipPeer peer);

        /// A call came in: ring, answer, reject, redirect; now or later. On a virtual thread.
        void incoming(IncomingCall call);

        /// A request outside of dialogs that the agent does not answer by itself: MESSAGE,
        /// NOTIFY… where settings allow them.
        default void request(ServerTransaction transaction) {
            transaction.respond(SipStatus.NOT_IMPLEMENTED);
        }
    }

    private static final Set<String> KNOWN = Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS",
            "UPDATE", "PRACK", "NOTIFY", "INFO", "REFER", "SUBSCRIBE", "REGISTER", "MESSAGE",
            "PUBLISH");

    private final SipLayer layer;
    private final UserAgentSettings settings;
    private final Calls calls;
    private final Set<SipCall> active = ConcurrentHashMap.newKeySet();
    /// Requests at hand, to find those that came twice by forking: section 8.2.2.2.
    private final Set<String> atHand = ConcurrentHashMap.newKeySet();

    public UserAgent(SipLayer layer, UserAgentSettings settings, Calls calls) {
        this.layer = layer;
        this.settings = settings;
        this.calls = calls;
    }

    public UserAgentSettings settings() { return settings; }

    SipLayer layer() { return layer; }

    /// The calls that have not ended.
    public Set<SipCall> active() { return Set.copyOf(active); }

    // ---- incoming --------------------------------------------------------------------------

    @Override
    public boolean takes(SipRequest request, SipPeer peer) {
        return !request.isInDialog() && calls.takes(request, peer);
    }

    @Override
    public void handle(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (request.isInDialog()) {
            transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
            return;
        }
        SipResponse refusal = refusal(transaction);
        if (refusal != null) {
            transaction.respond(refusal);
            return;
        }
        switch (request.method()) {
            case SipRequest.INVITE -> invite(transaction);
            case SipRequest.OPTIONS -> transaction.respond(capabilities(transaction));
            case SipRequest.BYE, SipRequest.UPDATE, SipRequest.PRACK -> transaction
                    .respond(SipStatus.CALL_DOES_NOT_EXIST);
            default -> calls.request(transaction);
        }
    }

    /// Section 8.2.1 to 8.2.3: method, scheme, extensions, body. Null when all is well.
    @Nullable
    SipResponse refusal(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        SipHeaders headers = request.headers();
        if (!settings.allow().contains(request.method())) {
            return KNOWN.contains(request.method())
                    ? notAllowed(transaction)
                    : withAllow(transaction.response(SipStatus.NOT_IMPLEMENTED));
        }
        if (!request.uri().isSip() && !request.uri().isTelephone())
            return transaction.response(SipStatus.UNSUPPORTED_URI_SCHEME);
        List<String> unsupported = headers.list("Require").stream().filter(
                option -> UserAgentSettings.SUPPORTED.stream().noneMatch(option::equalsIgnoreCase))
                .toList();
        if (!unsupported.isEmpty())
            return transaction.response(SipStatus.BAD_EXTENSION).with("Unsupported",
                    String.join(", ", unsupported));
        String encoding = headers.first("Content-Encoding");
        if (request.body().length > 0 && encoding != null
                && !encoding.strip().equalsIgnoreCase("identity"))
            return transaction.response(SipStatus.UNSUPPORTED_MEDIA_TYPE).with("Accept-Encoding",
                    "identity");
        boolean carriesSession = request.isInvite() || request.is(SipRequest.UPDATE)
                || request.is(SipRequest.PRACK);
        if (carriesSession && !SipBody.isUnderstood(request))
            return transaction.response(SipStatus.UNSUPPORTED_MEDIA_TYPE).with("Accept",
                    SipBody.ACCEPTED);
        return null;
    }

    private void invite(ServerTransaction transaction) {
        SipHeaders headers = transaction.request().headers();
        String once = headers.callId() + '|' + headers.from().tag() + '|' + headers.cseq();
        if (!atHand.add(once)) {
            transaction.respond(SipStatus.LOOP_DETECTED);
            return;
        }
        IncomingCall call;
        try {
            SipResponse tooSmall = SessionTimer.refusal(transaction, settings);
            if (tooSmall != null) {
                transaction.respond(tooSmall);
                atHand.remove(once);
                return;
            }
            call = new IncomingCall(this, transaction, session(transaction.request()));
        } catch (MalformedDataException e) {
            transaction.respond(SipStatus.BAD_REQUEST, SipHeaders.problem(e));
            atHand.remove(once);
            return;
        }
        call.onSettled(() -> layer.clock().after(layer.settings().timers().sixtyFourT1(),
                () -> atHand.remove(once)));
        call.begin();
        calls.incoming(call);
    }

    /// The session in a message's body; null when it has none.
    static @Nullable SessionDescription session(SipMessage message) {
        byte[] session = SipBody.session(message);
        return session == null ? null : SessionDescription.parse(session);
    }

    // ---- outgoing --------------------------------------------------------------------------

    /// Calls. Returns at once; everything that happens comes to the listener.
    public OutgoingCall placeCall(CallRequest request, CallListener listener) {
        OutgoingCall call = new OutgoingCall(this, request);
        call.listen(listener);
        call.begin();
        return call;
    }

    // ---- parts of messages -----------------------------------------------------------------

    NameAddress contact(boolean secure) {
        return new NameAddress(null, layer.localUri(settings.contactUser(), secure),
                settings.contactParameters());
    }

    SipResponse withAllow(SipResponse response) {
        return response.with("Allow", String.join(", ", settings.allow()));
    }

    /// 405 with what is allowed.
    SipResponse notAllowed(ServerTransaction transaction) {
        return withAllow(transaction.response(SipStatus.METHOD_NOT_ALLOWED));
    }

    /// The answer to OPTIONS: section 11.2.
    SipResponse capabilities(ServerTransaction transaction) {
        SipResponse response = withAllow(transaction.response(SipStatus.OK));
        describe(response.headers());
        response.headers().add("Accept", SipBody.ACCEPTED);
        response.headers().add("Server", settings.product());
        return response;
    }

    void describe(SipHeaders headers) {
        headers.add("Supported", String.join(", ", UserAgentSettings.SUPPORTED));
    }

    void began(SipCall call) { active.add(call); }

    void ended(SipCall call) { active.remove(call); }
}
