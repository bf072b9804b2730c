package org.rialto.telephony.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Finds where a URI's next hop is, in the order to try. RFC 3263 section 4, with TCP and TLS as the
/// only transports: what asks for another one cannot be reached.
final class SipResolver {
    private static final int MAXIMUM_HOPS = 16;
    static final int PORT = 5060;
    static final int SECURE_PORT = 5061;

    /// @param host the name that its certificate must have
    /// @param known the certificate that it may show as well, whatever that says
    record Hop(InetSocketAddress address, boolean tls, String host,
            @Nullable X509Certificate known) {
        Hop(InetSocketAddress address, boolean tls, String host) { this(address, tls, host, null); }

        /// Back to who has connected to us.
        static Hop back(SipPeer peer, int port, boolean tls) {
            return new Hop(new InetSocketAddress(peer.address(), port), tls,
                    peer.address().getHostAddress(),
                    peer.certificates().isEmpty() ? null : peer.certificates().getFirst());
        }
    }

    private final SipDns dns;

    SipResolver(SipDns dns) { this.dns = dns; }

    /// Empty when there is none.
    List<Hop> hops(SipUri uri) {
        if (!uri.isSip())
            return List.of();
        String host = server(uri);
        String transport = uri.transport();
        boolean known = transport == null || transport.equals("tcp") || transport.equals("tls")
                || transport.startsWith("tls-");
        if (!known || host.isEmpty())
            return List.of();
        boolean tls = uri.isSecure() || transport != null && transport.startsWith("tls");
        if (isNumeric(host) || uri.port() >= 0)
            return addresses(host, port(uri.port(), tls), tls, host);
        List<Hop> found = new ArrayList<>();
        if (transport == null && !uri.isSecure()) {
            byNaptr(host, found);
        } else if (uri.isSecure()) {
            services("_sips._tcp." + host, true, host, found);
        }
        if (found.isEmpty())
            services((tls ? "_sips" : "_sip") + "._tcp." + host, tls, host, found);
        if (found.isEmpty() && transport == null && !tls)
            services("_sips._tcp." + host, true, host, found);
        return found.isEmpty()
                ? addresses(host, port(-1, tls), tls, host)
                : found.subList(0, Math.min(MAXIMUM_HOPS, found.size()));
    }

    /// Whom to ask: one server of a pool by `ms-fe` (MS-EUMR 3.1.5, option tag Ms-Fe), the address of
    /// `maddr`, or the host.
    private static String server(SipUri uri) {
        String one = uri.parameter("ms-fe");
        String address = uri.parameter("maddr");
        return strip(one != null ? one : address != null ? address : uri.host());
    }

    private static int port(int given, boolean tls) {
        return given >= 0 ? given : tls ? SECURE_PORT : PORT;
    }

    private void byNaptr(String host, List<Hop> found) {
        List<SipDns.Naptr> records = dns.naptr(host).stream()
                .sorted(Comparator.comparingInt(SipDns.Naptr::order)
                        .thenComparingInt(SipDns.Naptr::preference))
                .toList();
        for (SipDns.Naptr each : records) {
            String service = each.service().toUpperCase(Locale.ROOT);
            boolean tls = service.equals("SIPS+D2T");
            if ((tls || service.equals("SIP+D2T")) && !each.replacement().isEmpty())
                services(each.replacement(), tls, host, found);
        }
    }

    /// RFC 2782: by priority, within one by weighted chance.
    private void services(String name, boolean tls, String certified, List<Hop> found) {
        List<SipDns.Service> left = new ArrayList<>(dns.services(name));
        left.removeIf(s -> s.host().isEmpty() || s.host().equals("."));
        while (!left.isEmpty() && found.size() < MAXIMUM_HOPS) {
            int best = left.stream().mapToInt(SipDns.Service::priority).min().orElse(0);
            List<SipDns.Service> group = left.stream().filter(s -> s.priority() == best).toList();
            SipDns.Service chosen = byWeight(group);
            left.remove(chosen);
            found.addAll(addresses(chosen.host(), chosen.port(), tls, certified));
        }
    }

    private static SipDns.Service byWeight(List<SipDns.Service> group) {
        int total = group.stream().mapToInt(SipDns.Service::weight).sum();
        int point = total == 0 ? 0 : ThreadLocalRandom.current().nextInt(total + 1);
        for (SipDns.Service each : group) {
            point -= each.weight();
            if (point <= 0)
                return each;
        }
        return group.getFirst();
    }

    private List<Hop> addresses(String host, int port, boolean tls, String certified) {
        List<Hop> hops = new ArrayList<>();
        for (InetAddress each : dns.addresses(host))
            hops.add(new Hop(new InetSocketAddress(each, port), tls, certified));
        return hops;
    }

    private static String strip(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    static boolean isNumeric(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }
}
