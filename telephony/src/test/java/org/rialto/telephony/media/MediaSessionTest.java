package org.rialto.telephony.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.Tones;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;
import org.rialto.telephony.sdp.AudioCodec;
import org.rialto.telephony.sdp.CryptoAttribute;
import org.rialto.telephony.sdp.CryptoSuite;
import org.rialto.telephony.sdp.Direction;
import org.rialto.telephony.sdp.NegotiatedAudio;

/// Two sessions of one engine that speak to each other over the loopback.
final class MediaSessionTest {
    private static final int EVENTS = 101;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private MediaEngine engine;
    private MediaSession alice;
    private MediaSession bob;

    @BeforeEach
    void open() throws IOException {
        int first = 10_000 + (int) (ProcessHandle.current().pid() % 1_000) * 20;
        engine = MediaEngine.start(new MediaSettings(InetAddress.getLoopbackAddress(),
                new PortRange(first, first + 19), Duration.ofMillis(1500), Duration.ofSeconds(10),
                Duration.ofSeconds(1)));
        alice = engine.open();
        bob = engine.open();
    }

    @AfterEach
    void close() { engine.close(); }

    private static MediaParameters to(MediaSession other, G711 law, int eventType) {
        return MediaParameters.of(address(other.port()), law, eventType);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void connect(G711 law, int eventType) {
        alice.connect(to(bob, law, eventType));
        bob.connect(to(alice, law, eventType));
    }

    /// Waits for what the engine's threads do at their time.
    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(5);
        }
    }

    /// Samples of as much time as has passed since.
    private static long samplesSince(long nanos) { return (System.nanoTime() - nanos) / 125_000; }

    /// That nothing goes on for a while, once what is at hand is done.
    private static void stands(LongSupplier count) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            long before = count.getAsLong();
            Thread.sleep(200);
            if (count.getAsLong() == before)
                return;
        }
        throw new AssertionError("it goes on");
    }

    private static List<Character> keys(MediaSession session, int count, Duration patience)
            throws InterruptedException {
        List<Character> keys = new ArrayList<>();
        MediaEvent event;
        while (keys.size() < count && (event = session.next(patience)) != null) {
            if (event instanceof MediaEvent.Key pressed) {
                keys.add(pressed.key());
            }
        }
        return keys;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPlayedIsRecorded(G711 law) throws Exception {
        connect(law, EVENTS);
        Path file = directory.resolve("a.wav");
        Recording recording = bob.record(WavWriter.create(file, 8000, law),
                RecordingLimits.of(Duration.ofSeconds(30)).endingAfter(Duration.ofMillis(600),
                        LONG));
        Thread.sleep(200);
        Playback playback = alice.play(Tones.tone(Duration.ofSeconds(1), 440, 0, 0.3).source());
        assertThat(playback.await(LONG)).isEqualTo(Playback.End.COMPLETED);
        Recording.Result result = recording.await();
        assertThat(result.end()).isEqualTo(Recording.End.SILENCE);
        assertThat(result.speech()).isTrue();
        assertThat(result.trailingSilence()).isBetween(Duration.ofMillis(600),
                Duration.ofMillis(1200));
        Pcm heard = WavReader.read(file, 8000 * 30);
        assertThat(heard.duration()).isEqualTo(result.length());
        assertThat(loudMillis(heard)).isBetween(900, 1400);
    }

    private static int loudMillis(Pcm pcm) {
        int frames = 0;
        for (int at = 0; at + 80 <= pcm.samples().length; at += 80) {
            boolean loud = false;
            for (int i = at; i < at + 80; i++) {
                loud |= Math.abs(pcm.samples()[i]) > 3000;
            }
            frames += loud ? 1 : 0;
        }
        return frames * 10;
    }

    @ParameterizedTest
    @EnumSource
    void soundGoesUnderKeys(CryptoSuite suite) throws Exception {
        byte[] one = new byte[30];
        byte[] two = new byte[30];
        one[3] = 7;
        two[29] = 9;
        alice.connect(to(bob, G711.A_LAW, EVENTS).with(new SrtpKeys(suite, one, two)));
        bob.connect(to(alice, G711.A_LAW, EVENTS).with(new SrtpKeys(suite, two, one)));
        alice.sendKeys("42#");
        assertThat(keys(bob, 3, LONG)).containsExactly('4', '2', '#');
        assertThat(bob.statistics().invalid()).isZero();
        bob.connect(to(alice, G711.A_LAW, EVENTS).with(new SrtpKeys(suite, two, two)));
        until(() -> bob.statistics().invalid() > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {EVENTS, -1})
    void keysAreToldOnceHoweverTheyCome(int eventType) throws Exception {
        connect(G711.MU_LAW, eventType);
        alice.sendKeys("09*#11AD");
        assertThat(keys(bob, 8, LONG)).containsExactly('0', '9', '*', '#', '1',
                '1', 'A', 'D');
        assertThat(bob.next(Duration.ofMillis(300))).isNull();
    }

    @Test
    void stopsAtOnceWhenInterrupted() throws Exception {
        connect(G711.MU_LAW, EVENTS);
        Playback first = alice.play(Tones.tone(Duration.ofSeconds(20), 440, 0, 0.3).source());
        until(() -> first.position() > 0);
        Playback second = alice.play(Tones.tone(LONG, 440, 0, 0.3).source());
        assertThat(first.await(LONG)).isEqualTo(Playback.End.REPLACED);
        second.stop();
        assertThat(second.end()).isEqualTo(Playback.End.STOPPED);
        assertThat(alice.next(LONG))
                .isEqualTo(new MediaEvent.PlaybackEnded(first, Playback.End.REPLACED));
        assertThat(alice.next(LONG))
                .isEqualTo(new MediaEvent.PlaybackEnded(second, Playback.End.STOPPED));
    }

    @Test
    void seeksPausesAndGoesOn() throws Exception {
        connect(G711.MU_LAW, EVENTS);
        long start = System.nanoTime();
        Playback playback = alice.play(Tones.tone(LONG, 440, 0, 0.3).source());
        until(() -> playback.position() >= 800);
        assertThat(playback.position()).isLessThan(samplesSince(start) + 800);
        start = System.nanoTime();
        playback.seek(320_000);
        until(() -> playback.position() >= 320_800);
        assertThat(playback.position()).isLessThan(320_000 + samplesSince(start) + 800);
        playback.pause(true);
        stands(playback::position);
        long paused = playback.position();
        playback.pause(false);
        until(() -> playback.position() > paused);
        playback.seek(60 * 8000 - 800);
        assertThat(playback.await(LONG)).isEqualTo(Playback.End.COMPLETED);
    }

    @Test
    void sendsNothingOnHold() throws Exception {
        connect(G711.MU_LAW, EVENTS);
        until(() -> alice.statistics().sent() > 0);
        alice.connect(to(bob, G711.MU_LAW, EVENTS).with(Direction.RECVONLY));
        stands(() -> alice.statistics().sent());
        long sent = alice.statistics().sent();
        connect(G711.MU_LAW, EVENTS);
        until(() -> alice.statistics().sent() > sent);
    }

    @Test
    void refusesWhoeverElseSends() throws Exception {
        connect(G711.MU_LAW, EVENTS);
        until(() -> bob.statistics().received() > 0);
        MediaSession mallory = engine.open();
        mallory.connect(to(bob, G711.MU_LAW, EVENTS));
        mallory.sendKeys("1");
        until(() -> bob.statistics().refused() > 5);
        assertThat(keys(bob, 1, Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void tellsADeadPeerAndOneThatLeaves() throws Exception {
        connect(G711.MU_LAW, EVENTS);
        until(() -> bob.statistics().received() > 0);
        alice.close();
        assertThat(bob.next(LONG)).isInstanceOf(MediaEvent.PeerLeft.class);
        assertThat(bob.next(LONG)).isInstanceOf(MediaEvent.Silent.class);
        assertThat(bob.next(Duration.ofMillis(1500))).isNull();
    }

    @Test
    void whoHasPutUsOnHoldNeedNotSendForLonger() throws Exception {
        bob.connect(to(alice, G711.MU_LAW, EVENTS).with(Direction.RECVONLY));
        assertThat(bob.next(Duration.ofMillis(2_800))).isNull();
        assertThat(bob.next(LONG)).isInstanceOf(MediaEvent.Silent.class);
        bob.connect(to(alice, G711.MU_LAW, EVENTS).with(Direction.INACTIVE));
        assertThat(bob.isHeld()).isTrue();
        assertThat(bob.next(Duration.ofMillis(2_800))).isNull();
    }

    /// What an offer says of an address is not sent to for ever, however often it is said.
    @Test
    void whoOnlyListensIsTakenForDeadLaterToo() throws Exception {
        long before = System.nanoTime();
        bob.connect(to(alice, G711.MU_LAW, EVENTS).with(Direction.SENDONLY));
        assertThat(bob.next(Duration.ofSeconds(6))).isNull();
        bob.connect(to(alice, G711.MU_LAW, EVENTS).with(Direction.SENDONLY));
        assertThat(bob.next(LONG)).isInstanceOf(MediaEvent.Silent.class);
        // Ten seconds from the first, not from the second.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(
                Duration.ofSeconds(15));
    }

    /// RFC 7362: its description names an address that is none outside its own network.
    private static MediaParameters behindARouter(@Nullable SrtpKeys keys, String signalling)
            throws IOException {
        MediaParameters named = MediaParameters.of(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.3"), 9), G711.MU_LAW,
                EVENTS);
        return new MediaParameters(named.remote(), named.remoteControl(), named.send(),
                named.sendPayloadType(), named.receive(), EVENTS, EVENTS, Direction.SENDRECV, keys,
                InetAddress.ofLiteral(signalling));
    }

    @Test
    void soundGoesWhereItComesFromWhenThatIsWhereTheSignallingIs() throws Exception {
        bob.connect(behindARouter(null, "127.0.0.1"));
        Thread.sleep(100);
        alice.connect(to(bob, G711.MU_LAW, EVENTS));
        until(() -> alice.statistics().received() > 5);
        // Its router has started anew.
        alice.close();
        MediaSession again = engine.open();
        again.connect(to(bob, G711.MU_LAW, EVENTS));
        until(() -> again.statistics().received() > 5);
    }

    @Test
    void soundFromElsewhereIsNothingWithoutKeys() throws Exception {
        bob.connect(behindARouter(null, "127.0.0.2"));
        alice.connect(to(bob, G711.MU_LAW, EVENTS));
        until(() -> bob.statistics().refused() > 5);
        assertThat(alice.statistics().received()).isZero();
        CryptoSuite suite = CryptoSuite.AES_CM_128_HMAC_SHA1_80;
        byte[] one = new byte[30];
        byte[] two = new byte[30];
        two[5] = 1;
        bob.connect(behindARouter(new SrtpKeys(suite, one, two), "127.0.0.2"));
        alice.connect(to(bob, G711.MU_LAW, EVENTS).with(new SrtpKeys(suite, two, one)));
        until(() -> alice.statistics().received() > 5);
    }

    @Test
    void nothingIsSentBeforeTheCallIsTakenOrSomethingHasCome() throws Exception {
        bob.awaitPeer();
        bob.connect(to(alice, G711.MU_LAW, EVENTS));
        Playback playback = bob.play(Tones.tone(Duration.ofMillis(200), 440, 0, 0.3).source());
        Thread.sleep(500);
        assertThat(bob.statistics().sent()).isZero();
        assertThat(playback.end()).isNull();
        alice.connect(to(bob, G711.MU_LAW, EVENTS));
        assertThat(playback.await(LONG)).isEqualTo(Playback.End.COMPLETED);
        alice.awaitPeer();
        long before = alice.statistics().sent();
        alice.go();
        until(() -> alice.statistics().sent() > before);
    }

    @Test
    void noSoundGoesToManyAtOnceNorToThisMachineForOthersNorByName() throws Exception {
        InetAddress elsewhere = InetAddress.ofLiteral("192.0.2.1");
        for (String host : List.of("224.0.0.1", "ff02::1", "255.255.255.255", "127.0.0.1",
                "::1", "::ffff:0.0.0.0", "localhost", "victim.example"))
            assertThatThrownBy(() -> MediaParameters.of(negotiated(host), elsewhere, false))
                    .as(host)
                    .isInstanceOf(UnknownHostException.class);
        assertThat(MediaParameters.of(negotiated("192.0.2.7"), elsewhere, false).remoteControl())
                .isEqualTo(new InetSocketAddress("192.0.2.7", 4011));
        assertThat(MediaParameters.of(negotiated("localhost"), null, true).remote().getAddress()
                .isLoopbackAddress()).isTrue();
    }

    private static NegotiatedAudio negotiated(String host) {
        return new NegotiatedAudio(AudioCodec.PCMA, 8, Map.of(8, AudioCodec.PCMA), 101, 102, host,
                4000, "203.0.113.9", 4011, Direction.SENDRECV, 20, null, null);
    }

    /// RFC 3550 section 6.3.1.
    @Test
    void reportsComeAtRandomIntervals() throws Exception {
        try (DatagramSocket there = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            there.setSoTimeout(10_000);
            MediaParameters named = to(alice, G711.MU_LAW, EVENTS);
            bob.connect(new MediaParameters(named.remote(),
                    (InetSocketAddress) there.getLocalSocketAddress(), named.send(), 0,
                    named.receive(), EVENTS, EVENTS, Direction.SENDRECV, null));
            DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
            there.receive(packet);
            List<Long> intervals = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                long before = System.nanoTime();
                there.receive(packet);
                intervals.add((System.nanoTime() - before) / 1_000_000);
            }
            assertThat(Collections.max(intervals) - Collections.min(intervals))
                    .as(intervals.toString()).isGreaterThan(100);
        }
    }

    @Test
    void givesItsPortsBackAndRefusesMoreThanThereAre() throws Exception {
        List<MediaSession> sessions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sessions.add(engine.open());
        }
        assertThat(sessions).allMatch(session -> session.port() % 2 == 0);
        assertThatThrownBy(engine::open).isInstanceOf(IOException.class);
        sessions.forEach(MediaSession::close);
        until(this::opensOneMore);
        assertThat(engine.sessions()).isEqualTo(3);
    }

    private boolean opensOneMore() {
        try {
            engine.open();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void closingEndsWhatIsPlayedAndRecorded() throws Exception {
        connect(G711.MU_LAW, EVENTS);
        Path file = directory.resolve("b.wav");
        Recording recording = alice.record(WavWriter.create(file, 8000, null),
                RecordingLimits.of(LONG));
        Playback playback = alice.play(Tones.tone(LONG, 440, 0, 0.3).source());
        until(() -> alice.statistics().received() >= 30);
        alice.close();
        assertThat(playback.await(LONG)).isEqualTo(Playback.End.CLOSED);
        Recording.Result result = recording.await();
        assertThat(result.end()).isEqualTo(Recording.End.CLOSED);
        assertThat(WavReader.read(file, 800_000).duration()).isBetween(Duration.ofMillis(300),
                LONG);
    }

    @Test
    void takesWhatOfferAndAnswerCameTo() throws Exception {
        byte[] one = new byte[30];
        byte[] two = new byte[30];
        two[5] = 1;
        CryptoSuite suite = CryptoSuite.AES_CM_128_HMAC_SHA1_32;
        NegotiatedAudio audio = new NegotiatedAudio(AudioCodec.PCMA, 8,
                Map.of(8, AudioCodec.PCMA, 96, AudioCodec.PCMU), 101, 102, "127.0.0.1", 4000,
                "127.0.0.1", 4011, Direction.SENDONLY, 20, new CryptoAttribute(1, suite, one),
                new CryptoAttribute(1, suite, two));
        assertThat(MediaParameters.of(audio, null, false)).isEqualTo(new MediaParameters(
                address(4000),
                address(4011), G711.A_LAW, 8, Map.of(8, G711.A_LAW, 96, G711.MU_LAW), 101, 102,
                Direction.SENDONLY, new SrtpKeys(suite, one, two)));
        NegotiatedAudio held = new NegotiatedAudio(AudioCodec.PCMU, 0, Map.of(0, AudioCodec.PCMU),
                -1, -1, null, 4000, null, 4001, Direction.RECVONLY, 20, null, null);
        alice.connect(MediaParameters.of(held, null, false));
        Thread.sleep(100);
        assertThat(alice.statistics().sent()).isZero();
    }
}
