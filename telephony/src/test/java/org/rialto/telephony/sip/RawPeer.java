package org.rialto.telephony.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A socket that speaks SIP as text, for what our own client never says.
final class RawPeer implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final SipReader reader;

    RawPeer(SipLayer layer) throws IOException {
        this(new Socket("127.0.0.1", layer.listeners().getFirst().address().getPort()));
    }

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
        reader = new SipReader(in, SipLimits.DEFAULT);
    }

    int port() { return socket.getLocalPort(); }

    /// The text with CRLF for its line ends.
    RawPeer send(String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /// The next message but 100, which comes or not as the machine is busy.
    SipMessage message() throws IOException {
        SipMessage message = any();
        while (message instanceof SipResponse response && response.status() == 100)
            message = any();
        return message;
    }

    private SipMessage any() throws IOException {
        SipFrame frame = reader.read();
        assertThat(frame).isInstanceOf(SipFrame.Message.class);
        return ((SipFrame.Message) Objects.requireNonNull(frame)).message();
    }

    SipRequest request() throws IOException { return (SipRequest) message(); }

    SipResponse response() throws IOException { return (SipResponse) message(); }

    /// The next response, as its status and reason.
    void answers(String expected) throws IOException {
        SipMessage message = expected.startsWith("100") ? any() : message();
        assertThat(message.startLine()).isEqualTo("SIP/2.0 " + expected);
    }

    InputStream in() { return in; }

    /// A request with the usual headers and those given; no body.
    static String request(String method, String more) { return request(method, more, ""); }

    static String request(String method, String more, String body) {
        String branch = "z9hG4bK" + SipLayer.random(6);
        return method + " sip:bob@127.0.0.1 SIP/2.0\nVia: SIP/2.0/TCP 192.0.2.1:5060;branch="
                + branch + ";rport\nMax-Forwards: 70\nFrom: <sip:alice@192.0.2.1>;tag=a1\n"
                + "To: <sip:bob@127.0.0.1>\nCall-ID: " + branch + "\nCSeq: 1 " + method
                + "\nContact: <sip:alice@192.0.2.1>\n" + more + "Content-Length: "
                + body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8).length + "\n\n"
                + body;
    }

    /// A response to a request that came, with the other headers given.
    static String response(SipRequest to, int status, String more, String body) {
        SipResponse response = SipResponse.to(to, status);
        NameAddress callee = to.headers().to();
        if (status > 100 && callee.tag() == null)
            response.headers().set("To", callee.withTag("raw"));
        return (response.startLine() + "\r\n" + response.headers()).replace("\r\n", "\n") + more
                + "Content-Length: "
                + body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8).length + "\n\n"
                + body;
    }

    boolean isClosedByOther() throws IOException { return in.read() < 0; }

    @Override
    public void close() throws IOException { socket.close(); }
}
