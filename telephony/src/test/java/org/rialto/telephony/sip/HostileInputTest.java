package org.rialto.telephony.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A live layer against what nobody should send: it goes on answering, and nothing stays.
class HostileInputTest extends SipTestbed {
    private static final String[] PIECES = {"INVITE", "BYE", "CANCEL", "ACK", "OPTIONS", "REGISTER",
            "sip:", "tel:", "Via: ", "v: SIP/2.0/TCP a;branch=z9hG4bK", "From: ", "To: ", ";tag=",
            "Call-ID: ", "CSeq: 1 ", "Content-Length: ", "Contact: *", "Route: <sip:a;lr>",
            "Require: 100rel", "Session-Expires: 0", "RAck: 1 1 INVITE", "\r\n", "\r\n\r\n", "\n",
            "<", ">", "\"", "\\", ",", ";", "=", "%", "@", "[", "]", " ", "\t", "\0", "\u00ff",
            "99999999999999999999", "-1", "SIP/2.0", "SIP/2.0 200 OK", "SIP/2.0 100 Trying"};

    @Test
    void changedMessagesNeverStopALayerAndNothingStays() throws Exception {
        Side bob = side(40000);
        Thread refusing = Thread.startVirtualThread(() -> {
            try {
                while (true)
                    bob.incoming.take().reject(486);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        int runs = Math.min(20_000, Integer.getInteger("rialto.fuzz.runs", 1_000));
        for (int run = 0; run < runs; run++) {
            Random random = new Random(run);
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            for (int count = random.nextInt(1, 5); count > 0; count--)
                messages.writeBytes(changed(random).getBytes(
                        random.nextBoolean() ? UTF_8 : ISO_8859_1));
            send(bob, messages.toByteArray());
        }
        try (RawPeer peer = new RawPeer(bob.layer)) {
            peer.send(RawPeer.request("OPTIONS", "")).answers("200 OK");
        }
        settles(bob.layer);
        refusing.interrupt();
        assertThat(bob.agent.active()).isEmpty();
    }

    private static void send(Side bob, byte[] bytes) throws IOException {
        int port = bob.layer.listeners().getFirst().address().getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // Cut off in mid-message, as it should be.
            assertThat(e).isInstanceOf(java.net.SocketException.class);
        }
    }

    private static String changed(Random random) {
        String method = PIECES[random.nextInt(6)];
        StringBuilder text = new StringBuilder(RawPeer.request(method,
                "Content-Type: application/sdp\nSupported: timer, 100rel\n",
                "v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\n"
                        + "m=audio 5000 RTP/AVP 0\n")
                .replace("\n", "\r\n"));
        for (int step = random.nextInt(5); step >= 0; step--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            text.replace(at, random.nextBoolean() ? at : end,
                    random.nextInt(8) == 0
                            ? Character.toString(random.nextInt(0x100))
                            : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// A trunk carries many people's calls: what one of them is called must not end it.
    @Test
    void whatStandsInAFieldCostsNoOtherMessageItsConnection() throws Exception {
        Side bob = side(40000);
        Random random = new Random(7);
        try (Socket socket = new Socket("127.0.0.1",
                bob.layer.listeners().getFirst().address().getPort());
                RawPeer peer = new RawPeer(socket)) {
            for (int run = 0; run < 300; run++) {
                byte[] name = new byte[random.nextInt(1, 9)];
                for (int i = 0; i < name.length; i++)
                    name[i] = (byte) random.nextInt(0x80, 0x100);
                String text = new String(name, ISO_8859_1);
                socket.getOutputStream().write(RawPeer
                        .request("OPTIONS", "Subject: " + text + "\nX-" + run + ": " + text + "\n")
                        .replace("From: <", "From: \"" + text + "\" <").replace("\n", "\r\n")
                        .getBytes(ISO_8859_1));
                peer.answers("200 OK");
            }
        }
    }

    @Test
    void aSlowSenderHoldsNothingButItsConnection() throws Exception {
        Side bob = side(40000);
        List<RawPeer> slow = new ArrayList<>();
        for (int i = 0; i < 50; i++)
            slow.add(new RawPeer(bob.layer).send("INVITE sip:bob@127.0.0.1 SIP/2.0\nVia: "));
        try (RawPeer peer = new RawPeer(bob.layer)) {
            peer.send(RawPeer.request("OPTIONS", "")).answers("200 OK");
        }
        assertThat(bob.layer.statistics().serverTransactions()).isZero();
        for (RawPeer each : slow)
            each.close();
    }

    @Test
    void whoConnectsAndSaysNothingKeepsNoPlaceNorWhoOnlyKeepsItAlive() throws Exception {
        Side bob = new Side(settings().with(new SipSettings.Capacity(50, 10, 50, 200, 60_000, 5_000,
                3_000)), agentSettings(), 40000);
        RawPeer silent = new RawPeer(bob.layer);
        RawPeer alive = new RawPeer(bob.layer).send("\n\n");
        try (RawPeer known = new RawPeer(bob.layer)) {
            known.send(RawPeer.request("OPTIONS", "")).answers("200 OK");
            assertThat(silent.isClosedByOther()).isTrue();
            assertThat(new String(alive.in().readAllBytes(), UTF_8)).isEqualTo("\r\n");
            Thread.sleep(3_500);
            known.send(RawPeer.request("OPTIONS", "")).answers("200 OK");
        }
        assertThat(bob.layer.listeners().getFirst().statistics().overdue()).isEqualTo(2);
    }
}
