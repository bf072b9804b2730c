package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.telephony.sdp.AudioNegotiator;
import org.rialto.telephony.sdp.LocalAudio;
import org.rialto.telephony.sdp.NotAcceptableException;
import org.rialto.telephony.sdp.SessionDescription;

/// Against SIPp and sipsak where they are installed (Debian: `sip-tester`, `sipsak`).
@Tag("long")
class RealProgramsTest extends SipTestbed {
    private static final int CALLS = 300;

    @TempDir
    Path directory;

    private static Path program(String name) {
        Path path = Path.of("/usr/bin", name);
        assumeTrue(Files.isExecutable(path), name + " is not installed");
        return path;
    }

    /// The program's exit code; what it said goes into the failure.
    private void succeeds(Process process, Path output) throws Exception {
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private Process start(Path output, List<String> command) throws Exception {
        return new ProcessBuilder(command).directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static int port(Side side) {
        return side.layer.listeners().getFirst().address().getPort();
    }

    @Test
    void sippCallsUs() throws Exception {
        Path sipp = program("sipp");
        Side bob = side(40000);
        Thread answering = Thread.startVirtualThread(() -> {
            try {
                for (int i = 0; i < CALLS; i++) {
                    IncomingCall call = bob.taken();
                    AudioNegotiator audio = new AudioNegotiator(
                            new LocalAudio(InetAddress.getLoopbackAddress(), 40000));
                    call.ring();
                    SessionDescription offer = java.util.Objects.requireNonNull(call.offer());
                    call.answer(audio.answer(offer));
                }
            } catch (InterruptedException | NotAcceptableException e) {
                throw new AssertionError(e);
            }
        });
        Path output = directory.resolve("uac.txt");
        succeeds(start(output, List.of(sipp.toString(), "-sn", "uac", "-t", "t1",
                "127.0.0.1:" + port(bob), "-i", "127.0.0.1", "-m", Integer.toString(CALLS), "-r",
                "50", "-d", "200", "-timeout", "100s", "-timeout_error", "-nostdin")), output);
        answering.join();
        settles(bob.layer);
        assertThat(bob.agent.active()).isEmpty();
    }

    @Test
    void weCallSipp() throws Exception {
        Path sipp = program("sipp");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path output = directory.resolve("uas.txt");
        Process process = start(output, List.of(sipp.toString(), "-sn", "uas", "-t", "t1", "-i",
                "127.0.0.1", "-p", Integer.toString(port), "-m", Integer.toString(CALLS),
                "-timeout", "100s", "-timeout_error", "-nostdin"));
        listens(port);
        Side alice = side(30000);
        SipUri uri = SipUri.parse("sip:service@127.0.0.1:" + port + ";transport=tcp");
        Semaphore ended = new Semaphore(0);
        List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < CALLS; i++) {
            alice.agent.placeCall(alice.to(uri), new CallListener() {
                @Override
                public void answered(OutgoingCall call, SipResponse response,
                        SessionDescription answer) {
                    call.hangUp();
                }

                @Override
                public void ended(SipCall call, CallEnd end) {
                    if (end.by() != CallEnd.By.US || end.status() != 200)
                        wrong.add(end.toString());
                    ended.release();
                }
            });
            Thread.sleep(10);
        }
        assertThat(ended.tryAcquire(CALLS, 60, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).isEmpty();
        succeeds(process, output);
        settles(alice.layer);
    }

    private static void listens(int port) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (java.io.IOException e) {
                Thread.sleep(50);
            }
        }
    }

    @Test
    void sipsakIsAnswered() throws Exception {
        Path sipsak = program("sipsak");
        Side bob = side(40000);
        Path output = directory.resolve("sipsak.txt");
        succeeds(start(output, List.of(sipsak.toString(), "-E", "tcp", "-v", "-s",
                "sip:bob@127.0.0.1:" + port(bob))), output);
    }
}
