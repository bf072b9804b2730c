package org.rialto.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// An HTTP client that keeps to one connection, as NTLM asks.
final class OneConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private String head = "";
    private String body = "";

    OneConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String method, String path, String scheme, byte[] token, String content)
            throws IOException {
        send(method, path, scheme.isEmpty()
                ? ""
                : scheme + " " + Base64.getEncoder().encodeToString(token), content);
    }

    /// @param authorization the header's value; empty for none
    void send(String method, String path, String authorization, String content)
            throws IOException {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: x\r\n");
        if (!authorization.isEmpty()) {
            text.append("Authorization: ").append(authorization).append("\r\n");
        }
        text.append("Content-Length: ").append(content.length()).append("\r\n\r\n")
                .append(content);
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0)
                throw new IOException("the connection was closed after: " + read);
            read.append((char) octet);
        }
        head = read.toString();
        int length = Integer.parseInt(value("Content-Length: "));
        body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String value(String field) {
        int at = head.indexOf(field);
        if (at < 0)
            throw new IllegalStateException("no " + field + " in " + head);
        return head.substring(at + field.length(), head.indexOf("\r\n", at));
    }

    int status() { return Integer.parseInt(head.substring(9, 12)); }

    String head() { return head; }

    String body() { return body; }

    byte[] token(String scheme) {
        return Base64.getDecoder().decode(value("WWW-Authenticate: " + scheme + " "));
    }

    @Override
    public void close() throws IOException { socket.close(); }
}
