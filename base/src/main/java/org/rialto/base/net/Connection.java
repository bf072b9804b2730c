package org.rialto.base.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// One TCP connection of a text or binary protocol: buffered both ways, with TLS and compression
/// switched on in mid-stream, and deadlines that a slow or silent client cannot stretch.
///
/// One thread reads and one thread (the same or another) writes; [#close] may come from any.
/// Buffers are allocated when first needed and given back while the client is silent, so that an
/// idle connection costs a few hundred bytes beside its socket and its parked virtual thread.
public final class Connection implements AutoCloseable {
    private static final int INPUT_BYTES = 16 * 1024;
    private static final int SILENT_INPUT_BYTES = 128;
    private static final int RELEASE_AFTER_MILLIS = 3_000;
    private static final int OUTPUT_BYTES = 16 * 1024;
    private static final int OUTPUT_FIRST_BYTES = 512;
    private static final int WRITE_PIECE_BYTES = 64 * 1024;
    private static final int TIMED_OUT = -2;
    private static final int HANDSHAKE_MILLIS = 30_000;
    private static final byte[] NO_BYTES = {};

    /// Where the connection stands towards [#sayFarewell].
    private static final int BUSY = 0;
    private static final int BETWEEN_COMMANDS = 1;
    private static final int FAREWELL = 2;

    private final Socket socket;
    private final long id;
    private final String name;
    private final @Nullable ServerTls tls;
    private final ListenerCounters counters;
    private final byte[] farewell;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final Deadlines deadlines;
    private final AtomicBoolean wasOverdue = new AtomicBoolean();
    private final AtomicInteger phase = new AtomicInteger(BUSY);
    /// What is said at the end that was asked for; null while none was.
    private volatile byte @Nullable [] ending;
    private volatile @Nullable SSLSocket secured;
    private InputStream source;
    private OutputStream sink;
    private @Nullable DeflateLayer deflate;

    private byte[] input = NO_BYTES;
    private int start;
    private int end;
    private byte[] output = NO_BYTES;
    private int outputCount;

    Connection(Socket socket, long id, ListenerSettings settings, ListenerCounters counters)
            throws IOException {
        this.socket = socket;
        this.id = id;
        this.name = settings.name() + "-" + id;
        this.tls = settings.tls();
        this.counters = counters;
        this.farewell = settings.farewellBytes();
        this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
        this.local = (InetSocketAddress) socket.getLocalSocketAddress();
        this.deadlines = new Deadlines(settings.idleTimeoutMillis());
        this.source = socket.getInputStream();
        this.sink = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
    }

    // ---- who -------------------------------------------------------------------------------

    /// Number of the connection at its listener, from 1.
    public long id() { return id; }

    /// Listener's name and number, as in logs: `imap-17`.
    public String name() { return name; }

    public InetSocketAddress remoteAddress() { return remote; }

    public InetSocketAddress localAddress() { return local; }

    /// Whether the client is on this machine.
    public boolean isLoopback() { return remote.getAddress().isLoopbackAddress(); }

    /// Whether TLS is on, by implicit TLS or [#startTls].
    public boolean isSecure() { return secured != null; }

    /// Whether [#startTls] can be offered: a certificate is there and TLS is not yet on.
    public boolean canStartTls() { return tls != null && secured == null; }

    public boolean isCompressed() { return deflate != null; }

    /// Whether the connection is to end, because the server is stopping or by [#end]: finish the command at hand, then say goodbye.
    public boolean isDraining() { return ending != null; }

    /// Protocol and cipher suite, as in a Received header: `TLSv1.3 TLS_AES_256_GCM_SHA384`;
    /// empty in the clear.
    public String tlsDescription() {
        SSLSocket now = secured;
        return now == null
                ? ""
                : now.getSession().getProtocol() + " " + now.getSession().getCipherSuite();
    }

    /// The certificates that the other side has shown, its own first; empty in the clear and where
    /// it showed none. That it has the key is proven; whether to believe it is the caller's matter.
    public List<X509Certificate> peerCertificates() {
        SSLSocket now = secured;
        if (now == null)
            return List.of();
        try {
            return Arrays.stream(now.getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance).map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    /// Channel binding `tls-exporter`, RFC 9266; null in the clear or where TLS cannot give it.
    public byte @Nullable [] tlsExporter() {
        SSLSocket now = secured;
        return now == null ? null : ChannelBindings.tlsExporter(now);
    }

    /// Channel binding `tls-server-end-point`, RFC 5929 section 4; null in the clear or where the
    /// certificate's signature has no hash of its own.
    public byte @Nullable [] tlsServerEndPoint() {
        SSLSocket now = secured;
        return now == null ? null : ChannelBindings.tlsServerEndPoint(now);
    }

    // ---- deadlines -------------------------------------------------------------------------

    /// How long one read may wait; 0 for ever. Reads that wait longer throw
    /// [SocketTimeoutException].
    public void setIdleTimeout(int millis) { deadlines.setIdle(millis); }

    /// How long everything from now on may take, reading and writing, until changed; 0 clears.
    /// Ends a client that sends one byte a minute, which no idle timeout does.
    public void setTotalTimeout(long millis) { deadlines.setTotal(millis); }

    /// From now on the client must send at least so many bytes a second on average, after a grace;
    /// 0 clears. For message data and literals.
    public void setMinimumRate(int bytesPerSecond, long graceMillis) {
        deadlines.setRate(bytesPerSecond, graceMillis);
    }

    /// From now on the system probes whether the other side is still there, each time nothing has come
    /// for so long: routers keep the connection in mind, and one that is dead ends within a minute more.
    public void probeWhenSilent(int seconds) {
        try {
            socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, seconds);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 15);
            socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 4);
        } catch (IOException | UnsupportedOperationException e) {
            // Ended just now, or the system probes after its own time.
        }
    }

    // ---- reading ---------------------------------------------------------------------------

    /// Flushes, then waits for the first byte of the next command. False when the client has
    /// closed or the server is stopping (the listener's farewell has then been said): return from
    /// the handler. Throws [SocketTimeoutException] after the idle timeout.
    public boolean awaitCommand() throws IOException {
        if (start < end && !isDraining())
            return true;
        flush();
        if (!phase.compareAndSet(BUSY, BETWEEN_COMMANDS))
            return false;
        if (isDraining()) {
            sayFarewell();
            return false;
        }
        boolean more;
        try {
            more = fill();
        } catch (IOException e) {
            if (phase.get() == FAREWELL)
                return false;
            throw e;
        } finally {
            phase.compareAndSet(BETWEEN_COMMANDS, BUSY);
        }
        return more && phase.get() == BUSY;
    }

    /// Waits for input, at most so long. True when a read will not wait: bytes or the end are
    /// there. For IDLE: a server that stops says its farewell and closes meanwhile.
    public boolean awaitInput(int millis) throws IOException {
        if (start < end)
            return true;
        if (!phase.compareAndSet(BUSY, BETWEEN_COMMANDS))
            return true;
        if (isDraining()) {
            sayFarewell();
            return true;
        }
        try {
            return fillWithin(millis) != TIMED_OUT;
        } finally {
            phase.compareAndSet(BETWEEN_COMMANDS, BUSY);
        }
    }

    /// Whether the client has already sent more: answers to pipelined commands may share a packet.
    public boolean hasBufferedInput() { return start < end; }

    /// Reads what the network has, at least a byte, behind what is already buffered. False at the
    /// end of the stream. For parsers that scan [#inputBytes] themselves.
    public boolean fill() throws IOException {
        int got = fillWithin(RELEASE_AFTER_MILLIS);
        if (got == TIMED_OUT) {
            if (start == end) {
                input = new byte[SILENT_INPUT_BYTES];
                start = 0;
                end = 0;
            }
            got = fillWithin(0);
        }
        return got > 0;
    }

    /// The buffered bytes are `inputBytes()[inputStart() .. inputEnd())`, valid until the next
    /// read; [#consume] takes them.
    public byte[] inputBytes() { return input; }

    public int inputStart() { return start; }

    public int inputEnd() { return end; }

    public void consume(int count) {
        if (count < 0 || count > end - start)
            throw new IllegalArgumentException("count " + count);
        start += count;
    }

    /// The next byte, or -1 at the end.
    public int read() throws IOException {
        if (start == end && !fill())
            return -1;
        return input[start++] & 0xff;
    }

    /// At least one byte, or -1 at the end.
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0)
            return 0;
        if (start == end) {
            if (length >= INPUT_BYTES)
                return readSource(into, offset, length, 0);
            if (!fill())
                return -1;
        }
        int count = Math.min(length, end - start);
        System.arraycopy(input, start, into, offset, count);
        start += count;
        return count;
    }

    /// Exactly the bytes asked for, or [EOFException].
    public void readFully(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = read(into, offset + done, length - done);
            if (count < 0)
                throw new EOFException("connection ended in mid-data");
            done += count;
        }
    }

    /// A line that ends with LF, without that LF and a CR right before it; null at a clean end.
    /// For commands. Where a bare LF must not end a line (message data), scan the bytes yourself.
    /// The line with its ending may have so many bytes, else [LineTooLongException].
    public byte @Nullable [] readLine(int maximumBytes) throws IOException {
        byte[] line = NO_BYTES;
        while (true) {
            if (start == end && !fill()) {
                if (line.length == 0)
                    return null;
                throw new EOFException("connection ended in mid-line");
            }
            int at = start;
            while (at < end && input[at] != '\n')
                at++;
            int count = at - start;
            boolean complete = at < end;
            if ((long) line.length + count + (complete ? 1 : 0) > maximumBytes) {
                start = at;
                throw new LineTooLongException(maximumBytes);
            }
            int before = line.length;
            line = Arrays.copyOf(line, before + count);
            System.arraycopy(input, start, line, before, count);
            start = at;
            if (complete) {
                start++;
                int length = line.length;
                return length > 0 && line[length - 1] == '\r'
                        ? Arrays.copyOf(line, length - 1)
                        : line;
            }
        }
    }

    /// Drops the rest of the line, its LF included. False when the stream ended first.
    public boolean skipLine() throws IOException {
        while (true) {
            if (start == end && !fill())
                return false;
            while (start < end) {
                if (input[start++] == '\n')
                    return true;
            }
        }
    }

    /// A view of this connection's input. Closing it does nothing.
    public InputStream inputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException { return Connection.this.read(); }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return Connection.this.read(into, offset, length);
            }

            @Override
            public int available() { return end - start; }
        };
    }

    /// Bytes got, -1 at the end, or [#TIMED_OUT] after `capMillis` (0: none) short of a deadline.
    private int fillWithin(int capMillis) throws IOException {
        if (start == end) {
            start = 0;
            end = 0;
            if (input.length < INPUT_BYTES && capMillis > 0)
                input = new byte[INPUT_BYTES];
        } else if (end == input.length) {
            if (start == 0 && input.length >= INPUT_BYTES) {
                throw new IllegalStateException("input buffer is full");
            }
            byte[] target = input.length < INPUT_BYTES ? new byte[INPUT_BYTES] : input;
            System.arraycopy(input, start, target, 0, end - start);
            input = target;
            end -= start;
            start = 0;
        }
        int got = readSource(input, end, input.length - end, capMillis);
        if (got > 0)
            end += got;
        return got;
    }

    private int readSource(byte[] into, int offset, int length, int capMillis)
            throws IOException {
        DeflateLayer layer = deflate;
        return layer == null
                ? readNetwork(into, offset, length, capMillis)
                : layer.read(into, offset, length,
                        (bytes, from, count) -> readNetwork(bytes, from, count, capMillis));
    }

    private int readNetwork(byte[] into, int offset, int length, int capMillis)
            throws IOException {
        int allowed = deadlines.readTimeout();
        boolean capped = capMillis > 0 && (allowed == 0 || capMillis < allowed);
        socket.setSoTimeout(capped ? capMillis : allowed);
        int got;
        try {
            got = source.read(into, offset, length);
        } catch (SocketTimeoutException e) {
            if (capped)
                return TIMED_OUT;
            throw overdue();
        }
        if (got > 0) {
            counters.bytesRead.add(got);
            deadlines.received(got);
        }
        return got;
    }

    private SocketTimeoutException overdue() {
        countOverdue();
        return new SocketTimeoutException(deadlines.describe());
    }

    /// Once, whoever finds it first: who reads or who looks after all connections.
    private void countOverdue() {
        if (wasOverdue.compareAndSet(false, true)) {
            counters.overdue.increment();
        }
    }

    // ---- writing ---------------------------------------------------------------------------

    public void write(int value) throws IOException {
        if (outputCount == output.length)
            makeOutputRoom();
        output[outputCount++] = (byte) value;
    }

    public void write(byte[] bytes) throws IOException { write(bytes, 0, bytes.length); }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length >= OUTPUT_BYTES) {
            sendBuffered();
            send(bytes, offset, length);
            return;
        }
        while (length > output.length - outputCount)
            makeOutputRoom();
        System.arraycopy(bytes, offset, output, outputCount, length);
        outputCount += length;
    }

    /// Writes the text as UTF-8.
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends what is buffered.
    public void flush() throws IOException {
        sendBuffered();
        if (output.length > OUTPUT_FIRST_BYTES)
            output = NO_BYTES;
        DeflateLayer layer = deflate;
        if (layer != null)
            layer.flush(this::sendNetwork);
    }

    /// Sends at once, past the buffer, which must stay unused: for protocols in which others than
    /// the reading thread write. The callers take turns by a lock of theirs.
    public void writeNow(byte[] bytes) throws IOException { send(bytes, 0, bytes.length); }

    /// A view of this connection's output. Closing it flushes only.
    public OutputStream outputStream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException { Connection.this.write(value); }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Connection.this.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException { Connection.this.flush(); }

            @Override
            public void close() throws IOException { flush(); }
        };
    }

    private void makeOutputRoom() throws IOException {
        if (output.length < OUTPUT_BYTES) {
            int larger = output.length == 0
                    ? OUTPUT_FIRST_BYTES
                    : Math.min(OUTPUT_BYTES, output.length * 4);
            output = Arrays.copyOf(output, larger);
        } else {
            sendBuffered();
        }
    }

    private void sendBuffered() throws IOException {
        int count = outputCount;
        outputCount = 0;
        if (count > 0)
            send(output, 0, count);
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        DeflateLayer layer = deflate;
        if (layer == null) {
            sendNetwork(bytes, offset, length);
        } else {
            layer.write(bytes, offset, length, this::sendNetwork);
        }
    }

    /// In pieces, so that each has its own deadline: a slow reader that takes a piece in time may
    /// go on, one that stopped reading is cut by the listener's watch.
    private void sendNetwork(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = Math.min(WRITE_PIECE_BYTES, length - done);
            deadlines.writeStarts();
            try {
                sink.write(bytes, offset + done, count);
            } finally {
                deadlines.writeEnds();
            }
            done += count;
            counters.bytesWritten.add(count);
        }
    }

    // ---- switching -------------------------------------------------------------------------

    /// Does the TLS handshake as server and continues inside TLS. Say "go ahead" and flush before.
    /// Plaintext that came behind the STARTTLS command would be taken for the client's words
    /// inside TLS, so it ends the connection (RFC 3207 section 6, RFC 8314).
    public void startTls() throws IOException {
        if (secured != null)
            throw new IllegalStateException("TLS is already on");
        if (tls == null)
            throw new IllegalStateException("no certificate");
        flush();
        if (start < end) {
            start = 0;
            end = 0;
            counters.tlsFailures.increment();
            throw new ProtocolException("plaintext sent behind STARTTLS");
        }
        secure(tls.layer(socket), HANDSHAKE_MILLIS);
    }

    /// The client's side of TLS, by [TcpConnector].
    void startClientTls(ClientTls client, String host, int timeoutMillis) throws IOException {
        secure(client.layer(socket, host), timeoutMillis);
    }

    private void secure(SSLSocket layered, int timeoutMillis) throws IOException {
        deadlines.handshakeStarts(timeoutMillis);
        try {
            layered.setSoTimeout(timeoutMillis);
            layered.startHandshake();
        } catch (IOException e) {
            counters.tlsFailures.increment();
            throw e;
        } finally {
            deadlines.handshakeEnds();
        }
        source = layered.getInputStream();
        sink = layered.getOutputStream();
        secured = layered;
    }

    /// Raw deflate both ways from here on, RFC 4978. Say OK and flush before; bytes that are
    /// already buffered are taken as compressed.
    public void startDeflate() throws IOException {
        if (deflate != null)
            throw new IllegalStateException("compression is already on");
        flush();
        DeflateLayer layer = new DeflateLayer();
        layer.take(input, start, end - start);
        start = 0;
        end = 0;
        input = NO_BYTES;
        deflate = layer;
    }

    // ---- ending ----------------------------------------------------------------------------

    /// The listener stops: a connection between commands gets the farewell and is closed, one that
    /// is busy finishes its command first.
    void drain() { end(farewell); }

    /// Has the connection end with these words, from any thread: at once when it is between
    /// commands, else after the command at hand, whatever the client has sent behind it. The first
    /// words count.
    public void end(byte[] words) {
        if (ending == null)
            ending = words.clone();
        sayFarewell();
    }

    private void sayFarewell() {
        byte[] words = ending;
        if (words == null || !phase.compareAndSet(BETWEEN_COMMANDS, FAREWELL))
            return;
        try {
            send(words, 0, words.length);
            flush();
        } catch (IOException e) {
            // The client is gone already.
        }
        close();
    }

    /// Called now and then by the listener: cuts a connection that is stuck in a write or a
    /// handshake, or is past its total time.
    void cutIfOverdue() {
        if (deadlines.isOverdue()) {
            countOverdue();
            closeSocket(socket);
        }
    }

    /// Cuts the connection at once, without waiting for a write in progress.
    void cut() { closeSocket(socket); }

    /// Closes, after the peer has been told in TLS. What is buffered and not flushed is dropped.
    @Override
    public void close() {
        SSLSocket now = secured;
        if (now != null && !socket.isClosed()) {
            deadlines.handshakeStarts(HANDSHAKE_MILLIS);
            closeSocket(now);
        }
        closeSocket(socket);
    }

    /// Frees the compressor. By the connection's own thread, after the handler.
    void release() {
        DeflateLayer layer = deflate;
        if (layer != null)
            layer.close();
    }

    private static void closeSocket(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to do for it.
        }
    }

    @Override
    public String toString() { return name + " " + remote; }
}
