package org.rialto.server.telephony;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Listener;
import org.rialto.base.net.ListenerLimits;
import org.rialto.base.net.ServerTls;
import org.rialto.protocols.um.UmConfiguration;
import org.rialto.protocols.um.attendant.Attendant;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.protocols.um.proxy.SipServer;
import org.rialto.protocols.um.proxy.SipServerConfiguration;
import org.rialto.protocols.um.proxy.UserCertificates;
import org.rialto.server.Home;
import org.rialto.server.Rooms;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.ListenAddress;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.telephony.sip.DigestAlgorithm;
import org.rialto.telephony.sip.ResolverDns;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipLimits;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTimers;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;
import org.rialto.transport.MailTransport;
import org.rialto.transport.submission.Submission;

/// Telephones at work: one SIP layer with its listeners, the SIP server and the UM server, or one of
/// them.
public final class Telephony implements AutoCloseable {
    private static final Duration LAMP_DELAY = Duration.ofSeconds(2);

    private final SipLayer layer;
    private final SipTrust trust;
    private final @Nullable SipServer sipServer;
    private final @Nullable UnifiedMessaging um;

    private Telephony(SipLayer layer, SipTrust trust, @Nullable SipServer sipServer,
            @Nullable UnifiedMessaging um) {
        this.layer = layer;
        this.trust = trust;
        this.sipServer = sipServer;
        this.um = um;
    }

    /// What the telephone rooms are built on.
    public record Ground(Configuration configuration, Path home, Rooms rooms, ServerTls tls,
            int portOffset, String hostName, MailTransport transport, Submission submission) {}

    /// Whether anything listens for telephones.
    public static boolean isWanted(Configuration configuration) {
        return (configuration.get(Settings.UM_ENABLED) || configuration.get(Settings.SIP_SERVER))
                && !(configuration.get(Settings.LISTEN_SIP).isEmpty()
                        && configuration.get(Settings.LISTEN_SIPS).isEmpty());
    }

    /// Whether voice mail is among it.
    public static boolean hasVoiceMail(Configuration configuration) {
        return configuration.get(Settings.UM_ENABLED) && isWanted(configuration);
    }

    /// Starts everything.
    public static Telephony start(Ground ground) throws IOException {
        TelephonySettings settings = new TelephonySettings(ground.configuration(), ground.home());
        SipTrust trust = settings.trust();
        SipLayer layer = new SipLayer(sip(ground, trust));
        boolean started = false;
        Telephony telephony = null;
        try {
            telephony = open(ground, settings, layer, trust);
            layer.start();
            started = true;
            return telephony;
        } finally {
            if (!started && telephony != null) {
                telephony.close();
            } else if (!started) {
                layer.close();
            }
        }
    }

    private static SipSettings sip(Ground ground, SipTrust trust) throws IOException {
        Configuration configuration = ground.configuration();
        List<SipSettings.Listen> listeners = new ArrayList<>();
        listen(listeners, ground, Settings.LISTEN_SIP, "sip", false);
        listen(listeners, ground, Settings.LISTEN_SIPS, "sips", true);
        String host = configuration.get(Settings.SIP_HOST);
        return new SipSettings(listeners, host.isEmpty() ? ground.hostName() : host, ground.tls(),
                trust, new ResolverDns(), new ListenerLimits(
                        configuration.get(Settings.CONNECTIONS),
                        configuration.get(Settings.CONNECTIONS_PER_ADDRESS),
                        configuration.get(Settings.CONNECTIONS_PER_MINUTE), true),
                SipLimits.DEFAULT, SipTimers.DEFAULT, SipSettings.Capacity.DEFAULT
                        .withRate(configuration.get(Settings.SIP_REQUESTS)));
    }

    private static void listen(List<SipSettings.Listen> listeners, Ground ground,
            Setting<List<ListenAddress>> setting, String name, boolean tls) throws IOException {
        for (ListenAddress address : ground.configuration().get(setting)) {
            InetSocketAddress bound = address.plus(ground.portOffset()).resolve();
            listeners.add(new SipSettings.Listen(name, bound, tls));
        }
    }

    private static Telephony open(Ground ground, TelephonySettings settings, SipLayer layer,
            SipTrust trust) throws IOException {
        Rooms rooms = ground.rooms();
        Configuration configuration = ground.configuration();
        Clock clock = Clock.systemUTC();
        boolean proxies = configuration.get(Settings.SIP_SERVER);
        ZoneId zone = zone(configuration);
        Locale language = Locale.forLanguageTag(configuration.get(Settings.UM_LANGUAGE));
        List<Attendant> attendants = settings.attendants(zone, language);
        UmConfiguration um = settings.um(rooms.directory(), ground.hostName(),
                ground.home().resolve("um"), attendants, !proxies);
        List<SipUri> elsewhere = settings.voiceMailElsewhere();
        Subscribers subscribers = new Subscribers(rooms.directory(), um.plan(),
                ground.hostName());
        // Before the UM server, so that it sees who calls first.
        SipServer sipServer = proxies
                ? new SipServer(new SipServerConfiguration(um.gateway(), um.policy(),
                        configuration.get(Settings.SIP_NO_ANSWER),
                        configuration.get(Settings.SIP_STRANGERS),
                        configuration.get(Settings.SIP_SHA256)
                                ? List.of(DigestAlgorithm.values())
                                : List.of(DigestAlgorithm.MD5),
                        settings.userCertificates()),
                        layer, subscribers,
                        um.attendants(), rooms.authenticator(), rooms.voiceMailboxes(), clock)
                : null;
        UnifiedMessaging messaging = configuration.get(Settings.UM_ENABLED)
                ? UnifiedMessaging.open(ground, settings, new UnifiedMessaging.Exchange(layer,
                        subscribers, um, attendants, sipServer, zone, language, clock))
                : null;
        if (sipServer != null && messaging != null) {
            sipServer.voiceMail(messaging.server().agent());
            if (configuration.get(Settings.SIP_LAMPS))
                sipServer.lightLamps(LAMP_DELAY, messaging::isSubscribed);
        } else if (sipServer != null && !elsewhere.isEmpty()) {
            sipServer.voiceMail(elsewhere);
        }
        return new Telephony(layer, trust, sipServer, messaging);
    }

    private static ZoneId zone(Configuration configuration) throws IOException {
        String name = configuration.get(Settings.UM_TIME_ZONE);
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (java.time.DateTimeException e) {
            throw new IOException(Settings.UM_TIME_ZONE.key() + ": " + e.getMessage(), e);
        }
    }

    public List<Listener> listeners() { return layer.listeners(); }

    public SipLayer layer() { return layer; }

    /// Registrar and proxy, where that is turned on.
    public @Nullable SipServer sipServer() { return sipServer; }

    /// Voice mail, where that is turned on.
    public @Nullable UnifiedMessaging unifiedMessaging() { return um; }

    /// Files whose change is to be taken by [#takeTrust].
    public static List<Path> trustFiles(Home home, Configuration configuration) {
        return new TelephonySettings(configuration, home.directory())
                .trustFiles(home.configurationFile());
    }

    /// Trusts from now on whom this configuration and its files name; its other keys do not count.
    public void takeTrust(Configuration configuration, Path home) throws IOException {
        TelephonySettings settings = new TelephonySettings(configuration, home);
        SipTrust fresh = settings.trust();
        UserCertificates certificates = settings.userCertificates();
        trust.take(fresh);
        if (sipServer != null)
            sipServer.take(certificates);
    }

    /// Lets calls at hand go on for so long, then ends them; what they recorded is kept.
    public void drain(Duration patience) {
        if (um != null)
            um.drain(patience);
    }

    @Override
    public void close() {
        if (um != null)
            um.stopPlacing();
        if (sipServer != null)
            sipServer.close();
        layer.close();
        if (um != null)
            um.close();
    }
}
