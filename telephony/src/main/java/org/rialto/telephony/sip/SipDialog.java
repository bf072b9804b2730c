package org.rialto.telephony.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A dialog: who the two sides are, the route between them and their sequence numbers. RFC 3261
/// section 12. For calls and for subscriptions.
public final class SipDialog {
    private static final int FIRST_SEQUENCE = 1;

    private final SipLayer layer;
    private final String callId;
    private final NameAddress local;
    private final NameAddress remote;
    private final List<NameAddress> routeSet;
    private final AtomicLong localSequence;
    private volatile long remoteSequence;
    private volatile SipUri remoteTarget;
    private volatile SipPeer peer;
    private volatile boolean secure;
    private final boolean direct;
    private volatile @Nullable DigestCredentials credentials;

    private SipDialog(SipLayer layer, String callId, NameAddress local, NameAddress remote,
            List<NameAddress> routeSet, long localSequence, long remoteSequence,
            SipUri remoteTarget, SipPeer peer, boolean secure, boolean direct) {
        this.layer = layer;
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.routeSet = List.copyOf(routeSet);
        this.localSequence = new AtomicLong(localSequence);
        this.remoteSequence = remoteSequence;
        this.remoteTarget = remoteTarget;
        this.peer = peer;
        this.secure = secure;
        this.direct = direct;
    }

    /// The dialog that our response to this request makes: section 12.1.1. Its response must carry
    /// [ServerTransaction#localTag], the request's Record-Route, and our Contact.
    public static SipDialog ofServer(ServerTransaction transaction) {
        SipHeaders headers = transaction.request().headers();
        NameAddress contact = headers.contact();
        NameAddress to = headers.to();
        return new SipDialog(transaction.layer(), headers.callId(),
                to.tag() == null ? to.withTag(transaction.localTag()) : to, headers.from(),
                headers.addresses("Record-Route"), FIRST_SEQUENCE, headers.cseq().number(),
                contact == null ? headers.from().uri() : contact.uri(), transaction.peer(),
                transaction.isSecure(),
                headers.all("Via").size() == (transaction.peer().isInProcess() ? 2 : 1));
    }

    /// The dialog that this response to our request makes: section 12.1.2. After an early one its
    /// sequence goes on, while the route set is that of the final response (section 13.2.2.4).
    static SipDialog ofClient(SipLayer layer, SipRequest request, SipResponse response,
            SipPeer peer, @Nullable SipDialog early) {
        long sequence = early == null
                ? request.headers().cseq().number()
                : early.localSequence.get();
        SipHeaders headers = response.headers();
        List<NameAddress> routes = new ArrayList<>(headers.addresses("Record-Route"));
        Collections.reverse(routes);
        NameAddress contact = headers.contact();
        return new SipDialog(layer, headers.callId(), request.headers().from(), headers.to(),
                routes, sequence, early == null ? -1 : early.remoteSequence,
                contact == null ? request.uri() : contact.uri(), peer, peer.isSecure(), false);
    }

    public String callId() { return callId; }

    /// Our address, with our tag.
    public NameAddress local() { return local; }

    /// The other side's address, with its tag.
    public NameAddress remote() { return remote; }

    public SipUri remoteTarget() { return remoteTarget; }

    /// Whether the other side came by TLS.
    public boolean isSecure() { return secure; }

    public String localTag() {
        String tag = local.tag();
        return tag == null ? "" : tag;
    }

    public String remoteTag() {
        String tag = remote.tag();
        return tag == null ? "" : tag;
    }

    SipLayer.DialogId id() { return new SipLayer.DialogId(callId, localTag(), remoteTag()); }

    /// From now on requests of this dialog go to the user, until [#end].
    public void begin(DialogUser user) { layer.register(id(), user); }

    public void end() { layer.unregister(id()); }

    // ---- our requests ----------------------------------------------------------------------

    /// A request within the dialog with the next sequence number: section 12.2.1.1.
    public SipRequest request(String method) {
        return request(method, localSequence.incrementAndGet());
    }

    /// ACK takes the number of its INVITE.
    SipRequest request(String method, long sequence) {
        SipHeaders headers = new SipHeaders();
        headers.add("Max-Forwards", "70");
        headers.add("From", local);
        headers.add("To", remote);
        headers.add("Call-ID", callId);
        headers.add("CSeq", new CSeq(sequence, method));
        SipUri uri = remoteTarget.withoutHeaders();
        boolean strict = !routeSet.isEmpty()
                && !routeSet.getFirst().uri().parameters().has("lr");
        if (strict) {
            // A router of RFC 2543 takes its next hop from the Request-URI.
            routeSet.subList(1, routeSet.size()).forEach(r -> headers.add("Route", r));
            headers.add("Route", new NameAddress(uri));
            uri = routeSet.getFirst().uri().withoutParameter("method").withoutHeaders();
        } else {
            routeSet.forEach(r -> headers.add("Route", r));
        }
        return new SipRequest(method, uri, headers, SipRequest.NO_BODY);
    }

    /// Sends a request made by [#request]. A challenge is answered once where there are
    /// credentials.
    public ClientTransaction send(SipRequest request, Consumer<SipResponse> handler) {
        return layer.send(request, target(), response -> {
            SipRequest again = challenged(request, response);
            if (again == null) {
                handler.accept(response);
            } else {
                layer.send(again, target(), handler);
            }
        });
    }

    private @Nullable SipRequest challenged(SipRequest request, SipResponse response) {
        DigestCredentials now = credentials;
        boolean challenge = response.status() == SipStatus.UNAUTHORIZED
                || response.status() == SipStatus.PROXY_AUTHENTICATION_REQUIRED;
        return now == null || !challenge
                ? null
                : DigestClient.answer(request, response, localSequence.incrementAndGet(), now);
    }

    void credentials(@Nullable DigestCredentials wanted) { credentials = wanted; }

    /// Over the connection that the other side uses when that leads to the next hop for sure: a
    /// recorded route starts with the proxy at its other end, and a client that is not behind one
    /// may not be listening where its Contact says. A proxy of this process that is not in the route
    /// does not know the dialog.
    SipTarget target() {
        SipPeer now = peer;
        return new SipTarget.FlowOrRouted(now,
                direct && !now.isInProcess() || !routeSet.isEmpty());
    }

    // ---- their requests --------------------------------------------------------------------

    /// Takes the request's sequence number and, from a target refresh, its Contact and connection.
    /// False when the number is too low: to be answered 500 (section 12.2.2).
    public synchronized boolean takes(SipRequest request, @Nullable SipPeer from) {
        long number = request.headers().cseq().number();
        if (number < remoteSequence)
            return false;
        remoteSequence = number;
        boolean refreshes = request.isInvite() || request.is(SipRequest.UPDATE)
                || request.is(SipRequest.SUBSCRIBE) || request.is(SipRequest.NOTIFY);
        if (refreshes)
            retarget(request);
        if (from != null)
            heardFrom(from);
        return true;
    }

    /// By which connection something of the other side came.
    void heardFrom(SipPeer from) {
        peer = from;
        if (!from.isInProcess())
            secure = from.isSecure();
    }

    /// The Contact of a target refresh or of its response.
    void retarget(SipMessage message) {
        NameAddress contact = message.headers().contact();
        if (contact != null && contact.uri().isSip())
            remoteTarget = contact.uri();
    }
}
