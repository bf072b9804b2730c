package org.rialto.transport.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// An SMTP server on loopback that follows a script, one script a connection:
///
/// | line | does |
/// |---|---|
/// | `S: text` | sends a line |
/// | `C: text` | reads a line, which has to be this (`*` at the end stands for anything) |
/// | `DATA` | reads mail data up to the final dot and keeps it, unstuffed |
/// | `CHUNK` | reads `BDAT n LAST` and n bytes and keeps them |
/// | `TLS` | answers a TLS handshake |
/// | `BREAK TLS` | answers the TLS handshake with nonsense |
/// | `SLEEP n` | waits n milliseconds |
/// | `CLOSE` | closes; also at the script's end, after waiting for QUIT |
public final class ScriptedPeer implements AutoCloseable {
    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final List<String> scripts;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<byte[]> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile int connections;

    public ScriptedPeer(InetAddress address, int port, @Nullable SSLContext tls,
            String... scripts) throws IOException {
        this.tls = tls;
        this.scripts = List.of(scripts);
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(address, port));
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedPeer start(String... scripts) throws IOException {
        return new ScriptedPeer(InetAddress.ofLiteral("127.0.0.1"), 0, null, scripts);
    }

    public int port() { return listener.getLocalPort(); }

    public int connections() { return connections; }

    /// Contents received, in order.
    public List<String> messages() {
        return messages.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }

    /// What went against the script.
    public List<String> problems() { return problems; }

    private void accept() {
        Iterator<String> next = scripts.iterator();
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections++;
                if (!next.hasNext()) {
                    problems.add("an unexpected connection");
                    socket.close();
                    continue;
                }
                String script = next.next();
                Thread.ofVirtual().start(() -> play(script, socket));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
        }
    }

    private void play(String script, Socket first) {
        Socket socket = first;
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line : script.strip().split("\n")) {
                String step = line.strip();
                if (step.startsWith("S: ")) {
                    out.write((step.substring(3).replace("<CRLF>", "\r\n") + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
                } else if (step.startsWith("C: ")) {
                    expect(step.substring(3), readLine(in));
                } else if (step.equals("DATA")) {
                    messages.add(readData(in));
                } else if (step.equals("CHUNK")) {
                    String command = readLine(in);
                    expect("BDAT *", command);
                    messages.add(in.readNBytes(Integer.parseInt(command.split(" ")[1])));
                } else if (step.equals("TLS")) {
                    SSLSocket secure = (SSLSocket) java.util.Objects.requireNonNull(tls)
                            .getSocketFactory().createSocket(socket, null, true);
                    secure.setUseClientMode(false);
                    secure.startHandshake();
                    socket = secure;
                    in = new BufferedInputStream(secure.getInputStream());
                    out = secure.getOutputStream();
                } else if (step.equals("BREAK TLS")) {
                    in.read();
                    out.write("this is no TLS record at all\r\n".getBytes(StandardCharsets.UTF_8));
                } else if (step.startsWith("SLEEP ")) {
                    Thread.sleep(Long.parseLong(step.substring(6)));
                } else if (step.equals("CLOSE")) {
                    socket.close();
                    return;
                } else {
                    throw new IllegalArgumentException(step);
                }
            }
            String last = readLine(in);
            if (last.equals("QUIT")) {
                out.write("221 bye\r\n".getBytes(StandardCharsets.UTF_8));
            } else {
                problems.add("after the script: " + last);
            }
            socket.close();
        } catch (EOFException e) {
            if (!"at end".equals(e.getMessage())) {
                problems.add("the client left early");
            }
        } catch (IOException | InterruptedException e) {
            if (!listener.isClosed()) {
                problems.add(e.toString());
            }
        }
    }

    private void expect(String wanted, String line) {
        boolean same = wanted.endsWith("*")
                ? line.startsWith(wanted.substring(0, wanted.length() - 1))
                : line.equals(wanted);
        if (!same) {
            problems.add("wanted <" + wanted + "> and got <" + line + ">");
        }
    }

    private static byte[] readData(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            byte[] line = readRawLine(in);
            if (line.length == 3 && line[0] == '.' && line[1] == '\r') {
                return message.toByteArray();
            }
            int skip = line.length > 0 && line[0] == '.' ? 1 : 0;
            message.write(line, skip, line.length - skip);
        }
    }

    private static String readLine(InputStream in) throws IOException {
        byte[] line = readRawLine(in);
        return new String(line, 0, line.length - 2, StandardCharsets.UTF_8);
    }

    /// Up to and with CRLF; a bare LF or CR does not end it.
    private static byte[] readRawLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int previous = -1;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(line.size() == 0 ? "at end" : "in a line");
            }
            line.write(next);
            if (previous == '\r' && next == '\n') {
                return line.toByteArray();
            }
            previous = next;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : new ArrayList<>(sockets)) {
            socket.close();
        }
    }
}
