package org.rialto.protocols.um;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A SIP client that says line by line what a test writes.
final class RawPhone implements AutoCloseable {
    static final String AUDIO = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 39998 RTP/AVP 0 101
            a=rtpmap:101 telephone-event/8000
            """;

    private final Socket socket;
    private final BufferedReader in;
    private int branch;

    /// A response: its status line, its fields as they came.
    record Response(int status, String line, List<String> fields) {
        /// The value of the first field of that name; empty for none.
        String field(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return fields.stream().filter(each -> each.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(each -> each.substring(start.length()).strip()).findFirst().orElse("");
        }
    }

    RawPhone(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(),
                StandardCharsets.UTF_8));
    }

    /// Sends a request; Via and the length of the body are put in.
    void send(String request, String body) throws IOException {
        String content = body.replace("\n", "\r\n");
        int end = request.indexOf('\n');
        String head = request.substring(0, end + 1) + "Via: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK"
                + System.identityHashCode(this) + (request.startsWith("ACK") ? "a" : "")
                + branch++ + "\n" + request.substring(end + 1) + "Max-Forwards: 70\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\n") + "Content-Length: "
                + content.length() + "\n\n";
        OutputStream out = socket.getOutputStream();
        out.write((head.replace("\n", "\r\n") + content).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// The next message, whatever it is.
    Response next() throws IOException {
        String line = in.readLine();
        if (line == null)
            throw new IOException("closed");
        List<String> fields = new ArrayList<>();
        int length = 0;
        String field;
        while (!(field = String.valueOf(in.readLine())).isEmpty()) {
            fields.add(field);
            if (field.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                length = Integer.parseInt(field.substring(15).strip());
        }
        char[] body = new char[length];
        int read = 0;
        while (read < length)
            read += in.read(body, read, length - read);
        fields.add("Body: " + new String(body).replace("\r\n", "|"));
        return new Response(
                line.startsWith("SIP/2.0") ? Integer.parseInt(line.substring(8, 11)) : 0,
                line, fields);
    }

    /// The final response to an INVITE, acknowledged.
    Response call(String invite, String body) throws IOException {
        send(invite, body);
        Response response;
        do {
            response = next();
        } while (response.status() < 200);
        String to = response.field("To");
        String ack = invite.replaceFirst("INVITE", "ACK").replace("1 INVITE", "1 ACK")
                .replaceFirst("(?m)^To: .*$", "To: " + to.replace("$", "\\$"));
        if (response.status() < 300)
            send(ack, "");
        return response;
    }

    @Override
    public void close() throws IOException { socket.close(); }
}
