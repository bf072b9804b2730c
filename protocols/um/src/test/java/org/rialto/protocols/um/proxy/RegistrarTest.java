package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.telephony.sip.NameAddress;
import org.rialto.telephony.sip.SipRequest;
import org.rialto.telephony.sip.SipResponse;
import org.rialto.telephony.sip.SipTarget;

/// RFC 3261 section 10.3.
class RegistrarTest extends SipServerBed {
    @Test
    void asksForThePassword() throws Exception {
        Phone alice = phone("alice");
        SipResponse response = alice.layer.exchange(alice.registration(300, ""),
                new SipTarget.NextHop(address));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().first("WWW-Authenticate")).contains("realm=\"example.com\"",
                "algorithm=SHA-256");
        assertThat(alice.register("wrong", 300, "").status()).isEqualTo(401);
        assertThat(server.registrations()).isZero();
    }

    @Test
    void keepsATelephoneAndListsIt() throws Exception {
        Phone alice = phone("alice").registered();
        SipResponse response = alice.register(Phone.PASSWORD, 600, "");
        assertThat(response.headers().addresses("Contact")).hasSize(1);
        NameAddress contact = response.headers().addresses("Contact").getFirst();
        assertThat(contact.uri()).isEqualTo(alice.layer.localUri("phone", false));
        assertThat(Long.parseLong(String.valueOf(contact.parameter("expires"))))
                .isBetween(590L, 600L);
        assertThat(server.registrations()).isEqualTo(1);
        assertThat(server.registered().getFirst().user()).isEqualTo("alice@example.com");
    }

    @Test
    void whatIsDemandedAndNotThereIsToldByItsName() throws Exception {
        Phone alice = phone("alice");
        SipRequest register = alice.registration(300, "");
        register.headers().add("Require", "path, gruu");
        SipRequest options = alice.registration(0, "");
        SipRequest asks = new SipRequest(SipRequest.OPTIONS, options.uri(), options.headers(),
                new byte[0]);
        asks.headers().set("CSeq", "9 OPTIONS");
        asks.headers().add("Require", "gruu");
        for (SipRequest each : List.of(register, asks)) {
            SipResponse response = alice.layer.exchange(each, new SipTarget.NextHop(address));
            assertThat(response.status()).isEqualTo(420);
            assertThat(response.headers().list("Unsupported")).containsExactly("gruu");
        }
    }

    @Test
    void nobodyRegistersForSomebodyElse() throws Exception {
        Phone alice = phone("alice");
        SipRequest first = alice.registration(300, "");
        first.headers().set("To", "<sip:bob@example.com>");
        // The password of Alice for the address of Bob.
        assertThat(alice.registered()).isNotNull();
        SipResponse challenge = alice.layer.exchange(first, new SipTarget.NextHop(address));
        assertThat(challenge.status()).isEqualTo(401);
        SipRequest second = alice.registration(300, "");
        second.headers().set("To", "<sip:bob@example.com>");
        second.headers().add("Authorization", alice.answer(challenge, second, Phone.PASSWORD));
        assertThat(alice.layer.exchange(second, new SipTarget.NextHop(address)).status())
                .isEqualTo(403);
    }

    @Test
    void briefIntervalsAreToldTheShortest() throws Exception {
        SipResponse response = phone("alice").register(Phone.PASSWORD, 10, "");
        assertThat(response.status()).isEqualTo(423);
        assertThat(response.headers().first("Min-Expires")).isEqualTo("60");
    }

    @Test
    void zeroTakesItAway() throws Exception {
        Phone alice = phone("alice").registered();
        assertThat(alice.register(Phone.PASSWORD, 0, "").status()).isEqualTo(200);
        assertThat(server.registrations()).isZero();
    }

    @Test
    void aBindingLivesUntilItsTimeIsOverWhateverBecomesOfItsConnection() throws Exception {
        phone("alice").registered().close();
        onlyConnectionsAre(0);
        assertThat(server.registrations()).isEqualTo(1);
        clock.by(Duration.ofSeconds(301));
        assertThat(server.registrations()).isZero();
    }

    @Test
    void whatOnlyAConnectionLeadsToEndsWithIt() throws Exception {
        // Behind a router, by RFC 5626, and by the connection's own port.
        Phone alice = phone("alice");
        for (String contact : List.of("<sip:phone@192.168.7.7:5060>",
                "<sip:phone@127.0.0.1:5070;ob>", "<sip:phone@127.0.0.1:5071>;reg-id=1"))
            assertThat(registers(alice, contact)).isEqualTo(200);
        assertThat(server.registrations()).isEqualTo(3);
        alice.close();
        await().until(() -> server.registrations() == 0);
    }

    @Test
    void whoIsThereNeedsNoRoomOfThoseWhoHaveGone() throws Exception {
        for (int i = 0; i < 3; i++)
            phone("alice").registered().close();
        onlyConnectionsAre(0);
        phone("alice").registered();
        assertThat(server.registrations()).isEqualTo(3);
    }

    @Test
    void whoIsLockedHasNoTelephoneThoughItsConnectionIsGone() throws Exception {
        phone("alice").registered().close();
        onlyConnectionsAre(0);
        assertThat(server.registrations()).isEqualTo(1);
        lock("alice");
        await().until(() -> server.registrations() == 0);
    }

    private int registers(Phone phone, String contact) throws Exception {
        SipRequest first = phone.registration(300, "");
        SipResponse challenge = phone.layer.exchange(first, new SipTarget.NextHop(address));
        SipRequest again = phone.registration(300, "");
        again.headers().set("Contact", contact);
        again.headers().add("Authorization", phone.answer(challenge, again, Phone.PASSWORD));
        return phone.layer.exchange(again, new SipTarget.NextHop(address)).status();
    }

    @Test
    void aUserHasOnlySoManyTelephones() throws Exception {
        for (int i = 0; i < 3; i++)
            phone("alice").registered();
        assertThat(phone("alice").register(Phone.PASSWORD, 300, "").status()).isEqualTo(403);
    }

    @Test
    void whoIsRemovedHasNoTelephoneAnyMore() throws Exception {
        phone("alice").registered();
        ground.directory.change(edit -> {
            edit.remove(ground.user("alice").id());
            return true;
        });
        await().until(() -> server.registrations() == 0);
    }
}
