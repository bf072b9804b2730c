package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.sdp.AudioNegotiator;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sdp.SessionDescription;
import org.rialto.telephony.sip.CallEnd;
import org.rialto.telephony.sip.CallListener;
import org.rialto.telephony.sip.CallRequest;
import org.rialto.telephony.sip.DigestAlgorithm;
import org.rialto.telephony.sip.DigestCredentials;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.Parameters;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCall;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;
import org.rialto.telephony.sip.UserAgent;
import org.rialto.telephony.sip.UserAgentSettings;

/// A telephone of a user (or of a stranger) with a layer of its own on loopback, and what it heard:
/// `180`, `answered`, `ended 486`.
final class Phone implements UserAgent.Calls, CallListener, AutoCloseable {
    /// It may be a UM server too, which takes subscriptions.
    private static final List<String> METHODS = Stream.concat(UserAgentSettings.ALLOW.stream(),
            Stream.of(SipRequest.SUBSCRIBE)).toList();
    static final String PASSWORD = "Password01!";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"?([^\",]*)\"?");

    final String user;
    final SipLayer layer;
    final UserAgent agent;
    final LinkedBlockingQueue<IncomingCall> incoming = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    /// Those outside of calls.
    final LinkedBlockingQueue<SipRequest> requests = new LinkedBlockingQueue<>();
    volatile int answersRequests = 200;
    /// What else takes them; null for nothing.
    volatile @Nullable Consumer<ServerTransaction> answersRequestsBy;
    private final SipUri server;
    private final AudioNegotiator audio;
    private int sequence;

    /// @param user of example.com; one with an `@` is of another place
    Phone(String user, SipUri server) throws Exception {
        this(user, server, new SipSettings(List.of(new SipSettings.Listen("phone",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)), "127.0.0.1",
                null, SipTrust.NOBODY));
    }

    Phone(String user, SipUri server, SipSettings settings) throws Exception {
        this.user = user;
        this.server = server;
        layer = new SipLayer(settings);
        agent = new UserAgent(layer, new UserAgentSettings("Phone", null,
                Parameters.NONE, METHODS, 1800, 90), this);
        layer.addCore(agent);
        layer.start();
        audio = new AudioNegotiator(
                new LocalAudio(InetAddress.getLoopbackAddress(), 40000));
    }

    SipUri address() {
        return SipUri.parse("sip:" + user + (user.contains("@") ? "" : "@example.com"));
    }

    // ---- REGISTER ---------------------------------------------------------------------------

    /// Registers with the right password, asserting that it is taken.
    Phone registered() throws Exception { return registered(""); }

    Phone registered(String contactParameters) throws Exception {
        SipResponse response = register(PASSWORD, 300, contactParameters);
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        return this;
    }

    SipResponse register(String password, long expires, String contactParameters)
            throws InterruptedException {
        SipResponse challenge = layer.exchange(registration(expires, contactParameters),
                new SipTarget.NextHop(server));
        if (challenge.status() != 401)
            return challenge;
        SipRequest again = registration(expires, contactParameters);
        again.headers().add("Authorization", answer(challenge, again, password));
        return layer.exchange(again, new SipTarget.NextHop(server));
    }

    SipRequest registration(long expires, String contactParameters) {
        SipRequest register = new SipRequest(SipRequest.REGISTER,
                SipUri.of(null, "example.com", -1));
        SipHeaders headers = register.headers();
        headers.add("From", new NameAddress(address()).withTag(SipLayer.random(4)));
        headers.add("To", new NameAddress(address()));
        headers.add("Call-ID", "registration-of-" + layer.localUri(user, false));
        headers.add("CSeq", ++sequence + " REGISTER");
        headers.add("Contact", new NameAddress(layer.localUri("phone", false))
                + contactParameters);
        headers.add("Expires", Long.toString(expires));
        return register;
    }

    /// Subscribes to the user's own lamp.
    SipResponse subscribe(long expires) throws InterruptedException {
        SipRequest subscribe = new SipRequest(SipRequest.SUBSCRIBE, address());
        subscribe.headers().add("From", new NameAddress(address()).withTag("" + expires));
        subscribe.headers().add("To", new NameAddress(address()));
        subscribe.headers().add("Call-ID", "lamp");
        subscribe.headers().add("CSeq", "1 SUBSCRIBE");
        // Behind a router: nothing is there.
        subscribe.headers().add("Contact", "<sip:" + user + "@192.0.2.9:5060;transport=tcp>");
        subscribe.headers().add("Event", "message-summary");
        subscribe.headers().add("Expires", Long.toString(expires));
        SipResponse challenge = layer.exchange(subscribe, new SipTarget.NextHop(server));
        assertThat(challenge.status()).isEqualTo(407);
        challenge.headers().add("WWW-Authenticate",
                Objects.requireNonNull(challenge.headers().first("Proxy-Authenticate")));
        subscribe.headers().add("Proxy-Authorization", answer(challenge, subscribe, PASSWORD));
        return layer.exchange(subscribe, new SipTarget.NextHop(server));
    }

    String answer(SipResponse challenge, SipRequest request, String password) {
        String given = Objects.requireNonNull(challenge.headers().first("WWW-Authenticate"));
        String realm = parameter(given, "realm");
        String nonce = parameter(given, "nonce");
        DigestAlgorithm algorithm = DigestAlgorithm.SHA_256;
        String first = hex(algorithm.secret(user, realm, password));
        String second = hex(algorithm.digest(request.method() + ":" + request.uri()));
        String response = hex(algorithm.digest(
                first + ":" + nonce + ":00000001:abcdef:auth:" + second));
        return "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", uri=\"" + request.uri() + "\", response=\"" + response
                + "\", algorithm=SHA-256, cnonce=\"abcdef\", nc=00000001, qop=auth";
    }

    private static String parameter(String header, String name) {
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            if (matcher.group(1).equals(name))
                return matcher.group(2);
        }
        throw new AssertionError(name + " is not in " + header);
    }

    private static String hex(byte[] bytes) { return java.util.HexFormat.of().formatHex(bytes); }

    // ---- calls ------------------------------------------------------------------------------

    /// @param headers as `Name: value`
    OutgoingCall call(String to, String... headers) { return call(to, true, headers); }

    /// Answers no challenge.
    OutgoingCall callUnproved(String to, String... headers) { return call(to, false, headers); }

    private OutgoingCall call(String to, boolean proves, String[] headers) {
        SipUri uri = SipUri.parse(to.contains(":") ? to : "sip:" + to + "@example.com");
        SipHeaders more = new SipHeaders();
        for (String each : headers)
            more.add(each.substring(0, each.indexOf(':')),
                    each.substring(each.indexOf(':') + 1).strip());
        return agent.placeCall(new CallRequest(uri, new SipTarget.NextHop(server),
                new NameAddress(address()), new NameAddress(uri), more, audio.offer(),
                proves ? new DigestCredentials("", user, PASSWORD) : null), this);
    }

    @Override
    public boolean takes(SipRequest request, SipPeer peer) { return true; }

    /// A NOTIFY, as [#answersRequests] says.
    @Override
    public void request(ServerTransaction transaction) {
        Consumer<ServerTransaction> other = answersRequestsBy;
        requests.add(transaction.request());
        if (other == null) {
            transaction.respond(answersRequests);
        } else {
            other.accept(transaction);
        }
    }

    @Override
    public void incoming(IncomingCall call) {
        call.listen(this);
        incoming.add(call);
    }

    IncomingCall rings() throws InterruptedException {
        IncomingCall call = Objects.requireNonNull(incoming.poll(60, TimeUnit.SECONDS),
                "nobody calls " + user);
        call.ring();
        return call;
    }

    IncomingCall answers() throws Exception {
        IncomingCall call = rings();
        call.answer(audio.answer(Objects.requireNonNull(call.offer())));
        return call;
    }

    SessionDescription offer() { return audio.offer(); }

    void isSilent() { assertThat(incoming).isEmpty(); }

    @Override
    public void provisional(OutgoingCall call, SipResponse response,
            @Nullable SessionDescription early) {
        heard.add(Integer.toString(response.status()));
    }

    @Override
    public void answered(OutgoingCall call, SipResponse response, SessionDescription answer) {
        heard.add("answered");
    }

    @Override
    public void ended(SipCall call, CallEnd end) { heard.add("ended " + end.status()); }

    void hears(String... words) throws InterruptedException {
        for (String each : words)
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(each);
    }

    /// Hears these at last, whatever rang before.
    void hearsAtLast(String word) throws InterruptedException {
        String next = heard.poll(60, TimeUnit.SECONDS);
        while ("180".equals(next))
            next = heard.poll(60, TimeUnit.SECONDS);
        assertThat(next).isEqualTo(word);
    }

    @Override
    public void close() { layer.close(); }
}
