package org.rialto.protocols.um;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.telephony.sip.CSeq;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.ServerTransaction;
import org.rialto.telephony.sip.SipCore;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipLayer;
import org.rialto.telephony.sip.SipPeer;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipStatus;
import org.rialto.telephony.sip.SipTarget;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;

class UmServerTest {
    /// MS-OCEXUM 4.1, with what its figure leaves out.
    private static final String EXAMPLE = """
            INVITE sip:alice@contoso.com;opaque=app:voicemail SIP/2.0
            From: <sip:alice@contoso.com>;tag=01742a55e6;epid=6b5d10e663
            To: <sip:alice@contoso.com;opaque=app:voicemail>
            Call-ID: f7c2efff9240413cb6e5125fdca4b63a
            CSeq: 1 INVITE
            Contact: <sip:alice@contoso.com;opaque=user:epid:ihclvAI6-FmKSGLKr_2rtAAA;gruu>
            Ms-Exchange-Command: skip-pin
            """;

    private final UmFixture um;
    private final RawPhone phone;

    UmServerTest(@TempDir Path folder) throws IOException {
        um = new UmFixture(folder, 1, null, SipUri.parse("sip:fax@partner.example"));
        phone = new RawPhone(um.port());
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        um.close();
    }

    private static String to(String user) { return """
            INVITE sip:%s@127.0.0.1 SIP/2.0
            From: <sip:stranger@far.example>;tag=1
            To: <sip:%s@127.0.0.1>
            Call-ID: c-%s
            CSeq: 1 INVITE
            Contact: <sip:x@127.0.0.1:9>
            """.formatted(user, user, user); }

    @Test
    void theExampleOfTheSpecificationIsTakenAndOverTcpThePinIsAsked() throws Exception {
        RawPhone.Response response = phone.call(EXAMPLE, RawPhone.AUDIO);

        assertThat(response.line()).isEqualTo("SIP/2.0 200 OK");
        assertThat(response.field("From"))
                .isEqualTo("<sip:alice@contoso.com>;tag=01742a55e6;epid=6b5d10e663");
        assertThat(um.talk()).isEqualTo("alice@contoso.com is asked for the PIN");
    }

    private static SipHeaders fromAlice(String contact) {
        SipHeaders headers = new SipHeaders();
        headers.add("From", "<sip:alice@contoso.com>;tag=1");
        headers.add("To", "<sip:alice@contoso.com;opaque=app:voicemail>");
        headers.add("Call-ID", "inside");
        headers.add("CSeq", new CSeq(1, "INVITE"));
        headers.add("Contact", contact);
        return headers;
    }

    /// A call of the SIP server of this process, acknowledged; the final response.
    private static SipResponse callInside(UmFixture um, SipHeaders headers)
            throws InterruptedException {
        SipTarget inside = new SipTarget.InProcess(um.server.agent());
        SipResponse response = um.layer.exchange(new SipRequest("INVITE",
                SipUri.parse("sip:alice@contoso.com;opaque=app:voicemail"), headers,
                new byte[0]).withBody("application/sdp",
                        RawPhone.AUDIO.replace("\n", "\r\n").getBytes()),
                inside);
        SipHeaders ack = headers.copy();
        ack.set("To", new NameAddress(SipUri.parse("sip:alice@contoso.com"))
                .withTag(String.valueOf(response.headers().to().tag())));
        ack.set("CSeq", new CSeq(1, "ACK"));
        um.layer.sendStateless(new SipRequest("ACK", SipUri.parse("sip:alice@contoso.com"), ack,
                new byte[0]), inside);
        return response;
    }

    private static final String AT_GATEWAY = "sip:+49301234567@gateway.example:5070;transport=tcp;user=phone";

    /// A server that sends who calls it to a number outside.
    private static UmFixture sending(Path folder) throws Exception {
        UmFixture um = new UmFixture(folder, 1,
                SipUri.parse("sip:gateway.example:5070;transport=tcp"), null);
        um.conversations.transfers = AT_GATEWAY;
        return um;
    }

    /// Refer-To when a call of the SIP server of this process is sent to a number outside.
    private static String referTo(Path folder, boolean telephone) throws Exception {
        BlockingQueue<SipRequest> refers = new LinkedBlockingQueue<>();
        try (UmFixture um = sending(folder);
                SipLayer caller = new SipLayer(new SipSettings(List.of(new SipSettings.Listen(
                        "phone", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        false)), "127.0.0.1", null, SipTrust.NOBODY))) {
            caller.addCore(new SipCore() {
                @Override
                public boolean takes(SipRequest request, SipPeer peer) { return true; }

                @Override
                public void handle(ServerTransaction transaction) {
                    refers.add(transaction.request());
                    transaction.respond(SipStatus.DECLINE);
                }
            });
            caller.start();
            SipHeaders headers = fromAlice("<" + caller.localUri("alice", false) + ">");
            // As a proxy in this process passes it on.
            headers.add("Via", "SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bKphone");
            if (telephone)
                headers.add(UmServer.TELEPHONE, "yes");
            assertThat(callInside(um, headers).status()).isEqualTo(200);
            SipRequest refer = Objects.requireNonNull(refers.poll(60, TimeUnit.SECONDS));
            return String.valueOf(refer.headers().first("Refer-To"));
        }
    }

    @Test
    void aTelephoneOfOursIsSentToNumbersOutsideByItsDomainAndOthersByTheGateway(
            @TempDir Path one, @TempDir Path two, @TempDir Path three) throws Exception {
        assertThat(referTo(one, true)).isEqualTo("<sip:+49301234567@contoso.com;user=phone>");
        assertThat(referTo(two, false)).isEqualTo("<" + AT_GATEWAY + ">");
        try (UmFixture um = sending(three); RawPhone phone = new RawPhone(um.port())) {
            // Who comes from outside is believed nothing.
            phone.call(to("5502").replace("stranger@far.example", "alice@contoso.com")
                    + UmServer.TELEPHONE + ": yes\n", RawPhone.AUDIO);
            RawPhone.Response refer = phone.next();
            while (!refer.line().startsWith("REFER"))
                refer = phone.next();
            assertThat(refer.field("Refer-To")).isEqualTo("<" + AT_GATEWAY + ">");
            assertThat(refer.field("Referred-By")).isEqualTo("<sip:5502@127.0.0.1>");
        }
    }

    /// MS-OCEXUM 4.2.
    @Test
    void contactSaysThatAMachineAnswersAndUpdateIsAllowed() throws Exception {
        RawPhone.Response response = phone.call(EXAMPLE, RawPhone.AUDIO);

        assertThat(response.field("Contact")).matches(
                "<sip:127\\.0\\.0\\.1:\\d+;transport=tcp>;automata");
        assertThat(response.field("Allow")).contains("UPDATE");
    }

    @Test
    void fromTheSipServerOfThisProcessSkipPinIsBelieved() throws Exception {
        SipHeaders headers = fromAlice("<sip:alice@127.0.0.1:9>");
        headers.add("Ms-Exchange-Command", "skip-pin");

        SipResponse response = callInside(um, headers);

        assertThat(response.status()).isEqualTo(200);
        assertThat(um.talk()).isEqualTo("alice@contoso.com is let in");
    }

    @Test
    void aStrangerIsWhereHeIsWhateverHeCallsHimself() throws Exception {
        phone.call(to("5900"), RawPhone.AUDIO);
        um.talk();
        assertThat(um.conversations.origin).isEqualTo("7f000001");
    }

    @Test
    void anAttendantIsToldWhoCalls() throws Exception {
        phone.call(to("5900"), RawPhone.AUDIO);
        assertThat(um.talk()).isEqualTo("reception attends stranger@far.example");
    }

    @Test
    void unknownUsersAreNotFound() throws Exception {
        assertThat(phone.call(to("5599"), RawPhone.AUDIO).line())
                .isEqualTo("SIP/2.0 404 Not Found");
    }

    @Test
    void whoOffersNoSoundThatWeKnowIsNotAcceptable() throws Exception {
        assertThat(phone.call(to("5502"), RawPhone.AUDIO.replace("RTP/AVP 0 101",
                "RTP/AVP 18 101")).status()).isEqualTo(488);
    }

    @Test
    void aBusyServerSaysWhenToTryAgain() throws Exception {
        assertThat(phone.call(to("5502"), RawPhone.AUDIO).status()).isEqualTo(200);
        assertThat(um.talk()).isEqualTo("answers for bob@contoso.com");

        RawPhone.Response second = phone.call(to("5501"), RawPhone.AUDIO);

        assertThat(second.status()).isEqualTo(503);
        assertThat(second.field("Retry-After")).isEqualTo("10");
        assertThat(um.server.calls().list()).singleElement()
                .satisfies(call -> assertThat(call.kind())
                        .isEqualTo(ActiveCall.Kind.CALL_ANSWERING));
        assertThat(um.server.calls().refused()).isOne();
    }

    @Test
    void aCallerWhoHangsUpGivesThePlaceBack() throws Exception {
        RawPhone.Response answer = phone.call(to("5502"), RawPhone.AUDIO);
        um.talk();
        phone.send("""
                BYE sip:5502@127.0.0.1 SIP/2.0
                From: <sip:stranger@far.example>;tag=1
                To: %s
                Call-ID: c-5502
                CSeq: 2 BYE
                """.formatted(answer.field("To")), "");

        assertThat(phone.next().status()).isEqualTo(200);
        await().until(() -> um.server.calls().count() == 0 && um.engine.sessions() == 0);
    }

    @Test
    void aCallThatIsPutOnHoldAndTakenBackIsAnsweredInKind() throws Exception {
        String invite = to("5502");
        RawPhone.Response answer = phone.call(invite, RawPhone.AUDIO);
        um.talk();
        String again = invite.replaceFirst("(?m)^To: .*$", "To: " + answer.field("To"))
                .replace("1 INVITE", "2 INVITE");
        phone.send(again, RawPhone.AUDIO.replace("IN IP4 127.0.0.1\ns=-", "IN IP4 127.0.0.1\ns=h")
                + "a=sendonly\n");
        RawPhone.Response held;
        do {
            held = phone.next();
        } while (held.status() < 200);
        phone.send(again.replaceFirst("INVITE", "ACK").replace("2 INVITE", "2 ACK"), "");

        assertThat(held.status()).isEqualTo(200);
        assertThat(held.field("Body")).contains("|a=recvonly|");
    }

    @Test
    void faxesGoToThePartner() throws Exception {
        RawPhone.Response response = phone.call(to("5502"), RawPhone.AUDIO.replaceAll(
                "(?s)m=audio.*", "m=image 39998 udptl t38\n"));

        assertThat(response.status()).isEqualTo(302);
        assertThat(response.field("Contact")).isEqualTo("<sip:fax@partner.example>");
    }

    @Test
    void optionsAreAnswered() throws Exception {
        phone.send("""
                OPTIONS sip:127.0.0.1 SIP/2.0
                From: <sip:stranger@far.example>;tag=1
                To: <sip:127.0.0.1>
                Call-ID: o
                CSeq: 1 OPTIONS
                """, "");

        assertThat(phone.next().status()).isEqualTo(200);
    }

    @Test
    void aStrangerIsNotToldHowMuchMailWaits() throws Exception {
        phone.send("""
                SUBSCRIBE sip:alice@contoso.com SIP/2.0
                From: <sip:alice@contoso.com>;tag=1
                To: <sip:alice@contoso.com>
                Call-ID: s
                CSeq: 1 SUBSCRIBE
                Contact: <sip:x@127.0.0.1:9>
                Event: message-summary
                """, "");

        assertThat(phone.next().status()).isEqualTo(403);
    }

    @Test
    void aServerThatStopsHangsUpAndWaitsForConversations() throws Exception {
        phone.call(to("5502"), RawPhone.AUDIO);
        um.talk();

        assertThat(um.server.drain(Duration.ofMillis(100))).isFalse();

        assertThat(um.server.calls().count()).isZero();
        assertThat(phone.next().line()).startsWith("BYE ");
    }
}
