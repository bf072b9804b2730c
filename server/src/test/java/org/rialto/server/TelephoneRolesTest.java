package org.rialto.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The SIP server and the UM server in a whole server, each with and without the other.
@Timeout(300)
class TelephoneRolesTest {
    private static final String SOUND = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 39996 RTP/AVP 0
            """.replace("\n", "\r\n");

    @TempDir
    Path directory;

    /// A telephone that writes requests by hand.
    private static final class Caller implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader in;
        private int branch;

        Caller(InetSocketAddress server) throws IOException {
            socket.connect(server);
            socket.setSoTimeout(60_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(),
                    StandardCharsets.UTF_8));
        }

        void send(String line, String to, String fields, String body) throws IOException {
            String method = line.substring(0, line.indexOf(' '));
            String request = line + " SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bKx"
                    + branch++ + "\r\nMax-Forwards: 70\r\nFrom: <sip:eve@elsewhere.test>;tag=1\r\n"
                    + "To: " + to + "\r\nCall-ID: roles\r\nCSeq: " + (method.equals("ACK")
                            ? 1
                            : branch)
                    + " " + method + "\r\nContact: <sip:eve@127.0.0.1:9;transport=tcp>\r\n"
                    + fields
                    + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        }

        /// The head of the next final response.
        List<String> answer() throws IOException {
            List<String> head;
            do {
                head = new ArrayList<>();
                String line;
                int length = 0;
                while (!(line = String.valueOf(in.readLine())).isEmpty()) {
                    head.add(line);
                    if (line.startsWith("Content-Length:"))
                        length = Integer.parseInt(line.substring(15).strip());
                }
                for (int i = 0; i < length; i++)
                    in.read();
            } while (head.getFirst().startsWith("SIP/2.0 1"));
            return head;
        }

        /// The status of the final response.
        String asks(String line, String body) throws IOException {
            send(line, "<" + line.substring(line.indexOf(' ') + 1) + ">", "", body);
            return answer().getFirst().substring(8, 11);
        }

        @Override
        public void close() throws IOException { socket.close(); }
    }

    private ServerUnderTest server(String name, String... more) throws Exception {
        ServerUnderTest server = new ServerUnderTest(directory.resolve(name), more);
        server.addUser("ann", "Password01!");
        server.done("um", "enable", "ann", "--extension", "5501");
        return server;
    }

    private static boolean listens(ServerUnderTest server) {
        return server.server().listeners().stream().anyMatch(one -> one.name().equals("sip"));
    }

    @Test
    void bothAreThereUnlessTheConfigurationSaysOtherwise() throws Exception {
        try (ServerUnderTest server = server("both", "[um]", "access-numbers = [\"5500\"]");
                Caller caller = new Caller(server.address("sip"))) {
            assertThat(caller.asks("REGISTER sip:example.org", "")).isEqualTo("401");
            assertThat(caller.asks("INVITE sip:5500@example.org", SOUND)).isEqualTo("200");
        }
    }

    @Test
    void withoutTheSipServerEveryCallIsForVoiceMail() throws Exception {
        try (ServerUnderTest server = server("um", "[sip]", "server = false");
                Caller caller = new Caller(server.address("sip"))) {
            assertThat(caller.asks("REGISTER sip:example.org", "")).isEqualTo("405");
            assertThat(caller.asks("INVITE sip:ann@example.org", SOUND)).isEqualTo("200");
        }
    }

    @Test
    void withoutVoiceMailCallsEndAsThemselves() throws Exception {
        try (ServerUnderTest server = server("sip", "[um]", "enabled = false",
                "access-numbers = [\"5500\"]");
                Caller caller = new Caller(server.address("sip"))) {
            assertThat(caller.asks("REGISTER sip:example.org", "")).isEqualTo("401");
            assertThat(caller.asks("INVITE sip:ann@example.org", SOUND)).isEqualTo("480");
            assertThat(caller.asks("INVITE sip:5500@example.org", SOUND)).isEqualTo("480");
            assertThat(server.done("um", "calls")).doesNotContain("ann");
        }
    }

    @Test
    void withoutEitherNothingListens() throws Exception {
        try (ServerUnderTest server = server("neither", "[um]", "enabled = false", "[sip]",
                "server = false")) {
            assertThat(listens(server)).isFalse();
        }
    }

    /// MS-EUMR: one server has the telephones, another one voice mail.
    @Test
    void voiceMailMayBeAnotherServers() throws Exception {
        try (ServerUnderTest um = server("um", "[sip]", "server = false");
                ServerUnderTest sip = server("sip", "[um]", "enabled = false", "[sip]",
                        // The first one is not there.
                        "voice-mail = [\"sip:127.0.0.1:9;transport=tcp\", \"sip:127.0.0.1:"
                                + um.address("sip").getPort() + ";transport=tcp\"]");
                Caller caller = new Caller(sip.address("sip"))) {
            caller.send("INVITE sip:ann@example.org", "<sip:ann@example.org>", "", SOUND);
            List<String> answer = caller.answer();
            assertThat(answer.getFirst()).startsWith("SIP/2.0 200");
            assertThat(um.done("um", "calls")).contains("call-answering", "ann@example.org",
                    "eve@elsewhere.test");
            String to = field(answer, "To");
            String route = "Route: " + field(answer, "Record-Route") + "\r\n";
            String contact = field(answer, "Contact").replaceFirst("<([^>]*)>.*", "$1");
            caller.send("ACK " + contact, to, route, "");
            caller.send("BYE " + contact, to, route, "");
            assertThat(caller.answer().getFirst()).startsWith("SIP/2.0 200");
        }
    }

    private static String field(List<String> head, String name) {
        return head.stream().filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElseThrow();
    }

    @Test
    void voiceMailIsNotBothHereAndElsewhere() {
        assertThatThrownBy(() -> new ServerUnderTest(directory.resolve("home"), "[sip]",
                "voice-mail = \"sip:um.example.org;transport=tls\""))
                .isInstanceOf(IOException.class).hasMessageContaining("sip.voice-mail")
                .hasMessageContaining("um.enabled");
    }
}
