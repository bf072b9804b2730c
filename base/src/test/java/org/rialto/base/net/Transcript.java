package org.rialto.base.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Plays a transcript file against a server.
/// ```
/// # a comment
/// C: a line to send, CRLF added; \r \n \t \0 \\ and \xNN are escapes; ${name} a capture
/// C> the same without CRLF
/// S: a line to receive; {any} matches anything, {name:regex} captures
/// X: a line of something else to look at, one letter each
/// TLS        the client's handshake
/// CLOSED     the server has closed
/// ```
/// Lines to send that follow each other leave in one packet.
public final class Transcript {
    private static final Pattern CAPTURE = Pattern.compile("\\{(\\w+)(?::([^}]*))?}");

    private final InetSocketAddress address;
    private final SSLContext tls;
    private final Map<Character, Callable<String>> others;
    private final Map<String, String> captures = new HashMap<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private Socket socket;
    private InputStream input;

    /// `others` gives the next line of what a letter stands for.
    public Transcript(InetSocketAddress address, SSLContext tls, boolean implicitTls,
            Map<Character, Callable<String>> others) throws IOException {
        this.address = address;
        this.tls = tls;
        this.others = Map.copyOf(others);
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(60_000);
        input = socket.getInputStream();
        if (implicitTls) {
            startTls();
        }
    }

    public void play(Path file) throws Exception {
        int number = 0;
        for (String line : Files.readAllLines(file, UTF_8)) {
            number++;
            try {
                step(line);
            } catch (AssertionError | Exception e) {
                throw new AssertionError(file.getFileName() + ":" + number + ": " + line, e);
            }
        }
        flush();
        socket.close();
    }

    private void step(String line) throws Exception {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String text = line.length() > 3 ? line.substring(3) : "";
        if (line.startsWith("C:")) {
            pending.write(unescape(text));
            pending.write("\r\n".getBytes(UTF_8));
        } else if (line.startsWith("C>")) {
            pending.write(unescape(text));
        } else {
            flush();
            @Nullable
            Callable<String> other = line.startsWith(":", 1) ? others.get(line.charAt(0)) : null;
            if (line.startsWith("S:")) {
                match(readLine(), text);
            } else if (other != null) {
                match(other.call(), text);
            } else if (line.equals("TLS")) {
                startTls();
            } else if (line.equals("CLOSED")) {
                assertThat(input.read()).as("end of stream").isEqualTo(-1);
            } else {
                throw new AssertionError("not a line of a transcript");
            }
        }
    }

    private void flush() throws IOException {
        if (pending.size() > 0) {
            socket.getOutputStream().write(pending.toByteArray());
            pending.reset();
        }
    }

    private void match(String actual, String expected) {
        StringBuilder regex = new StringBuilder();
        Matcher matcher = CAPTURE.matcher(expected);
        int at = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(expected.substring(at, matcher.start())));
            String name = matcher.group(1);
            @Nullable
            String part = matcher.group(2);
            regex.append(name.equals("any")
                    ? ".*"
                    : "(?<" + name + ">" + (part == null ? ".*" : part) + ")");
            at = matcher.end();
        }
        regex.append(Pattern.quote(expected.substring(at)));
        Matcher result = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(actual);
        assertThat(result.matches()).as("\n got: %s\nwant: %s", actual, expected).isTrue();
        result.namedGroups().keySet().forEach(name -> captures.put(name, result.group(name)));
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = input.read();
            if (b < 0) {
                throw new AssertionError("end of stream after \"" + line.toString(UTF_8) + "\"");
            }
            if (b == '\n') {
                String text = line.toString(UTF_8);
                assertThat(text).endsWith("\r");
                return text.substring(0, text.length() - 1);
            }
            line.write(b);
        }
    }

    private byte[] unescape(String text) {
        String filled = text;
        for (Map.Entry<String, String> capture : captures.entrySet()) {
            filled = filled.replace("${" + capture.getKey() + "}", capture.getValue());
        }
        String bytes = new String(filled.getBytes(UTF_8), ISO_8859_1);
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < bytes.length(); at++) {
            char c = bytes.charAt(at);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char code = bytes.charAt(++at);
            switch (code) {
                case 'r' -> plain.append('\r');
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case '0' -> plain.append('\0');
                case 'x' -> {
                    plain.append((char) Integer.parseInt(bytes.substring(at + 1, at + 3), 16));
                    at += 2;
                }
                default -> plain.append(code);
            }
        }
        return plain.toString().getBytes(ISO_8859_1);
    }

    private void startTls() throws IOException {
        SSLSocket layered = (SSLSocket) tls.getSocketFactory().createSocket(socket,
                address.getHostString(), address.getPort(), true);
        layered.startHandshake();
        socket = layered;
        input = layered.getInputStream();
    }
}
