package org.rialto.transport.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.MessageTraits;
import org.rialto.transport.outbound.MailExchangers.Answer;
import org.rialto.transport.outbound.MailExchangers.Certificates;
import org.rialto.transport.outbound.MailExchangers.Exchanger;
import org.rialto.transport.outbound.Routing.SmartHost;

/// Makes one attempt to bring a message to the recipients of one destination: finds the hosts, tries
/// them in order, and says what became of each recipient. RFC 5321 §5.1.
public final class Courier implements AutoCloseable {
    private final Routing routing;
    private final MailExchangers exchangers;
    private final StsPolicies policies;
    private final OutboundSigner signer;
    private final SmtpClient client;

    public Courier(Routing routing, ClientSettings settings, MailExchangers exchangers,
            StsPolicies policies, OutboundSigner signer) {
        this.routing = routing;
        this.exchangers = exchangers;
        this.policies = policies;
        this.signer = signer;
        this.client = new SmtpClient(settings);
    }

    /// What messages to a domain wait in line for together: the smart host or the domain itself.
    ///
    /// @param domain in ASCII, or an address literal
    public String destination(String domain) {
        SmartHost smart = routing.smartHostFor(domain);
        return smart == null ? domain : "smarthost " + smart;
    }

    /// Blocks until every recipient has an outcome; they are in the recipients' order.
    ///
    /// @param domain of the recipients, in ASCII, or an address literal
    public List<Outcome> attempt(OutboundMessage message, String domain) {
        Route route = route(domain, message.requireTls());
        if (route.endpoints().isEmpty()) {
            return everyone(message, route.problem());
        }
        Outcome last = route.problem();
        boolean allPermanent = true;
        for (Endpoint endpoint : route.endpoints()) {
            try {
                return deliver(message, endpoint);
            } catch (SessionFailure e) {
                last = e.outcome(endpoint.host());
                allPermanent &= last.kind() == Outcome.Kind.FAILED;
            }
        }
        if (last.kind() == Outcome.Kind.FAILED && !allPermanent) {
            // Another host may let us in later.
            last = new Outcome(Outcome.Kind.DEFERRED, last.status().as(4), last.diagnostic(),
                    last.remoteHost(), last.replied(), false);
        }
        return everyone(message, last);
    }

    private List<Outcome> deliver(OutboundMessage message, Endpoint endpoint)
            throws SessionFailure {
        SmtpSession kept = client.reuse(endpoint);
        if (kept != null) {
            try {
                return deliver(message, kept);
            } catch (SessionFailure e) {
                // The peer may have tired of waiting; a fresh session tells.
            }
        }
        return deliver(message, openAsPolicyAllows(endpoint));
    }

    private SmtpSession openAsPolicyAllows(Endpoint endpoint) throws SessionFailure {
        try {
            return client.open(endpoint);
        } catch (SessionFailure e) {
            if (endpoint.tls() == TlsPolicy.OPPORTUNISTIC && !endpoint.implicitTls()
                    && e.getCause() instanceof SmtpSession.TlsFailed) {
                return client.open(endpoint.with(TlsPolicy.NONE));
            }
            throw e;
        }
    }

    private List<Outcome> deliver(OutboundMessage message, SmtpSession session)
            throws SessionFailure {
        try {
            Outcome obstacle = obstacle(message, session);
            if (obstacle != null) {
                return everyone(message, obstacle);
            }
            return send(message, session);
        } catch (IOException e) {
            throw new SessionFailure(EnhancedStatus.SYSTEM_INCORRECT,
                    "the message cannot be read from the queue: " + e.getMessage());
        } finally {
            client.done(session);
        }
    }

    /// Why the message cannot go over this session whatever is done to it; null when it can.
    private static @Nullable Outcome obstacle(OutboundMessage message, SmtpSession session) {
        Capabilities capabilities = session.capabilities();
        String host = session.endpoint().host();
        long limit = capabilities.sizeLimitBytes();
        if (limit > 0 && message.content().sizeBytes() > limit) {
            return Outcome.of(EnhancedStatus.MESSAGE_TOO_BIG,
                    "the message has " + message.content().sizeBytes() + " bytes, " + host
                            + " takes at most " + limit,
                    host);
        }
        if (message.requireTls() && !capabilities.requireTls()) {
            return Outcome.of(EnhancedStatus.NEEDS_REQUIRETLS,
                    host + " does not support REQUIRETLS, which the sender asked for", host);
        }
        if (!capabilities.smtpUtf8()
                && message.traits().needsSmtpUtf8(message.sender(), message.recipients())) {
            return Outcome.of(EnhancedStatus.NEEDS_SMTPUTF8,
                    host + " does not support SMTPUTF8, which the message's addresses or header"
                            + " need",
                    host);
        }
        return null;
    }

    /// Sends the message in a form that the peer takes, signed last: a signature over another form
    /// would not hold.
    private List<Outcome> send(OutboundMessage message, SmtpSession session)
            throws SessionFailure, IOException {
        MessageTraits traits = message.traits();
        Capabilities capabilities = session.capabilities();
        boolean convert = traits.binaryBody() && !capabilities.binaryMime()
                || traits.eightBitBody() && !capabilities.eightBitMime();
        if (!convert) {
            return session.send(signed(message));
        }
        try (SevenBitContent converted = SevenBitContent.of(message.content())) {
            return session.send(signed(message.with(
                    new MessageTraits(traits.utf8Header(), false, false), converted)));
        } catch (SevenBitContent.Unconvertible e) {
            String host = session.endpoint().host();
            return everyone(message, Outcome.of(EnhancedStatus.CONVERSION_IMPOSSIBLE, host
                    + " does not take 8-bit messages, and this one cannot be converted: "
                    + e.getMessage(), host));
        }
    }

    private OutboundMessage signed(OutboundMessage message) throws IOException {
        byte[] signature = signer.sign(message.sender(), message.content());
        return message.with(message.traits(), message.content().behind(signature));
    }

    /// The endpoints to try, or why there is none.
    private record Route(List<Endpoint> endpoints, Outcome problem) {
        static Route none(EnhancedStatus status, String problem) {
            return new Route(List.of(), Outcome.of(status, problem, ""));
        }
    }

    private Route route(String domain, boolean requireTls) {
        SmartHost smart = routing.smartHostFor(domain);
        if (smart != null) {
            return smartRoute(smart, requireTls);
        }
        TlsPolicy tls = requireTls ? TlsPolicy.VERIFIED : routing.tlsFor(domain);
        if (domain.startsWith("[")) {
            return literalRoute(domain, tls);
        }
        return switch (exchangers.exchangers(domain)) {
            case Answer.NullMx() -> Route.none(EnhancedStatus.NULL_MX,
                    "the domain " + domain + " does not take mail (null MX)");
            case Answer.NoSuchDomain() -> Route.none(EnhancedStatus.BAD_SYSTEM,
                    "the domain " + domain + " does not exist");
            case Answer.Failed(String reason) -> Route.none(EnhancedStatus.DIRECTORY_FAILURE,
                    reason);
            case Answer.Hosts(List<Exchanger> hosts) -> {
                if (requireTls
                        && !(routing.trustNameServer() && exchangers.isAuthentic(domain))) {
                    yield Route.none(EnhancedStatus.ENCRYPTION_NEEDED,
                            "the mail exchangers of " + domain + " are not secured by DNSSEC,"
                                    + " which REQUIRETLS asks for");
                }
                yield exchangerRoute(domain, hosts, tls);
            }
        };
    }

    private Route exchangerRoute(String domain, List<Exchanger> hosts, TlsPolicy tls) {
        Protection protection = new Protection(domain, tls);
        List<Endpoint> endpoints = new ArrayList<>();
        String unresolved = "";
        String refused = "";
        int ownPreference = Integer.MAX_VALUE;
        for (Exchanger host : hosts) {
            if (host.preference() >= ownPreference || endpoints.size() >= routing.addressLimit()) {
                break;
            }
            List<InetAddress> addresses;
            try {
                addresses = exchangers.addresses(host.host());
            } catch (UnknownHostException e) {
                unresolved = String.valueOf(e.getMessage());
                continue;
            }
            if (isOwn(host.host(), addresses)) {
                // RFC 5321 §5.1: hosts of our own preference and behind it would send it back.
                ownPreference = host.preference();
                endpoints.removeIf(endpoint -> preference(hosts, endpoint) >= host.preference());
                continue;
            }
            if (addresses.isEmpty()) {
                continue;
            }
            Endpoint model = protection.of(host.host(), addresses.getFirst());
            if (model == null) {
                refused = host.host();
                continue;
            }
            for (InetAddress address : addresses) {
                endpoints.add(model.at(address));
            }
        }
        if (endpoints.size() > routing.addressLimit()) {
            endpoints.subList(routing.addressLimit(), endpoints.size()).clear();
        }
        if (!refused.isEmpty() && unresolved.isEmpty()) {
            return new Route(endpoints, Outcome.of(EnhancedStatus.ENCRYPTION_NEEDED.as(4),
                    "mail to " + domain + " may not go to " + refused
                            + " now: its MTA-STS policy, or DNSSEC, forbids it",
                    refused));
        }
        return new Route(endpoints, noEndpoint(domain, unresolved, ownPreference));
    }

    /// How mail to a domain is protected, beyond what is configured: by DANE (RFC 7672) where the
    /// name server is trusted and the zone is signed, else by MTA-STS (RFC 8461).
    private final class Protection {
        private final String domain;
        private final TlsPolicy configured;
        private final @Nullable StsPolicy policy;
        private final boolean signed;

        Protection(String domain, TlsPolicy configured) {
            this.domain = domain;
            this.configured = configured;
            boolean off = configured == TlsPolicy.NONE;
            this.policy = off ? null : policies.of(domain, exchangers);
            this.signed = !off && routing.trustNameServer() && exchangers.isAuthentic(domain);
        }

        /// A host's endpoint, at the first of its addresses; null when mail may not go there now.
        @Nullable
        Endpoint of(String host, InetAddress address) {
            TlsPolicy tls = configured;
            if (policy != null && policy.mode() == StsPolicy.Mode.ENFORCE) {
                if (!policy.allows(host)) {
                    return null;
                }
                tls = TlsPolicy.VERIFIED;
            }
            Endpoint.Dane dane = null;
            if (signed) {
                switch (exchangers.certificates(host, routing.port())) {
                    case Certificates.Failed() -> {
                        return null;
                    }
                    case Certificates.Unknown() -> {
                    }
                    case Certificates.Named(Set<Tlsa> records) -> {
                        Set<Tlsa> usable = records.stream().filter(Tlsa::isUsable)
                                .collect(Collectors.toUnmodifiableSet());
                        // §2.2: records that nobody can use still say that there is TLS.
                        tls = tls.and(usable.isEmpty() ? TlsPolicy.REQUIRED : TlsPolicy.VERIFIED);
                        dane = usable.isEmpty()
                                ? null
                                : new Endpoint.Dane(usable, List.of(host, domain));
                    }
                }
            }
            return new Endpoint(host, address, routing.port(), tls, false, null, dane);
        }
    }

    private static Outcome noEndpoint(String domain, String unresolved, int ownPreference) {
        if (!unresolved.isEmpty()) {
            return Outcome.of(EnhancedStatus.DIRECTORY_FAILURE, unresolved, "");
        }
        if (ownPreference != Integer.MAX_VALUE) {
            return Outcome.of(EnhancedStatus.LOOP, "the mail exchanger of " + domain
                    + " is this server, which does not know the domain", "");
        }
        return Outcome.of(EnhancedStatus.UNABLE_TO_ROUTE,
                "no mail exchanger of " + domain + " has an address", "");
    }

    private static int preference(List<Exchanger> hosts, Endpoint endpoint) {
        return hosts.stream().filter(host -> host.host().equals(endpoint.host()))
                .mapToInt(Exchanger::preference).findFirst().orElse(0);
    }

    private boolean isOwn(String host, List<InetAddress> addresses) {
        return routing.ownNames().contains(host.toLowerCase(java.util.Locale.ROOT))
                || addresses.stream().anyMatch(routing.ownAddress());
    }

    private Route literalRoute(String literal, TlsPolicy tls) {
        InetAddress address;
        try {
            address = MailExchangers.addressOf(literal);
        } catch (UnknownHostException | IllegalArgumentException e) {
            return Route.none(EnhancedStatus.BAD_SYSTEM, literal + " is not an address");
        }
        if (routing.ownAddress().test(address)) {
            return Route.none(EnhancedStatus.LOOP, literal + " is this server");
        }
        return new Route(
                List.of(new Endpoint(literal, address, routing.port(), tls, false, null)),
                Outcome.of(EnhancedStatus.NO_ANSWER, "", ""));
    }

    private Route smartRoute(SmartHost smart, boolean requireTls) {
        TlsPolicy tls = requireTls ? TlsPolicy.VERIFIED : smart.tls();
        List<Endpoint> endpoints = new ArrayList<>();
        try {
            // By the operating system: a smart host may be a name of the local network only.
            for (InetAddress address : InetAddress.getAllByName(smart.host())) {
                endpoints.add(new Endpoint(smart.host(), address, smart.port(), tls,
                        smart.implicitTls(), smart.credentials()));
            }
        } catch (UnknownHostException e) {
            return Route.none(EnhancedStatus.DIRECTORY_FAILURE,
                    "the smart host " + smart.host() + " cannot be looked up");
        }
        return new Route(endpoints, Outcome.of(EnhancedStatus.NO_ANSWER, "", smart.host()));
    }

    private static List<Outcome> everyone(OutboundMessage message, Outcome outcome) {
        return message.recipients().stream().map(recipient -> outcome).toList();
    }

    /// Ends the sessions that wait for more.
    @Override
    public void close() { client.close(); }
}
