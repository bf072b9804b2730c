package org.rialto.protocols.um.proxy;

import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.directory.CredentialPurpose;
import org.rialto.directory.Flag;
import org.rialto.directory.password.Argon2idParameters;
import org.rialto.directory.password.PasswordHasher;
import org.rialto.directory.password.SipSeal;
import org.rialto.directory.sasl.Authenticator;
import org.rialto.mailbox.voice.CallForwarding;
import org.rialto.protocols.um.dialplan.DialPlan;
import org.rialto.protocols.um.dialplan.DialPolicy;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.protocols.um.menu.MenuServer;
import org.rialto.telephony.sip.DigestAlgorithm;
import org.rialto.telephony.sip.Parameters;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;
import org.rialto.telephony.sip.UserAgent;
import org.rialto.telephony.sip.UserAgentSettings;

/// A SIP server for Alice, Bob and Carol of example.com on loopback, with a UM server in the same
/// process that only tells of its calls, and a gateway.
abstract class SipServerBed {
    private static final PasswordHasher HASHER = new PasswordHasher(
            new PasswordHasher.Settings(new Argon2idParameters(64, 1, 1), 0, 4,
                    Duration.ofSeconds(5), 8),
            Optional.empty(), Optional.of(new SipSeal(new byte[SipSeal.KEY_BYTES])));

    @TempDir
    protected Path folder = Path.of("");
    protected MenuServer ground;
    protected SipLayer layer;
    protected SipServer server;
    protected SipUri address;
    /// Takes what comes for voice mail.
    protected Phone voiceMail;
    /// Its agent, in the server's process.
    protected UserAgent um;
    protected Phone gateway;
    protected final PutForward clock = new PutForward();
    /// Layers to be closed with the server's.
    protected final List<SipLayer> opened = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();

    /// Goes on as usual, from a later time.
    protected static final class PutForward extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void by(Duration more) { ahead = ahead.plus(more); }

        @Override
        public Instant instant() { return Instant.now().plus(ahead); }

        @Override
        public ZoneId getZone() { return ZoneOffset.UTC; }

        @Override
        public Clock withZone(ZoneId zone) { return this; }
    }

    @BeforeEach
    void openServer() throws Exception {
        ground = new MenuServer(folder);
        for (String name : List.of("alice", "bob", "carol")) {
            ground.directory.change(edit -> {
                edit.setCredential(edit.named(name).id(), CredentialPurpose.PASSWORD,
                        HASHER.credential(Phone.PASSWORD), null);
                return true;
            });
        }
        layer = new SipLayer(settings());
        gateway = known(new Phone("gateway@pstn.example.net", SipUri.of(null, "127.0.0.1", 9),
                new SipSettings(List.of(new SipSettings.Listen("gateway",
                        new InetSocketAddress(gatewayAddress(), 0), false)), gatewayAddress(),
                        null, SipTrust.NOBODY)));
        voiceMail = phone("voicemail");
        Subscribers subscribers = new Subscribers(ground.directory, new DialPlan(4, "49", "0",
                "00", "", Set.of("5000"), Set.of("example.com")), "127.0.0.1");
        server = new SipServer(
                new SipServerConfiguration(gateway.layer.localUri(null, false),
                        new DialPolicy(true, List.of("+4930*")), Duration.ofSeconds(3), 2,
                        Duration.ofSeconds(6), 3,
                        Duration.ofSeconds(60), Duration.ofHours(2),
                        List.of(DigestAlgorithm.values()), UserCertificates.NONE),
                layer, subscribers, Map.of(), new Authenticator(ground.directory, HASHER,
                        Authenticator.Settings.DEFAULT, Optional.empty()),
                ground.voiceMailboxes, clock);
        List<String> allow = new ArrayList<>(UserAgentSettings.ALLOW);
        allow.add(SipRequest.SUBSCRIBE);
        um = new UserAgent(layer, new UserAgentSettings("UM", null, Parameters.NONE,
                allow, 1800, 90), voiceMail);
        layer.addCore(um);
        server.voiceMail(um);
        layer.start();
        address = layer.localUri(null, false);
    }

    /// Another than the telephones'.
    protected String gatewayAddress() { return "127.0.0.2"; }

    /// The server's layer: SIP over TCP.
    protected SipSettings settings() {
        return new SipSettings(List.of(new SipSettings.Listen("sip",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)), "127.0.0.1",
                null, SipTrust.NOBODY);
    }

    @AfterEach
    void closeServer() {
        phones.forEach(Phone::close);
        opened.forEach(SipLayer::close);
        layer.close();
        ground.close();
    }

    /// A telephone, not registered.
    protected Phone phone(String user) throws Exception {
        return known(
                new Phone(user, address == null ? SipUri.of(null, "127.0.0.1", 9) : address));
    }

    /// A telephone that ends its connections when they have been silent for so long, and tells its
    /// address as one that listens.
    protected Phone phone(String user, int idleMillis) throws Exception {
        return known(new Phone(user, address, settings().with(
                new SipSettings.Capacity(100, 10, 0, 0, idleMillis, 1_000, 5_000))));
    }

    protected Phone known(Phone phone) {
        phones.add(phone);
        return phone;
    }

    /// Waits until so many connections are open that telephones have opened.
    protected void onlyConnectionsAre(int count) {
        await().until(() -> layer.listeners().stream()
                .mapToLong(each -> each.statistics().active()).sum() == count);
    }

    /// The user may not log in any more.
    protected void lock(String user) {
        ground.directory.change(edit -> {
            edit.set(ground.user(user).id(), Flag.LOGIN, false);
            return true;
        });
    }

    protected void forward(String user, UnaryOperator<CallForwarding> change) {
        ground.voiceMailboxes.open(ground.user(user)).changeForwarding(change);
    }
}
