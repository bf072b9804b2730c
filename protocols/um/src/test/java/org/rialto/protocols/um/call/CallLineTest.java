package org.rialto.protocols.um.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.protocols.um.line.FaxException;
import org.rialto.telephony.sdp.Direction;
import org.rialto.telephony.sip.SipUri;
import org.rialto.protocols.um.line.Heard;
import org.rialto.protocols.um.line.HungUpException;
import org.rialto.protocols.um.line.Line;
import org.rialto.protocols.um.line.Listening;
import org.rialto.protocols.um.line.Playback;
import org.rialto.protocols.um.line.Recorded;
import org.rialto.protocols.um.line.Sound;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Levels;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.Tones;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;
import org.rialto.telephony.media.MediaParameters;
import org.rialto.telephony.media.MediaEngine;
import org.rialto.telephony.media.MediaSession;
import org.rialto.telephony.media.MediaSettings;
import org.rialto.telephony.media.PortRange;
import org.rialto.telephony.media.Recording;
import org.rialto.telephony.media.RecordingLimits;

/// A line and a caller whose sound goes over the loopback as RTP.
class CallLineTest {
    private static final Pcm TONE = Tones.tone(Duration.ofSeconds(3), 500, 0, 0.4);

    @TempDir
    Path directory = Path.of("");

    private final MediaEngine engine;
    private final MediaSession caller;
    private final MediaSession ours;
    private final Line line;
    private volatile boolean up = true;
    private volatile long hungUpNanos;
    private volatile long spokenNanos;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> transfers = new CopyOnWriteArrayList<>();

    private final class Control implements CallControl {
        @Override
        public boolean isUp() {
            asked.incrementAndGet();
            return up;
        }

        @Override
        public void hangUp() {
            hungUpNanos = System.nanoTime();
            up = false;
        }

        @Override
        public boolean transfer(String sipUri) {
            transfers.add(sipUri);
            up = false;
            return true;
        }
    }

    /// Says everything as a tone of a second; understands a low tone as "play", a high one as no
    /// word.
    private final class TestVoice implements Voice {
        @Override
        public Pcm speak(String words) {
            spokenNanos = System.nanoTime();
            return Tones.tone(Duration.ofMillis(words.length() * 100L), 800, 0, 0.4);
        }

        @Override
        public Optional<String> recognise(Pcm said, Set<String> phrases) {
            int crossings = 0;
            for (int i = 1; i < said.samples().length; i++) {
                if (said.samples()[i - 1] < 0 != said.samples()[i] < 0)
                    crossings++;
            }
            return crossings < 1200 ? Optional.of(phrases.iterator().next()) : Optional.empty();
        }
    }

    CallLineTest() throws IOException {
        int first = 10_000 + (int) (ProcessHandle.current().pid() % 1_000) * 20;
        engine = MediaEngine.start(new MediaSettings(InetAddress.getLoopbackAddress(),
                new PortRange(first, first + 19), Duration.ofSeconds(2), Duration.ofSeconds(20),
                Duration.ofSeconds(5)));
        caller = engine.open();
        ours = engine.open();
        caller.connect(to(ours));
        ours.connect(to(caller));
        line = new CallLine(ours, new Control(), new TestVoice(),
                Path.of(System.getProperty("java.io.tmpdir")), Duration.ofHours(1),
                SipUri.parse("sip:fax@partner.example"), "");
    }

    private static MediaParameters to(MediaSession other) {
        return MediaParameters.of(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                other.port()), G711.MU_LAW, 101);
    }

    @AfterEach
    void close() { engine.close(); }

    private void later(int millis, Runnable action) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                return;
            }
            action.run();
        });
    }

    private static long millis(long since) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private static List<Sound> words(int tenths) { return List.of(Sound.text("x".repeat(tenths))); }

    // Keys

    @Test
    void whatIsSaidIsHeardToItsEnd() throws Exception {
        Path file = directory.resolve("heard.wav");
        Recording heard = caller.record(WavWriter.create(file, 8000, null),
                RecordingLimits.of(Duration.ofSeconds(20)));

        assertThat(line.say(Listening.NOT, List.of(Sound.text("xxxxx"), new Sound.Silence(300),
                new Sound.Beep()))).isEqualTo(new Heard.Nothing());
        Thread.sleep(800);
        heard.stop();

        Recording.Result result = heard.await();
        Pcm sound = WavReader.read(file, 200_000);
        int loud = 0;
        for (int i = 0; i + 160 <= sound.samples().length; i += 160) {
            if (Levels.rootMeanSquareDb(sound.samples(), i, 160) > -20)
                loud++;
        }
        assertThat(result.speech()).isTrue();
        assertThat(loud).isBetween(40, 60);
    }

    @Test
    void aKeyCutsShortWhatIsSaidAtOnce() throws HungUpException {
        long start = System.nanoTime();
        later(400, () -> caller.sendKeys("1"));

        assertThat(line.say(Listening.oneKey(Set.of()), words(300)))
                .isEqualTo(new Heard.Keys("1", false));
        assertThat(millis(start)).isLessThan(20_000);
    }

    @Test
    void whoHasPutTheCallOnHoldIsWaitedForInSilence() throws HungUpException {
        caller.connect(to(ours).with(Direction.INACTIVE));
        ours.connect(to(caller).with(Direction.RECVONLY));
        later(6_500, () -> {
            caller.connect(to(ours));
            ours.connect(to(caller));
            caller.sendKeys("1");
        });
        assertThat(line.say(Listening.oneKey(Set.of()), words(1)))
                .isEqualTo(new Heard.Keys("1", false));
    }

    @Test
    void keysPressedAheadAreHeardFirstAndNothingIsSaid() throws HungUpException {
        later(0, () -> caller.sendKeys("12"));
        assertThat(line.say(Listening.oneKey(Set.of()), words(300)))
                .isEqualTo(new Heard.Keys("1", false));
        long start = System.nanoTime();

        assertThat(line.say(Listening.oneKey(Set.of()), words(300)))
                .isEqualTo(new Heard.Keys("2", false));
        assertThat(millis(start)).isLessThan(20_000);
    }

    @Test
    void digitsEndWithPound() throws HungUpException {
        later(100, () -> caller.sendKeys("135790#"));

        assertThat(line.say(Listening.digits(24), words(3)))
                .isEqualTo(new Heard.Keys("135790", true));
    }

    @Test
    void keysThatBeginAlikeAreToldApartByTime() throws HungUpException {
        later(100, () -> caller.sendKeys("1"));
        assertThat(line.say(Listening.choice(Set.of("1", "11"), Set.of()), words(2)))
                .isEqualTo(new Heard.Keys("1", false));
        later(100, () -> caller.sendKeys("11"));
        assertThat(line.say(Listening.choice(Set.of("1", "11"), Set.of()), words(2)))
                .isEqualTo(new Heard.Keys("11", false));
    }

    /// A message is announced, and nobody is waited for then: `00` was once heard as `0` and `0`.
    @Test
    void theKeyThatCutsAnAnnouncementMayBeTheFirstOfTwo() throws HungUpException {
        Listening announced = new Listening(2, false, 0, 1_200, true, Set.of(),
                Set.of("0", "00"));
        later(100, () -> caller.sendKeys("0"));
        later(500, () -> caller.sendKeys("0"));
        assertThat(line.say(announced, words(30))).isEqualTo(new Heard.Keys("00", false));
        later(100, () -> caller.sendKeys("0"));
        assertThat(line.say(announced, words(30))).isEqualTo(new Heard.Keys("0", false));
        assertThat(line.say(announced, words(1))).isEqualTo(new Heard.Nothing());
    }

    @Test
    void whoPressesNothingIsHeardAsNothing() throws HungUpException {
        assertThat(line.say(new Listening(1, false, 300, 300, true, Set.of()), words(1)))
                .isEqualTo(new Heard.Nothing());
    }

    // The end

    @Test
    void theEndOfTheCallEndsTheConversationWhereverItIs() {
        later(300, () -> up = false);

        long start = System.nanoTime();
        assertThatThrownBy(() -> line.say(Listening.NOT, words(600)))
                .isInstanceOf(HungUpException.class);
        assertThat(millis(start)).isLessThan(40_000);
        assertThatThrownBy(() -> line.play(new Sound.Beep())).isInstanceOf(HungUpException.class);
    }

    @Test
    void aCallWhoseSoundStopsComingIsEnded() throws HungUpException {
        line.say(Listening.NOT, words(1));
        caller.close();

        assertThatThrownBy(() -> line.say(Listening.NOT, words(600)))
                .isInstanceOf(HungUpException.class);
        assertThat(up).isFalse();
    }

    @Test
    void aTransferIsTheSignallings() throws HungUpException {
        assertThat(line.transfer("sip:bob@example.com")).isTrue();
        assertThat(transfers).containsExactly("sip:bob@example.com");
        assertThat(line.isUp()).isFalse();
    }

    // Recording

    private Recorded record(int longest, int silence) throws HungUpException {
        return line.record(directory.resolve("r.wav"), longest, silence, "#");
    }

    @Test
    void poundEndsARecordingAndTheSilenceAtItsEndIsLeftOut() throws Exception {
        caller.play(Tones.tone(Duration.ofMillis(1500), 440, 0, 0.4).source());
        later(5_500, () -> caller.sendKeys("#"));

        Recorded recorded = record(60_000, 50_000);

        assertThat(recorded.ended()).isEqualTo(Recorded.Ended.KEY);
        assertThat(recorded.millis()).isBetween(1_000, 4_000);
        assertThat(WavReader.read(recorded.file(), 100_000).samples().length / 8)
                .isCloseTo(recorded.millis(), org.assertj.core.data.Offset.offset(20));
        assertThat(Recordings.millis(recorded.file())).isCloseTo(recorded.millis(),
                org.assertj.core.data.Offset.offset(20));
    }

    @Test
    void keysThatEndNoRecordingAreNoAnswersToWhatIsAskedAfterIt() throws Exception {
        caller.play(TONE.source());
        later(300, () -> caller.sendKeys("7"));
        later(1_200, () -> caller.sendKeys("1*"));

        assertThat(record(8_000, 50_000).ended()).isEqualTo(Recorded.Ended.TOO_LONG);
        assertThat(line.say(new Listening(1, false, 300, 100, true, Set.of()), List.of()))
                .isEqualTo(new Heard.Nothing());

        caller.play(TONE.source());
        later(300, () -> caller.sendKeys("7"));
        later(1_200, () -> caller.sendKeys("#"));
        assertThat(record(60_000, 50_000).key()).isEqualTo("#");
        assertThat(line.say(new Listening(1, false, 300, 100, true, Set.of()), List.of()))
                .isEqualTo(new Heard.Nothing());
    }

    @Test
    void starEndsDigitsAtOnceAndWhatFollowsIsKept() throws Exception {
        later(50, () -> caller.sendKeys("12*55"));
        long start = System.nanoTime();

        assertThat(line.say(Listening.digits(24), List.of()))
                .isEqualTo(new Heard.Keys("12*", false));
        assertThat(millis(start)).isLessThan(3_500);
        later(2_000, () -> caller.sendKeys("#"));
        assertThat(line.say(Listening.digits(24), List.of()))
                .isEqualTo(new Heard.Keys("55", true));
    }

    @Test
    void aPoundSignAfterTheLastOfAllDigitsEndsThemToo() throws Exception {
        later(50, () -> caller.sendKeys("1230#"));
        assertThat(line.say(Listening.digits(4), List.of()))
                .isInstanceOfSatisfying(Heard.Keys.class,
                        keys -> assertThat(keys.keys()).isEqualTo("1230"));
        assertThat(line.say(new Listening(1, false, 1_000, 100, true, Set.of()), List.of()))
                .isEqualTo(new Heard.Nothing());
        caller.sendKeys("#");
        assertThat(line.say(new Listening(1, false, 3_000, 100, true, Set.of()), List.of()))
                .isEqualTo(new Heard.Keys("#", false));
    }

    @Test
    void aRecordingGrowsOnDiskWhileTheCallerSpeaks() throws Exception {
        caller.play(TONE.source());
        FutureTask<Recorded> recording = new FutureTask<>(() -> record(60_000, 50_000));
        Thread.ofVirtual().start(recording);
        long start = System.nanoTime();
        Path growing = directory.resolve("r.wav");
        while (!Files.exists(growing) || Recordings.millis(growing) < 700) {
            assertThat(millis(start)).isLessThan(30_000);
            Thread.sleep(20);
        }
        assertThat(recording.isDone()).isFalse();
        up = false;
        assertThat(recording.get(60, TimeUnit.SECONDS).ended()).isEqualTo(Recorded.Ended.HUNG_UP);
        assertThat(recording.get().isEmpty()).isFalse();
    }

    @Test
    void silenceEndsARecordingInWhichNothingIsSaid() throws Exception {
        Recorded recorded = record(20_000, 800);

        assertThat(recorded.ended()).isEqualTo(Recorded.Ended.SILENCE);
        assertThat(recorded.isEmpty()).isTrue();
    }

    @Test
    void theLongestRecordingEndsByItself() throws Exception {
        caller.play(TONE.source());

        Recorded recorded = record(1_000, 5_000);

        assertThat(recorded.ended()).isEqualTo(Recorded.Ended.TOO_LONG);
        assertThat(recorded.millis()).isBetween(900, 1_200);
    }

    // Steering

    @Test
    void aMessageIsPausedMovedAndHeardToItsEnd() throws Exception {
        Path file = directory.resolve("message.wav");
        Files.write(file, WavWriter.bytes(Tones.tone(Duration.ofSeconds(30), 500, 0, 0.4), null));
        List<Heard> heard = new ArrayList<>();
        later(300, () -> caller.sendKeys("2"));
        Playback playback = line.play(new Sound.Recording(() -> Files.newInputStream(file)));
        heard.add(line.listen(Listening.oneKey(Set.of()), playback));
        playback.pause();
        heard.add(line.listen(new Listening(1, false, 300, 300, true, Set.of()), playback));
        playback.resume();
        playback.moveMillis(28_000);
        long start = System.nanoTime();
        heard.add(line.listen(Listening.oneKey(Set.of()), playback));

        assertThat(heard).containsExactly(new Heard.Keys("2", false), new Heard.Nothing(),
                new Heard.PlayedToEnd());
        assertThat(millis(start)).isLessThan(20_000);
    }

    @Test
    void aMessageIsPlayedFaster() throws Exception {
        Path file = directory.resolve("message.wav");
        Files.write(file, WavWriter.bytes(Tones.tone(Duration.ofSeconds(8), 500, 0, 0.4), null));
        Playback playback = line.play(new Sound.Recording(() -> Files.newInputStream(file)));
        playback.setTempo(200);
        long start = System.nanoTime();

        assertThat(line.listen(Listening.oneKey(Set.of()), playback))
                .isEqualTo(new Heard.PlayedToEnd());
        assertThat(millis(start)).isBetween(3_500L, 7_500L);
    }

    // Voice

    @Test
    void aPhraseIsHeardAndCutsShortWhatIsSaid() throws HungUpException {
        later(300, () -> caller.play(Tones.tone(Duration.ofMillis(600), 300, 0, 0.4).source()));
        long start = System.nanoTime();

        assertThat(line.say(Listening.oneKey(Set.of("play messages")), words(600)))
                .isEqualTo(new Heard.Phrase("play messages"));
        assertThat(millis(start)).isBetween(900L, 30_000L);
    }

    @Test
    void whatIsNoPhraseIsToldSoAndAKeyWinsOverIt() throws HungUpException {
        later(300, () -> caller.play(Tones.tone(Duration.ofMillis(600), 2_000, 0, 0.4).source()));
        assertThat(line.say(Listening.oneKey(Set.of("play")), words(2)))
                .isEqualTo(new Heard.Unrecognised());
        later(300, () -> {
            caller.play(Tones.tone(Duration.ofMillis(2_000), 300, 0, 0.4).source());
            caller.sendKeys("7");
        });
        assertThat(line.say(Listening.oneKey(Set.of("play")), words(2)))
                .isEqualTo(new Heard.Keys("7", false));
    }

    /// CNG of ITU-T T.30, twice.
    private Pcm faxMachine() {
        Pcm tone = Tones.tone(Duration.ofMillis(500), 1100, 0, 0.3);
        return tone.then(Pcm.silence(Duration.ofSeconds(3), Pcm.TELEPHONE_RATE)).then(tone)
                .then(Pcm.silence(Duration.ofSeconds(3), Pcm.TELEPHONE_RATE));
    }

    @Test
    void aFaxMachineIsSentToWhoTakesFaxes() {
        caller.play(faxMachine().source());
        assertThatThrownBy(() -> line.say(Listening.NOT,
                List.of(Sound.text("a greeting that goes on and on, longer than a machine waits"))))
                .isInstanceOf(FaxException.class);
        assertThat(transfers).containsExactly("sip:fax@partner.example");
    }

    @Test
    void whatAFaxMachineLeavesIsNoMessage() throws Exception {
        Path file = directory.resolve("take.wav");
        caller.play(faxMachine().source());
        assertThatThrownBy(() -> line.record(file, 30_000, 20_000, "#"))
                .isInstanceOf(FaxException.class);
        assertThat(transfers).containsExactly("sip:fax@partner.example");
        assertThat(WavReader.read(file, 1_000_000).samples()).isEmpty();
    }

    @Test
    void whatWasSpokenBeforeTheFaxToneIsKept() throws Exception {
        Path file = directory.resolve("take.wav");
        caller.play(TONE.then(Pcm.silence(Duration.ofSeconds(1), Pcm.TELEPHONE_RATE))
                .then(faxMachine()).source());

        Recorded recorded = line.record(file, 30_000, 20_000, "#");

        assertThat(recorded.ended()).isEqualTo(Recorded.Ended.HUNG_UP);
        assertThat(recorded.millis()).isBetween(2_500, 4_000);
        assertThat(transfers).containsExactly("sip:fax@partner.example");
        assertThat(Recordings.millis(file)).isEqualTo(recorded.millis());
    }

    // The end

    @Test
    void theLastWordIsHeardBeforeTheCallEnds() throws Exception {
        line.say(Listening.NOT, words(3));
        line.hangUp();

        assertThat(up).isFalse();
        // What was said, and as long as it may take to get there.
        assertThat(TimeUnit.NANOSECONDS.toMillis(hungUpNanos - spokenNanos))
                .isBetween(600L, 20_000L);
    }

    @Test
    void aCallThatWasToldNothingEndsAtOnce() {
        line.hangUp();

        assertThat(up).isFalse();
        assertThat(asked).as("it is not waited until the call ends by itself")
                .hasValueLessThan(2);
    }
}
