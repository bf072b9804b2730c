package org.rialto.transport.outbound;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where mail for other servers goes. Domains are ASCII and lower case; an entry for `example.com`
/// is for that domain alone, one for `.example.com` for all below it.
///
/// @param smartHost       takes everything that `smartHosts` does not name; null: mail exchangers
/// @param smartHosts      by domain
/// @param tls             for mail exchangers
/// @param tlsByDomain     for the mail exchangers of some domains
/// @param port            of mail exchangers: 25
/// @param ownNames        host names of this server, to find loops
/// @param ownAddress      whether an address is this server's own, to find loops
/// @param trustNameServer its word on DNSSEC counts (it is on this machine or this network)
/// @param addressLimit    addresses to try in one attempt
public record Routing(@Nullable SmartHost smartHost, Map<String, SmartHost> smartHosts,
        TlsPolicy tls, Map<String, TlsPolicy> tlsByDomain, int port, Set<String> ownNames,
        Predicate<InetAddress> ownAddress, boolean trustNameServer, int addressLimit) {

    public Routing {
        smartHosts = Map.copyOf(smartHosts);
        tlsByDomain = Map.copyOf(tlsByDomain);
        ownNames = Set.copyOf(ownNames);
    }

    /// By MX, with opportunistic TLS.
    public static Routing direct(Set<String> ownNames, Predicate<InetAddress> ownAddress) {
        return new Routing(null, Map.of(), TlsPolicy.OPPORTUNISTIC, Map.of(), 25, ownNames,
                ownAddress, false, 8);
    }

    /// A server that relays for us.
    ///
    /// @param host        a name, which is not looked up for MX, or an address
    /// @param implicitTls as on port 465
    public record SmartHost(String host, int port, boolean implicitTls, TlsPolicy tls,
            @Nullable String user, @Nullable String password) {
        Endpoint.@Nullable Credentials credentials() {
            return user == null || password == null
                    ? null
                    : new Endpoint.Credentials(user, password);
        }

        @Override
        public String toString() { return host + ":" + port; }
    }

    @Nullable
    SmartHost smartHostFor(String domain) {
        SmartHost own = lookup(smartHosts, domain);
        return own != null ? own : smartHost;
    }

    TlsPolicy tlsFor(String domain) {
        TlsPolicy own = lookup(tlsByDomain, domain);
        return own != null ? own : tls;
    }

    private static <T> @Nullable T lookup(Map<String, T> byDomain, String domain) {
        T exact = byDomain.get(domain);
        for (int dot = domain.indexOf('.'); exact == null
                && dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            exact = byDomain.get(domain.substring(dot));
        }
        return exact;
    }
}
