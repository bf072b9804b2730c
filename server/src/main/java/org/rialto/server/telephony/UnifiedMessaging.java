package org.rialto.server.telephony;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
import org.rialto.protocols.um.answering.Redelivery;
import org.rialto.protocols.um.answering.RecordingJournal;
import org.rialto.protocols.um.attendant.AnsweringRules;
import org.rialto.protocols.um.attendant.Attendant;
import org.rialto.protocols.um.intake.Subscribers;
import org.rialto.protocols.um.line.VoiceFormat;
import org.rialto.protocols.um.menu.MenuServices;
import org.rialto.protocols.um.proxy.SipServer;
import org.rialto.server.Rooms;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Settings;
import org.rialto.telephony.media.LatenessHistogram;
import org.rialto.telephony.media.MediaEngine;
import org.rialto.telephony.media.MediaSettings;
import org.rialto.telephony.sip.SipLayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The UM server at work: the sound of all calls, what is said on them, where messages go.
public final class UnifiedMessaging implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UnifiedMessaging.class);

    private final MediaEngine engine;
    private final UmServer server;
    private final CallAnswering answering;
    private final SpeechVoice speech;
    private final PlayOnPhone playOnPhone;
    private final MessageWaitingServer messageWaiting;
    private final PinReset pinReset;

    private UnifiedMessaging(MediaEngine engine, UmServer server, CallAnswering answering,
            SpeechVoice speech, PlayOnPhone playOnPhone, MessageWaitingServer messageWaiting,
            PinReset pinReset) {
        this.engine = engine;
        this.server = server;
        this.answering = answering;
        this.speech = speech;
        this.playOnPhone = playOnPhone;
        this.messageWaiting = messageWaiting;
        this.pinReset = pinReset;
    }

    /// What telephones of this process have in common.
    ///
    /// @param sipServer of this process; null for none
    record Exchange(SipLayer layer, Subscribers subscribers, UmConfiguration configuration,
            List<Attendant> attendants, @Nullable SipServer sipServer, ZoneId zone,
            Locale language, Clock clock) {}

    /// Calls that an earlier process left are settled beside it.
    static UnifiedMessaging open(Telephony.Ground ground, TelephonySettings settings,
            Exchange exchange) throws IOException {
        MediaEngine engine = MediaEngine.start(MediaSettings.of(InetAddress.getByName("0.0.0.0"),
                settings.mediaPorts()));
        boolean opened = false;
        try {
            UnifiedMessaging um = open(ground, exchange, engine);
            opened = true;
            return um;
        } finally {
            if (!opened)
                engine.close();
        }
    }

    private static UnifiedMessaging open(Telephony.Ground ground, Exchange exchange,
            MediaEngine engine) throws IOException {
        Rooms rooms = ground.rooms();
        Configuration configuration = ground.configuration();
        UmConfiguration um = exchange.configuration();
        Clock clock = exchange.clock();
        Path recordings = um.directory();
        Files.createDirectories(recordings);
        OutsideWorld outside = new OutsideWorld(exchange.subscribers(), um.policy(), um.gateway(),
                exchange.sipServer());
        SmtpAddress service = SmtpAddress.parse("voicemail@" + rooms.directory().defaultDomain()
                .map(domain -> domain.name()).orElse(ground.hostName()));
        VoiceMailDrop drop = VoiceMailDrop.open(rooms.database(), ground.transport(), clock);
        VoiceFormat format = VoiceFormat.valueOf(
                configuration.get(Settings.UM_FORMAT).toUpperCase(Locale.ROOT));
        CallAnswering answering = new CallAnswering(new CallAnswering.Settings(
                configuration.get(Settings.UM_LONGEST_MESSAGE),
                configuration.get(Settings.UM_SILENCE), !um.operator().isEmpty(),
                ground.hostName(), exchange.zone(), exchange.language(), format),
                rooms.directory(),
                rooms.voiceMailboxes(), new VoiceMailDelivery(drop, service),
                RecordingJournal.open(recordings), clock,
                new AnsweringRules(rooms.voiceMailboxes(),
                        outside::transferUri, exchange.zone(), exchange.language(), clock),
                Redelivery.Pauses.USUAL);
        List<RecordingJournal.Entry> unfinished = answering.unfinished();
        PinReset resets = new PinReset(rooms.telephoneAccess(), drop, service, clock);
        MenuServices menus = new MenuServices(rooms.directory(), rooms.telephoneAccess(),
                rooms.authenticator(), rooms.mailboxes(), rooms.voiceMailboxes(),
                rooms.store().blobs(), ground.submission(),
                outside::transferUri, resets::tell, service, recordings, format, exchange.zone(),
                exchange.language(), clock);
        SpeechVoice speech = SpeechVoice.start(SpokenPrompts.of(ground.home()));
        TelephoneTalk talk = new TelephoneTalk(answering, menus, outside, um.operator(),
                exchange.attendants(), clock);
        UmServer server = new UmServer(um, exchange.subscribers(), exchange.layer(), engine, talk,
                speech, clock);
        MessageWaitingServer lamps = new MessageWaitingServer(exchange.subscribers(),
                rooms.voiceMailboxes());
        server.messageWaiting(lamps);
        PlayOnPhone calls = new PlayOnPhone(server, outside, rooms.voiceMailboxes(), talk, clock);
        if (!unfinished.isEmpty())
            Thread.ofVirtual().name("um-recovery").start(() -> answering.settle(unfinished));
        return new UnifiedMessaging(engine, server, answering, speech, calls, lamps, resets);
    }

    UmServer server() { return server; }

    /// Calls that go on.
    public ActiveCalls calls() { return server.calls(); }

    /// What other protocols ask for calls.
    public PhoneCalls phoneCalls() { return playOnPhone; }

    /// Who makes up PINs and mails them.
    public PinReset pinReset() { return pinReset; }

    /// Whether a telephone watches its user's message waiting by a subscription with this Call-ID.
    boolean isSubscribed(String callId) { return messageWaiting.isOpen(callId); }

    /// What is said on calls.
    public SpokenPrompts prompts() { return speech.prompts(); }

    /// How late packets of sound left.
    public LatenessHistogram lateness() { return engine.lateness(); }

    /// Lets calls at hand go on for so long, then ends them; what they recorded is kept.
    void drain(Duration patience) {
        try {
            if (!server.drain(patience))
                log.info("calls that were going on were hung up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says good-bye while there are connections to say it over.
    void stopPlacing() {
        messageWaiting.close();
        playOnPhone.close();
    }

    @Override
    public void close() {
        answering.close();
        engine.close();
        speech.close();
    }
}
