package org.rialto.base.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real sockets on loopback.
@Timeout(300)
class ConnectionTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(
            InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path directory;

    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    private TcpListener open(ConnectionHandler handler) throws IOException {
        return open(null, false, ListenerLimits.NONE, handler);
    }

    private TcpListener open(@Nullable ServerTls tls, boolean implicit, ListenerLimits limits,
            ConnectionHandler handler) throws IOException {
        ListenerSettings settings = new ListenerSettings("test", ANY, tls, implicit, limits,
                "421 busy\r\n", "421 bye\r\n", 10_000);
        return TcpListener.open(settings, connection -> {
            try {
                handler.handle(connection);
            } catch (IOException e) {
                seen.add(e);
                throw e;
            }
        });
    }

    private static Socket connect(TcpListener listener) throws IOException {
        Socket socket = new Socket();
        socket.connect(listener.address(), 5000);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private Object nextSeen() throws InterruptedException {
        Object next = seen.poll(60, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    private ServerTls tls(String algorithm) throws Exception {
        return ServerTls.load(new ServerTls.Source.Pkcs12(
                TestCertificate.pkcs12(directory, algorithm), TestCertificate.PASSWORD));
    }

    private static void echoLines(Connection connection) throws IOException {
        while (connection.awaitCommand()) {
            byte[] line = connection.readLine(1000);
            if (line == null)
                return;
            connection.write("got ");
            connection.write(line);
            connection.write("\r\n");
        }
    }

    @Test
    void readsLinesWithEitherEndingAndAnswersAfterHalfClose() throws Exception {
        try (TcpListener listener = open(ConnectionTest::echoLines);
                Socket socket = connect(listener)) {
            send(socket, "one\r\ntwo\nthree\r\r\n\r\n");
            socket.shutdownOutput();
            assertThat(readAll(socket)).isEqualTo(
                    "got one\r\ngot two\r\ngot three\r\r\ngot \r\n");
        }
    }

    @Test
    void reportsPipelinedInput() throws Exception {
        try (TcpListener listener = open(connection -> {
            while (connection.readLine(100) != null)
                seen.add(connection.hasBufferedInput());
        }); Socket socket = connect(listener)) {
            send(socket, "a\r\nb\r\n");
            assertThat(nextSeen()).isEqualTo(true);
            assertThat(nextSeen()).isEqualTo(false);
        }
    }

    @Test
    void refusesLineOverLimitAndCanGoOnBehindIt() throws Exception {
        try (TcpListener listener = open(connection -> {
            for (int i = 0; i < 2; i++) {
                try {
                    seen.add(new String(Objects.requireNonNull(connection.readLine(20_000)),
                            US_ASCII).length());
                } catch (LineTooLongException e) {
                    seen.add("too long");
                    connection.skipLine();
                }
            }
        }); Socket socket = connect(listener)) {
            send(socket, "x".repeat(100_000) + "\r\n" + "y".repeat(19_998) + "\r\n");
            assertThat(nextSeen()).isEqualTo("too long");
            assertThat(nextSeen()).isEqualTo(19_998);
        }
    }

    @Test
    void cutsClientThatStaysSilentOrTricklesOrIsSlow() throws Exception {
        try (TcpListener listener = open(connection -> {
            connection.setIdleTimeout(200);
            connection.readLine(1000);
        }); Socket silent = connect(listener)) {
            assertThat(nextSeen()).isInstanceOf(SocketTimeoutException.class).asString()
                    .contains("silent");
            assertThat(readAll(silent)).isEmpty();
        }
        try (TcpListener listener = open(connection -> {
            connection.setTotalTimeout(500);
            connection.readLine(1000);
        }); Socket loris = connect(listener)) {
            trickle(loris, 50);
            assertThat(nextSeen()).isInstanceOf(SocketTimeoutException.class).asString()
                    .contains("in total");
        }
        try (TcpListener listener = open(connection -> {
            connection.setMinimumRate(1000, 300);
            connection.readLine(100_000);
        }); Socket loris = connect(listener)) {
            trickle(loris, 50);
            assertThat(nextSeen()).isInstanceOf(SocketTimeoutException.class).asString()
                    .contains("slower");
        }
    }

    /// A byte now and then until the server hangs up.
    private static void trickle(Socket socket, int everyMillis) throws InterruptedException {
        try {
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write('x');
                Thread.sleep(everyMillis);
            }
        } catch (IOException e) {
            // As expected.
        }
    }

    @Test
    void toleratesSteadyClientAboveTheRate() throws Exception {
        try (TcpListener listener = open(connection -> {
            connection.setMinimumRate(10, 1_000);
            seen.add(Objects.requireNonNull(connection.readLine(10_000)).length);
        }); Socket socket = connect(listener)) {
            for (int i = 0; i < 20; i++) {
                send(socket, "x".repeat(200));
                Thread.sleep(80);
            }
            send(socket, "\r\n");
            assertThat(nextSeen()).isEqualTo(4_000);
        }
    }

    @Test
    void cutsClientThatNeverReadsWhenTotalTimeIsOver() throws Exception {
        try (TcpListener listener = open(connection -> {
            connection.setTotalTimeout(500);
            byte[] piece = new byte[1 << 20];
            while (true)
                connection.write(piece);
        }); Socket socket = connect(listener)) {
            assertThat(nextSeen()).isInstanceOf(IOException.class);
            assertThat(listener.statistics().overdue()).isEqualTo(1);
        }
    }

    @Test
    void readsOnAfterASilenceThatReleasedTheBuffers() throws Exception {
        try (TcpListener listener = open(tls("EC"), true, ListenerLimits.NONE,
                ConnectionTest::echoLines); Socket socket = secure(connect(listener))) {
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), US_ASCII));
            String longLine = "z".repeat(900);
            for (int silence : new int[]{0, 3500, 0}) {
                Thread.sleep(silence);
                send(socket, longLine + "\r\n");
                assertThat(reader.readLine()).isEqualTo("got " + longLine);
            }
        }
    }

    private static SSLSocket secure(Socket plain) throws Exception {
        SSLSocket socket = (SSLSocket) TestCertificate.trustingClient().getSocketFactory()
                .createSocket(plain, "localhost", plain.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    @Test
    void upgradesByStartTlsAndBindsTheChannel() throws Exception {
        ServerTls tls = tls("RSA");
        try (TcpListener listener = open(tls, false, ListenerLimits.NONE, connection -> {
            assertThat(connection.readLine(100)).isEqualTo("STARTTLS".getBytes(US_ASCII));
            assertThat(connection.canStartTls()).isTrue();
            connection.write("220 go\r\n");
            connection.startTls();
            seen.add(connection.isSecure());
            seen.add(connection.tlsExporter());
            seen.add(connection.tlsServerEndPoint());
            echoLines(connection);
        }); Socket plain = connect(listener)) {
            send(plain, "STARTTLS\r\n");
            assertThat(plain.getInputStream().readNBytes(8)).asString().isEqualTo("220 go\r\n");
            SSLSocket socket = secure(plain);
            send(socket, "NOOP\r\n");
            assertThat(socket.getInputStream().readNBytes(10)).asString().isEqualTo(
                    "got NOOP\r\n");
            assertThat(nextSeen()).isEqualTo(true);
            assertThat((byte[]) nextSeen()).hasSize(32);
            assertThat(nextSeen()).isEqualTo(
                    MessageDigest.getInstance(tls.certificate().getSigAlgName().startsWith("SHA384")
                            ? "SHA-384"
                            : "SHA-256").digest(tls.certificate().getEncoded()));
            socket.close();
        }
    }

    @Test
    void endsConnectionThatSendsPlaintextBehindStartTls() throws Exception {
        try (TcpListener listener = open(tls("EC"), false, ListenerLimits.NONE, connection -> {
            connection.readLine(100);
            connection.write("220 go\r\n");
            connection.startTls();
        }); Socket socket = connect(listener)) {
            send(socket, "STARTTLS\r\nMAIL FROM:<injected@example.com>\r\n");
            assertThat(nextSeen()).isInstanceOf(ProtocolException.class);
            assertThat(listener.statistics().tlsFailures()).isEqualTo(1);
        }
    }

    @Test
    void takesPemKeysOfEveryUsualFormAndReloads() throws Exception {
        ServerTls.Source.Pem pem = TestCertificate.pem(TestCertificate.pkcs12(directory, "RSA"));
        ServerTls tls = ServerTls.load(pem);
        var before = tls.certificate();
        TestCertificate.pem(TestCertificate.pkcs12(directory, "EC"));
        tls.reload();
        assertThat(tls.certificate()).isNotEqualTo(before);
        java.nio.file.Files.writeString(pem.key(), "nothing");
        org.assertj.core.api.Assertions.assertThatThrownBy(tls::reload)
                .isInstanceOf(IOException.class).hasMessageContaining("key.pem");
        assertThat(tls.certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void compressesBothWays() throws Exception {
        byte[] data = new byte[300_000];
        new Random(7).nextBytes(data);
        Arrays.fill(data, 0, 150_000, (byte) 'a');
        try (TcpListener listener = open(connection -> {
            connection.readLine(100);
            connection.write("OK\r\n");
            connection.startDeflate();
            byte[] got = new byte[data.length];
            connection.readFully(got, 0, got.length);
            connection.write(got);
            connection.flush();
            seen.add(Arrays.equals(got, data));
            connection.read();
        }); Socket socket = connect(listener)) {
            send(socket, "COMPRESS DEFLATE\r\n");
            assertThat(socket.getInputStream().readNBytes(4)).asString().isEqualTo("OK\r\n");
            OutputStream out = new DeflaterOutputStream(socket.getOutputStream(),
                    new Deflater(9, true), 512, true);
            out.write(data);
            out.flush();
            InputStream in = new InflaterInputStream(socket.getInputStream(), new Inflater(true));
            assertThat(in.readNBytes(data.length)).isEqualTo(data);
            assertThat(nextSeen()).isEqualTo(true);
        }
    }

    @Test
    void refusesPolitelyOverTheLimits() throws Exception {
        try (TcpListener listener = open(null, false, new ListenerLimits(2, 0, 0, true),
                ConnectionTest::echoLines);
                Socket first = connect(listener);
                Socket second = connect(listener);
                Socket third = connect(listener)) {
            assertThat(readAll(third)).isEqualTo("421 busy\r\n");
            assertThat(listener.statistics().refusedTotal()).isEqualTo(1);
            first.close();
            await(() -> listener.statistics().active() == 1);
            try (Socket fourth = connect(listener)) {
                send(fourth, "x\r\n");
                fourth.shutdownOutput();
                assertThat(readAll(fourth)).isEqualTo("got x\r\n");
            }
            second.close();
        }
        try (TcpListener listener = open(null, false, new ListenerLimits(0, 1, 0, false),
                ConnectionTest::echoLines);
                Socket first = connect(listener);
                Socket second = connect(listener)) {
            assertThat(readAll(second)).isEqualTo("421 busy\r\n");
            first.close();
        }
        try (TcpListener listener = open(null, false, new ListenerLimits(0, 0, 2, false),
                ConnectionTest::echoLines)) {
            for (int i = 0; i < 2; i++)
                connect(listener).close();
            try (Socket third = connect(listener)) {
                assertThat(readAll(third)).isEqualTo("421 busy\r\n");
            }
        }
    }

    private static void await(java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        for (int i = 0; i < 6_000 && !condition.getAsBoolean(); i++)
            Thread.sleep(10);
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void drainSaysFarewellToIdleAndLetsBusyFinish() throws Exception {
        try (TcpListener listener = open(connection -> {
            while (connection.awaitCommand()) {
                connection.readLine(100);
                seen.add("busy");
                try {
                    Thread.sleep(600);
                } catch (InterruptedException e) {
                    return;
                }
                connection.write("done\r\n");
            }
        }); Socket idle = connect(listener); Socket busy = connect(listener)) {
            send(busy, "work\r\n");
            assertThat(nextSeen()).isEqualTo("busy");
            await(() -> listener.statistics().active() == 2);
            Thread.sleep(100);
            assertThat(listener.drain(Duration.ofSeconds(10))).isTrue();
            assertThat(readAll(idle)).isEqualTo("421 bye\r\n");
            assertThat(readAll(busy)).isEqualTo("done\r\n421 bye\r\n");
        }
    }

    @Test
    void namesTheAddressItCannotBind() throws Exception {
        try (TcpListener listener = open(ConnectionTest::echoLines)) {
            ListenerSettings taken = new ListenerSettings("second", listener.address(), null, false,
                    ListenerLimits.NONE, "", "", 0);
            org.assertj.core.api.Assertions
                    .assertThatThrownBy(() -> TcpListener.open(taken, ConnectionTest::echoLines))
                    .isInstanceOf(IOException.class).hasMessageContaining("second")
                    .hasMessageContaining(String.valueOf(listener.address().getPort()));
        }
    }
}
