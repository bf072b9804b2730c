package org.rialto.transport.outbound;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.rialto.base.MalformedDataException;

/// Commands out, replies in, on one connection: line ends, buffers, time limits, TLS. Knows no
/// command.
final class SmtpWire implements AutoCloseable {
    /// RFC 5321 §4.5.3.1.5 says 512; real servers write longer ones.
    private static final int LINE_BYTES = 4096;
    private static final int BUFFER_BYTES = 16 * 1024;
    private final Socket plainSocket;
    private final ScheduledExecutorService alarms;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private SmtpWire(Socket socket, ScheduledExecutorService alarms) throws IOException {
        this.plainSocket = socket;
        this.socket = socket;
        this.alarms = alarms;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    }

    static SmtpWire connect(Endpoint endpoint, Duration timeout, ScheduledExecutorService alarms)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(endpoint.address(), endpoint.port()),
                    Math.toIntExact(timeout.toMillis()));
            return new SmtpWire(socket, alarms);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    boolean isEncrypted() { return socket instanceof SSLSocket; }

    /// From here on everything is encrypted.
    ///
    /// @param verifyHost the certificate must be valid for this name
    void startTls(SSLSocketFactory factory, String host, boolean verifyHost, Duration timeout)
            throws IOException {
        // RFC 3207 §4.2: what a man in the middle slipped in before the handshake is not a reply.
        if (in.available() > 0) {
            throw new MalformedDataException("bytes follow the reply to STARTTLS", 0);
        }
        SSLSocket secure = (SSLSocket) factory.createSocket(plainSocket, host,
                plainSocket.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        if (verifyHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secure.setSSLParameters(parameters);
        secure.setUseClientMode(true);
        within(timeout, "the TLS handshake took too long", () -> {
            secure.startHandshake();
            return secure;
        });
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream(), BUFFER_BYTES);
        out = new BufferedOutputStream(secure.getOutputStream(), BUFFER_BYTES);
    }

    /// Queues a command line; [#reply] sends what is queued.
    void command(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a command holds a line end");
        }
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }

    /// Sends a block of message; within `timeout` the peer has to take it.
    void block(byte[] bytes, int offset, int length, Duration timeout) throws IOException {
        within(timeout, "the peer takes no more bytes", () -> {
            out.write(bytes, offset, length);
            return out;
        });
    }

    /// A call that may block for ever is ended by closing the connection under it.
    private <T> T within(Duration timeout, String problem, Blocking<T> call) throws IOException {
        ScheduledFuture<?> alarm = alarms.schedule(this::close, timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return call.run();
        } catch (IOException e) {
            if (!alarm.cancel(false)) {
                throw new SocketTimeoutException(problem);
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private interface Blocking<T> {
        T run() throws IOException;
    }

    /// Sends what is queued and reads one reply.
    ///
    /// @throws MalformedDataException when the peer answers with something else
    SmtpReply reply(Duration timeout) throws IOException {
        return within(timeout, "the peer did not answer in time", () -> {
            out.flush();
            List<String> lines = new ArrayList<>();
            String line;
            do {
                if (lines.size() == SmtpReply.LINES) {
                    throw new MalformedDataException("an SMTP reply has too many lines", 0);
                }
                line = readLine();
                lines.add(line);
            } while (!SmtpReply.isLast(line));
            return SmtpReply.parse(lines);
        });
    }

    private String readLine() throws IOException {
        byte[] line = new byte[LINE_BYTES];
        int length = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the peer closed the connection");
            }
            if (next == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.UTF_8);
            }
            if (length == LINE_BYTES) {
                throw new MalformedDataException("an SMTP reply line is too long", length);
            }
            line[length++] = (byte) next;
        }
    }

    @Override
    public void close() {
        try {
            // Not the TLS socket: its close could wait for a peer that does not read.
            plainSocket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }
}
