package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TestAuthority;
import org.rialto.telephony.sip.IncomingCall;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.OutgoingCall;
import org.rialto.telephony.sip.SipHeaders;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipSettings;
import org.rialto.telephony.sip.SipTrust;
import org.rialto.telephony.sip.SipUri;

/// Calls that go to UM servers of other processes. MS-EUMR 3.1.5 and "Retrying a Request".
class UmServerSearchTest extends SipServerBed {
    @TempDir
    static Path certificates;
    private static TestAuthority authority;
    private static ServerTls identity;

    @BeforeAll
    static void sign() throws Exception {
        authority = new TestAuthority(certificates, "servers");
        identity = authority.sign("server", "ip:127.0.0.1");
    }

    /// The server trusts UM servers that show a certificate of the authority.
    @Override
    protected SipSettings settings() { return settings("sip", false); }

    private static SipSettings settings(String name, boolean tls) {
        return new SipSettings(List.of(new SipSettings.Listen(name,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls)), "127.0.0.1",
                identity, new SipTrust(List.of(), List.of(), List.of(authority.certificate())));
    }

    private static SipUri at(Phone um) { return um.layer.localUri(null, false); }

    /// UM servers in this order.
    private List<Phone> umServers(int count) throws Exception {
        List<Phone> servers = new ArrayList<>();
        for (int i = 0; i < count; i++)
            servers.add(phone("um" + i));
        server.voiceMail(servers.stream().map(UmServerSearchTest::at).toList());
        return servers;
    }

    private static IncomingCall comes(Phone um) throws InterruptedException {
        IncomingCall call = um.incoming.poll(60, TimeUnit.SECONDS);
        assertThat(call).as("a call for " + um.user).isNotNull();
        return call;
    }

    private static void redirects(IncomingCall call, SipUri... elsewhere) {
        call.redirect(List.of(elsewhere).stream().map(NameAddress::new).toList());
    }

    /// This server stays between the UM server and the telephone.
    @Test
    void voiceMailElsewhereIsReachedWithDiversion() throws Exception {
        Phone um = umServers(1).getFirst();
        Phone alice = phone("alice").registered();
        OutgoingCall call = alice.call("bob", "Diversion: <sip:carol@example.com>");
        IncomingCall taken = um.answers();
        assertThat(taken.request().uri().toString())
                .isEqualTo("sip:bob@example.com;opaque=app:voicemail");
        assertThat(taken.request().headers().all("Diversion"))
                .containsExactly("<sip:bob@example.com>;reason=unavailable");
        assertThat(taken.request().headers().all("Record-Route")).hasSize(1);
        alice.hearsAtLast("answered");
        call.hangUp();
        um.hears("ended 200");
        alice.call("alice");
        assertThat(um.answers().request().headers().has("Diversion")).isFalse();
        voiceMail.isSilent();
    }

    @Test
    void theInviteSaysOnceThatThisServerUnderstandsMsFe() throws Exception {
        Phone um = umServers(1).getFirst();
        Phone alice = phone("alice").registered();
        alice.call("bob");
        SipHeaders plain = um.answers().request().headers();
        assertThat(plain.lists("Supported", "Ms-Fe")).isTrue();
        alice.call("bob", "Supported: ms-fe");
        SipHeaders known = um.answers().request().headers();
        assertThat(known.list("Supported").stream().filter("ms-fe"::equalsIgnoreCase)).hasSize(1);
        server.voiceMail(super.um);
        alice.call("bob");
        assertThat(voiceMail.answers().request().headers().lists("Supported", "Ms-Fe"))
                .as("to the UM server of the same process").isFalse();
    }

    @Test
    void aServerThatFailsIsFollowedByTheNext() throws Exception {
        List<Phone> um = umServers(4);
        um.get(0).close();
        Phone alice = phone("alice").registered();
        alice.call("bob");
        comes(um.get(1)).reject(503);
        comes(um.get(2)).reject(404);
        assertThat(um.get(3).answers().request().headers().first("Diversion"))
                .isEqualTo("<sip:bob@example.com>;reason=unavailable");
        alice.hearsAtLast("answered");
    }

    @Test
    void aServerThatSaysNothingIsGivenUpWhenItsTimerIsOver() throws Exception {
        List<Phone> um = umServers(3);
        phone("alice").registered().call("bob");
        comes(um.get(0));
        comes(um.get(1)).ring();
        um.get(2).answers();
        um.get(0).hears("ended 487");
        um.get(1).hears("ended 487");
    }

    @Test
    void whenAllHaveFailedTheCallEndsWith480() throws Exception {
        List<Phone> um = umServers(2);
        Phone bob = phone("bob").registered();
        Phone alice = phone("alice").registered();
        alice.call("bob");
        bob.rings().reject(486);
        comes(um.get(0)).reject(500);
        comes(um.get(1)).reject(404);
        alice.hearsAtLast("ended 480");
        um.forEach(Phone::close);
        alice.call("alice");
        alice.hearsAtLast("ended 480");
    }

    @Test
    void whatTheCallerCanMendIsToldAtOnce() throws Exception {
        List<Phone> um = umServers(2);
        Phone alice = phone("alice").registered();
        alice.call("bob");
        comes(um.get(0)).reject(488);
        alice.hearsAtLast("ended 488");
        um.get(1).isSilent();
    }

    @Test
    void aCallerWhoGivesUpIsNotTakenToTheNext() throws Exception {
        List<Phone> um = umServers(2);
        Phone alice = phone("alice").registered();
        OutgoingCall call = alice.call("bob");
        comes(um.get(0)).ring();
        alice.hears("180");
        call.hangUp();
        um.get(0).hears("ended 487");
        alice.hears("ended 487");
        um.get(1).isSilent();
    }

    @Test
    void aRedirectionIsFollowedToTheServerThatMsFeNames() throws Exception {
        List<Phone> um = umServers(2);
        Phone process = phone("process");
        Phone alice = phone("alice").registered();
        OutgoingCall call = alice.call("bob");
        SipUri pool = SipUri.of(null, "pool.invalid", at(process).port())
                .withParameter("transport", "tcp").withParameter("ms-fe", "127.0.0.1");
        redirects(comes(um.get(0)), pool);
        SipRequest invite = process.answers().request();
        assertThat(invite.uri()).isEqualTo(pool);
        assertThat(invite.headers().all("Diversion"))
                .containsExactly("<sip:bob@example.com>;reason=unavailable");
        assertThat(invite.headers().lists("Supported", "Ms-Fe")).isTrue();
        alice.hearsAtLast("answered");
        call.hangUp();
        process.hears("ended 200");
        um.get(1).isSilent();
    }

    @Test
    void aRedirectionThatLeadsNowhereIsAFailure() throws Exception {
        List<Phone> um = umServers(3);
        Phone dead = phone("dead");
        SipUri gone = at(dead);
        dead.close();
        phone("alice").registered().call("bob");
        redirects(comes(um.get(0)), at(um.get(0)));
        redirects(comes(um.get(1)), gone);
        um.get(2).answers();
    }

    @Test
    void redirectionsEnd() throws Exception {
        Phone um = umServers(1).getFirst();
        Phone alice = phone("alice").registered();
        alice.call("bob");
        for (int i = 0; i < 5; i++) {
            Phone next = phone("next" + i);
            redirects(comes(um), at(um), at(next));
            um = next;
        }
        Phone last = phone("last");
        redirects(comes(um), at(last));
        alice.hearsAtLast("ended 480");
        last.isSilent();
    }

    @Test
    void aRedirectionLeadsNeverOffTls() throws Exception {
        Phone plain = phone("plain");
        Phone next = phone("next");
        try (Phone router = new Phone("router", address, settings("um", true));
                Phone process = new Phone("process", address, settings("um", true))) {
            server.voiceMail(List.of(router.layer.localUri(null, true), at(next)));
            phone("alice").registered().call("bob");
            redirects(comes(router), at(plain), process.layer.localUri(null, true));
            redirects(comes(process), at(plain));
            next.answers();
        }
        plain.isSilent();
    }

    @Test
    void aSubscriptionGoesToTheNextServerToo() throws Exception {
        List<Phone> um = umServers(2);
        um.get(0).answersRequests = 503;
        um.get(1).answersRequestsBy = transaction -> transaction
                .respond(transaction.response(200).with("Expires", "600"));
        assertThat(phone("alice").registered().subscribe(600).status()).isEqualTo(200);
        assertThat(um.get(0).requests).hasSize(1);
        um.get(0).requests.clear();
        um.get(1).answersRequestsBy = transaction -> transaction.respond(500);
        assertThat(phone("bob").registered().subscribe(600).status()).isEqualTo(480);
        assertThat(um.get(0).requests).hasSize(1);
    }

    @Test
    void whatASubscriberCanMendIsToldAtOnceToo() throws Exception {
        List<Phone> um = umServers(2);
        Phone alice = phone("alice").registered();
        for (int status : List.of(423, 489)) {
            um.get(0).answersRequests = status;
            assertThat(alice.subscribe(600).status()).isEqualTo(status);
        }
        assertThat(um.get(1).requests).isEmpty();
    }

    @Test
    void aServerWithAUserPartIsCalledByThatVeryUri() throws Exception {
        Phone um = phone("um");
        SipUri plan = at(um).withUser("plan.example.com");
        server.voiceMail(List.of(plan));
        phone("alice").registered().call("bob");
        SipRequest invite = um.answers().request();
        assertThat(invite.uri()).isEqualTo(plan);
        assertThat(invite.headers().first("Diversion")).contains("sip:bob@example.com");
    }
}
