package org.rialto.server.telephony;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
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
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.voice.PhoneCalls;
import org.rialto.mailbox.voice.PinReset;
import org.rialto.mailbox.voice.VoiceMailDelivery;
import org.rialto.protocols.um.ActiveCalls;
import org.rialto.protocols.um.MessageWaitingServer;
import org.rialto.protocols.um.OutsideWorld;
import org.rialto.protocols.um.PlayOnPhone;
import org.rialto.protocols.um.UmConfiguration;
import org.rialto.protocols.um.UmServer;
import org.rialto.protocols.um.answering.CallAnswering;
import org.rialto.protocols.um.answering.RecordingJournal;
import org.rialto.protocols.um.attendant.AnsweringRules;
import org.rialto.protocols.um.attendant.Attendant;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.protocols.um.menu.MenuServices;
import org.rialto.protocols.um.proxy.SipServer;
import org.rialto.protocols.um.proxy.SipServerConfiguration;
import org.rialto.server.Rooms;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.ListenAddress;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.telephony.media.LatenessHistogram;
import org.rialto.telephony.media.MediaEngine;
import org.rialto.telephony.media.MediaSettings;
import org.rialto.telephony.sip.DigestAlgorithm;
import org.rialto.telephony.sip.ResolverDns;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipLimits;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipTimers;
import org.rialto.transport.MailTransport;
import org.rialto.transport.submission.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Telephones at work: one SIP layer with its listeners, the sound of all calls, the UM server.
public final class Telephony implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Telephony.class);

    private final SipLayer layer;
    private final MediaEngine engine;
    private final UmServer um;
    private final SpeechVoice speech;
    private final @Nullable SipServer sipServer;
    private final PlayOnPhone playOnPhone;
    private final MessageWaitingServer messageWaiting;
    private final PinReset pinReset;

    private Telephony(SipLayer layer, MediaEngine engine, UmServer um, SpeechVoice speech,
            @Nullable SipServer sipServer, PlayOnPhone playOnPhone,
            MessageWaitingServer messageWaiting, PinReset pinReset) {
        this.layer = layer;
        this.engine = engine;
        this.um = um;
        this.speech = speech;
        this.sipServer = sipServer;
        this.playOnPhone = playOnPhone;
        this.messageWaiting = messageWaiting;
        this.pinReset = pinReset;
    }

    /// What the telephone rooms are built on.
    public record Ground(Configuration configuration, Path home, Rooms rooms, ServerTls tls,
            int portOffset, String hostName, MailTransport transport, Submission submission) {}

    /// Whether anything listens for telephones.
    public static boolean isWanted(Configuration configuration) {
        return configuration.get(Settings.UM_ENABLED)
                && !(configuration.get(Settings.LISTEN_SIP).isEmpty()
                        && configuration.get(Settings.LISTEN_SIPS).isEmpty());
    }

    /// Starts everything. Calls that an earlier process left are settled beside it.
    public static Telephony start(Ground ground) throws IOException {
        TelephonySettings settings = new TelephonySettings(ground.configuration(), ground.home());
        SipLayer layer = new SipLayer(sip(ground, settings));
        MediaEngine engine = MediaEngine.start(MediaSettings.of(InetAddress.getByName("0.0.0.0"),
                settings.mediaPorts()));
        boolean started = false;
        try {
            Telephony telephony = open(ground, settings, layer, engine);
            layer.start();
            started = true;
            return telephony;
        } finally {
            if (!started) {
                layer.close();
                engine.close();
            }
        }
    }

    private static SipSettings sip(Ground ground, TelephonySettings settings)
            throws IOException {
        Configuration configuration = ground.configuration();
        List<SipSettings.Listen> listeners = new ArrayList<>();
        listen(listeners, ground, Settings.LISTEN_SIP, "sip", false);
        listen(listeners, ground, Settings.LISTEN_SIPS, "sips", true);
        String host = configuration.get(Settings.SIP_HOST);
        return new SipSettings(listeners, host.isEmpty() ? ground.hostName() : host, ground.tls(),
                settings.trust(), new ResolverDns(), new ListenerLimits(
                        configuration.get(Settings.CONNECTIONS),
                        configuration.get(Settings.CONNECTIONS_PER_ADDRESS),
                        configuration.get(Settings.CONNECTIONS_PER_MINUTE), true),
                SipLimits.DEFAULT, SipTimers.DEFAULT, SipSettings.Capacity.DEFAULT);
    }

    private static void listen(List<SipSettings.Listen> listeners, Ground ground,
            Setting<List<ListenAddress>> setting, String name, boolean tls) throws IOException {
        for (ListenAddress address : ground.configuration().get(setting)) {
            InetSocketAddress bound = address.plus(ground.portOffset()).resolve();
            listeners.add(new SipSettings.Listen(name, bound, tls));
        }
    }

    private static Telephony open(Ground ground, TelephonySettings settings, SipLayer layer,
            MediaEngine engine) throws IOException {
        Rooms rooms = ground.rooms();
        Configuration configuration = ground.configuration();
        Clock clock = Clock.systemUTC();
        Path recordings = ground.home().resolve("um");
        Files.createDirectories(recordings);
        boolean proxies = configuration.get(Settings.SIP_SERVER);
        ZoneId zone = zone(configuration);
        Locale language = Locale.forLanguageTag(configuration.get(Settings.UM_LANGUAGE));
        List<Attendant> attendants = settings.attendants(zone, language);
        UmConfiguration um = settings.um(rooms.directory(), ground.hostName(), recordings,
                attendants, !proxies);
        Subscribers subscribers = new Subscribers(rooms.directory(), um.plan(),
                ground.hostName());
        // Before the UM server, so that it sees who calls first.
        SipServer sipServer = proxies
                ? new SipServer(new SipServerConfiguration(um.gateway(), um.policy(),
                        configuration.get(Settings.SIP_NO_ANSWER),
                        configuration.get(Settings.SIP_SHA256)
                                ? List.of(DigestAlgorithm.values())
                                : List.of(DigestAlgorithm.MD5)),
                        layer, subscribers,
                        um.attendants(), rooms.authenticator(), rooms.voiceMailboxes(), clock)
                : null;
        OutsideWorld outside = new OutsideWorld(subscribers, um.policy(), um.gateway(), sipServer);
        SmtpAddress service = SmtpAddress.parse("voicemail@" + rooms.directory().defaultDomain()
                .map(domain -> domain.name()).orElse(ground.hostName()));
        VoiceMailDrop drop = VoiceMailDrop.open(rooms.database(), ground.transport(), clock);
        CallAnswering answering = new CallAnswering(new CallAnswering.Settings(
                configuration.get(Settings.UM_LONGEST_MESSAGE),
                configuration.get(Settings.UM_SILENCE), !um.operator().isEmpty(),
                ground.hostName(), zone), rooms.directory(),
                rooms.voiceMailboxes(), new VoiceMailDelivery(drop, service),
                RecordingJournal.open(recordings), clock,
                new AnsweringRules(rooms.voiceMailboxes(),
                        (_, number) -> outside.transferUri(number), zone, language, clock));
        List<RecordingJournal.Entry> unfinished = answering.unfinished();
        PinReset resets = new PinReset(rooms.telephoneAccess(), drop, service, clock);
        MenuServices menus = new MenuServices(rooms.directory(), rooms.telephoneAccess(),
                rooms.authenticator(), rooms.mailboxes(), rooms.voiceMailboxes(),
                rooms.store().blobs(), ground.submission(),
                (_, number) -> outside.transferUri(number),
                resets::tell, service, recordings, zone, language, clock);
        // The voice belongs to the program, not to what a backup keeps.
        SpeechVoice speech = SpeechVoice.open(ground.home().resolve("um-prompts"));
        TelephoneTalk talk = new TelephoneTalk(answering, menus, outside, um.operator(),
                attendants, clock);
        UmServer server = new UmServer(um, subscribers, layer, engine, talk, speech,
                clock);
        MessageWaitingServer lamps = new MessageWaitingServer(subscribers,
                rooms.voiceMailboxes());
        server.messageWaiting(lamps);
        if (sipServer != null)
            sipServer.voiceMail(new SipTarget.InProcess(server.agent()));
        PlayOnPhone calls = new PlayOnPhone(server, outside, rooms.voiceMailboxes(), talk, clock);
        if (!unfinished.isEmpty())
            Thread.ofVirtual().name("um-recovery").start(() -> answering.settle(unfinished));
        return new Telephony(layer, engine, server, speech, sipServer, calls, lamps, resets);
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

    /// Calls that go on.
    public ActiveCalls calls() { return um.calls(); }

    /// What other protocols ask for calls.
    public PhoneCalls phoneCalls() { return playOnPhone; }

    /// Who makes up PINs and mails them.
    public PinReset pinReset() { return pinReset; }

    /// How late packets of sound left.
    public LatenessHistogram lateness() { return engine.lateness(); }

    /// Lets calls at hand go on for so long, then ends them; what they recorded is kept.
    public void drain(Duration patience) {
        try {
            if (!um.drain(patience))
                log.info("calls that were going on were hung up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        messageWaiting.close();
        playOnPhone.close();
        layer.close();
        engine.close();
        speech.close();
    }

}
