package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rialto.database.Patience.await;

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
    void whatWasRegisteredOverAConnectionEndsWithIt() throws Exception {
        Phone alice = phone("alice").registered();
        assertThat(server.registrations()).isEqualTo(1);
        alice.close();
        await().until(() -> server.registrations() == 0);
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
