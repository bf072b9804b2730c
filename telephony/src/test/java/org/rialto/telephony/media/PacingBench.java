package org.rialto.telephony.media;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.telephony.audio.G711;
import org.rialto.telephony.audio.Pcm;
import org.rialto.telephony.audio.PcmSource;
import org.rialto.telephony.audio.Voices;
import org.rialto.telephony.audio.WavReader;
import org.rialto.telephony.audio.WavWriter;
import org.rialto.telephony.sdp.CryptoSuite;

/// How late packets leave when many calls record and play at once. Arguments: an empty directory,
/// calls, seconds, `rtp` or `srtp`. Both ends are in this process: the server's engine, whose
/// sessions play a file and record into one, and the callers' engine, which speaks and listens.
public final class PacingBench {
    private PacingBench() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int calls = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        SrtpKeys keys = arguments[3].equals("srtp")
                ? new SrtpKeys(CryptoSuite.AES_CM_128_HMAC_SHA1_80, new byte[30], new byte[30])
                : null;
        Pcm voice = Voices.voice(1, 30, Pcm.TELEPHONE_RATE);
        Path prompt = directory.resolve("prompt.wav");
        Files.write(prompt, WavWriter.bytes(voice, null));
        InetAddress here = InetAddress.getLoopbackAddress();
        try (MediaEngine server = MediaEngine
                .start(MediaSettings.of(here, new PortRange(30_000, 30_000 + 2 * calls + 20)));
                MediaEngine callers = MediaEngine.start(
                        MediaSettings.of(here, new PortRange(40_000, 40_000 + 2 * calls + 20)))) {
            List<MediaSession> answered = new ArrayList<>();
            List<MediaSession> calling = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                MediaSession one = server.open();
                MediaSession other = callers.open();
                one.connect(to(other, keys));
                other.connect(to(one, keys));
                one.record(WavWriter.create(directory.resolve(i + ".wav"), 8000, G711.MU_LAW),
                        RecordingLimits.of(Duration.ofHours(1)));
                answered.add(one);
                calling.add(other);
            }
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            long measureFrom = System.nanoTime() + 5_000_000_000L;
            long cpu = 0;
            long before = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < calls; i++) {
                    playOn(answered.get(i), WavReader.open(prompt));
                    playOn(calling.get(i), voice.source());
                }
                if (cpu == 0 && System.nanoTime() > measureFrom) {
                    cpu = cpu();
                    before = server.lateness().laterThan(20);
                }
                Thread.sleep(50);
            }
            report(server, answered, (cpu() - cpu) / 1e9 / (seconds - 5), before);
        }
    }

    private static void playOn(MediaSession session, PcmSource source)
            throws IOException {
        if (session.sender().playback() == null) {
            session.play(source);
        } else {
            source.close();
        }
    }

    private static MediaParameters to(MediaSession other, @Nullable SrtpKeys keys) {
        return MediaParameters.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), other.port()),
                G711.MU_LAW, 101).with(keys);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory
                .getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void report(MediaEngine server, List<MediaSession> sessions, double cores,
            long earlyLate) {
        LatenessHistogram late = server.lateness();
        long lost = 0;
        long received = 0;
        long concealed = 0;
        long underruns = 0;
        long unsent = 0;
        for (MediaSession session : sessions) {
            MediaStatistics statistics = session.statistics();
            lost += statistics.lost();
            received += statistics.received();
            concealed += statistics.concealedMillis();
            underruns += statistics.underruns();
            unsent += statistics.unsent();
        }
        System.out.printf("calls %d, packets %d: later than their time by ms: 50%% %.2f, 99%% %.2f,"
                + " 99.9%% %.2f, 99.99%% %.2f; over 20 ms %d (of them %d in the first seconds)%n",
                sessions.size(), late.count(), late.millisAt(0.5), late.millisAt(0.99),
                late.millisAt(0.999), late.millisAt(0.9999), late.laterThan(20), earlyLate);
        System.out.printf("received %d, lost %d, concealed %d ms, underruns %d, unsent %d;"
                + " CPU of both ends %.2f cores%n", received, lost, concealed, underruns, unsent,
                cores);
        long collections = 0;
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
        }
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.out.printf("collections %d, heap in use after one %d MB%n", collections,
                runtime.totalMemory() - runtime.freeMemory() >> 20);
    }
}
