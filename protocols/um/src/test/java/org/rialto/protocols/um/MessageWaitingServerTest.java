package org.rialto.protocols.um;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.mailbox.voice.MessageWaiting;
import org.rialto.telephony.sip.CSeq;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCore;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;

/// RFC 3842, from a core of the same process: a peer that is trusted.
class MessageWaitingServerTest {
    private final UmFixture um;
    private final BlockingQueue<SipRequest> notifications = new LinkedBlockingQueue<>();

    MessageWaitingServerTest(@TempDir Path folder) throws IOException {
        um = new UmFixture(folder, 1, null, null);
    }

    @AfterEach
    void close() throws Exception { um.close(); }

    private SipResponse subscribe(String user, String event, int expires, String contact)
            throws InterruptedException {
        SipHeaders headers = new SipHeaders();
        // As a proxy in this process passes it on.
        headers.add("Via", "SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bKphone");
        headers.add("From", "<sip:" + user + "@contoso.com>;tag=1");
        headers.add("To", "<sip:" + user + "@contoso.com>");
        headers.add("Call-ID", "lamp-" + expires + user + event);
        headers.add("CSeq", new CSeq(1, "SUBSCRIBE"));
        headers.add("Contact", contact);
        headers.add("Event", event);
        headers.add("Expires", String.valueOf(expires));
        return um.layer.exchange(new SipRequest("SUBSCRIBE",
                SipUri.parse("sip:" + user + "@contoso.com"), headers, new byte[0]),
                new SipTarget.InProcess(um.server.agent()));
    }

    @Test
    void theBodyIsThatOfTheSpecification() {
        assertThat(MessageWaitingServer.body(new MessageWaiting(2, 8), "alice@contoso.com"))
                .isEqualTo("Messages-Waiting: yes\r\nMessage-Account: sip:alice@contoso.com\r\n"
                        + "Voice-Message: 2/8 (0/0)\r\n");
        assertThat(MessageWaitingServer.body(MessageWaiting.NONE, "a@b"))
                .startsWith("Messages-Waiting: no\r\n");
    }

    /// Takes every notification.
    private SipLayer phone() throws IOException {
        SipLayer phone = new SipLayer(new SipSettings(List.of(new SipSettings.Listen("phone",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false)), "127.0.0.1",
                null, SipTrust.NOBODY));
        phone.addCore(new SipCore() {
            @Override
            public boolean takes(SipRequest request, SipPeer peer) { return true; }

            @Override
            public void handle(ServerTransaction transaction) {
                notifications.add(transaction.request());
                transaction.respond(200);
            }
        });
        phone.start();
        return phone;
    }

    private static String contact(SipLayer phone) {
        return "<sip:alice@127.0.0.1:" + phone.listeners().getFirst().address().getPort()
                + ";transport=tcp>";
    }

    @Test
    void ofOneUserOnlySoManySubscriptionsAreKeptTheLatestOnes() throws Exception {
        try (SipLayer phone = phone()) {
            for (int i = 0; i <= MessageWaitingServer.MOST_OF_USER; i++)
                assertThat(subscribe("alice", "message-summary", 3600 + i, contact(phone)).status())
                        .isEqualTo(200);

            assertThat(um.lamps.subscriptions()).isEqualTo(MessageWaitingServer.MOST_OF_USER);
            assertThat(um.lamps.isOpen("lamp-3600alicemessage-summary")).isFalse();
            assertThat(um.lamps.isOpen("lamp-3601alicemessage-summary")).isTrue();
            SipRequest notify;
            do {
                notify = Objects.requireNonNull(notifications.poll(60, TimeUnit.SECONDS));
            } while (!"terminated;reason=probation"
                    .equals(notify.headers().first("Subscription-State")));
            assertThat(notify.headers().callId()).isEqualTo("lamp-3600alicemessage-summary");
        }
    }

    @Test
    void aSubscriberIsNotifiedAtOnceWhereTheContactSays() throws Exception {
        try (SipLayer phone = phone()) {
            SipResponse response = subscribe("alice", "message-summary", 3600,
                    contact(phone));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers().number("Expires")).isEqualTo(3600);
            SipRequest notify = notifications.poll(60, TimeUnit.SECONDS);
            if (notify == null)
                throw new AssertionError("no notification came");
            assertThat(new String(notify.body(), StandardCharsets.UTF_8))
                    .startsWith("Messages-Waiting: no\r\n");
            assertThat(notify.headers().first("Subscription-State")).startsWith("active");
        }
    }

    @Test
    void otherEventsTooShortTimesAndStrangersAreRefused() throws Exception {
        assertThat(subscribe("alice", "presence", 3600, "<sip:a@127.0.0.1:9>").status())
                .isEqualTo(489);
        assertThat(subscribe("alice", "message-summary", 10, "<sip:a@127.0.0.1:9>").status())
                .isEqualTo(423);
        assertThat(subscribe("nobody", "message-summary", 3600, "<sip:a@127.0.0.1:9>").status())
                .isEqualTo(404);
    }
}
