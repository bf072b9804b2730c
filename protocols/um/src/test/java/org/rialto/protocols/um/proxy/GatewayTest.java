package org.rialto.protocols.um.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes from the address of the gateway, which telephones share here.
class GatewayTest extends SipServerBed {
    @Override
    protected String gatewayAddress() { return "127.0.0.1"; }

    @Test
    void anExchangeThatNamesItsCallersByItsAddressIsAskedForNoPassword() throws Exception {
        Phone bob = phone("bob").registered();
        for (String names : List.of("5501@127.0.0.1", "alice@127.0.0.1")) {
            Phone exchange = phone(names);
            exchange.callUnproved("bob");
            bob.answers();
            exchange.hears("180", "answered");
            // No more than a stranger's.
            exchange.callUnproved("sip:+49301234567@example.com");
            exchange.hears("ended 403");
        }
        Phone ours = phone("alice");
        ours.callUnproved("bob");
        ours.hears("ended 407");
        bob.isSilent();
        gateway.isSilent();
    }

    @Test
    void nobodyIsCalledAtTheGatewayForSayingToListenThere() throws Exception {
        Phone alice = phone("alice").registered();
        phone("bob", 200).registered();
        onlyConnectionsAre(1);
        alice.call("bob");
        assertThat(voiceMail.answers().request().headers().first("Diversion"))
                .contains("unavailable");
    }
}
