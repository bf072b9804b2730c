package org.rialto.transport.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rialto.transport.outbound.MailExchangers.Answer;
import org.rialto.transport.outbound.MailExchangers.Exchanger;

class MailExchangersTest {
    @Test
    void ordersByPreference() {
        MailExchangers dns = new ScriptedDns().mx("a.example", 20, "two.example")
                .mx("a.example", 10, "one.example").mx("a.example", 30, "three.example")
                .exchangers();
        assertThat(dns.exchangers("a.example")).isEqualTo(new Answer.Hosts(
                List.of(new Exchanger(10, "one.example"), new Exchanger(20, "two.example"),
                        new Exchanger(30, "three.example"))));
    }

    @Test
    void takesTheDomainItselfWithoutMx() {
        MailExchangers dns = new ScriptedDns().address("a.example", "192.0.2.1").exchangers();
        assertThat(dns.exchangers("a.example"))
                .isEqualTo(new Answer.Hosts(List.of(new Exchanger(0, "a.example"))));
    }

    @Test
    void tellsANullMxFromNoSuchDomainAndFromAFailure() {
        MailExchangers dns = new ScriptedDns().mx("null.example", 0, ".").fails("broken.example")
                .exchangers();
        assertThat(dns.exchangers("null.example")).isEqualTo(new Answer.NullMx());
        assertThat(dns.exchangers("nowhere.example")).isEqualTo(new Answer.NoSuchDomain());
        assertThat(dns.exchangers("broken.example")).isInstanceOf(Answer.Failed.class);
        assertThat(dns.exchangers("a..b")).isEqualTo(new Answer.NoSuchDomain());
    }

    @Test
    void followsAliases() {
        MailExchangers dns = new ScriptedDns().alias("alias.example", "real.example")
                .mx("real.example", 5, "mx.example").exchangers();
        assertThat(dns.exchangers("alias.example"))
                .isEqualTo(new Answer.Hosts(List.of(new Exchanger(5, "mx.example"))));
    }

    @Test
    void alternatesAddressFamiliesFromIpv6() throws UnknownHostException {
        MailExchangers dns = new ScriptedDns().address("mx.example", "192.0.2.1")
                .address("mx.example", "2001:db8::1").exchangers();
        assertThat(dns.addresses("mx.example")).containsExactly(
                InetAddress.ofLiteral("2001:db8::1"), InetAddress.ofLiteral("192.0.2.1"));
        assertThat(dns.addresses("none.example")).isEmpty();
    }

    @Test
    void saysWhenAddressesCannotBeLookedUp() {
        MailExchangers dns = new ScriptedDns().fails("mx.example").exchangers();
        assertThatThrownBy(() -> dns.addresses("mx.example"))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void readsAddressLiterals() throws UnknownHostException {
        assertThat(MailExchangers.addressOf("[192.0.2.1]"))
                .isEqualTo(InetAddress.ofLiteral("192.0.2.1"));
        assertThat(MailExchangers.addressOf("[IPv6:2001:db8::1]"))
                .isEqualTo(InetAddress.ofLiteral("2001:db8::1"));
        for (String bad : List.of("[tag:x]", "[1.2]", "[IPv6:fe80::1%eth0]", "[localhost]")) {
            assertThatThrownBy(() -> MailExchangers.addressOf(bad))
                    .isInstanceOf(UnknownHostException.class);
        }
    }
}
