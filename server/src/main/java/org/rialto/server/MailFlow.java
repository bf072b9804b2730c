package org.rialto.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.database.Database;
import org.rialto.directory.SmtpAddress;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.Setting;
import org.rialto.server.config.Settings;
import org.rialto.transport.MailTransport;
import org.rialto.transport.TransportConfiguration;
import org.rialto.transport.outbound.ClientSettings;
import org.rialto.transport.outbound.Courier;
import org.rialto.transport.outbound.MailExchangers;
import org.rialto.transport.outbound.Routing;
import org.rialto.transport.outbound.StsPolicies;
import org.rialto.transport.outbound.Timeouts;
import org.rialto.transport.outbound.TlsPolicy;
import org.rialto.transport.queue.QueueLimits;
import org.rialto.transport.queue.RetrySchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the transport of the configuration: queue, retries, and the way out.
final class MailFlow {
    private static final Logger log = LoggerFactory.getLogger(MailFlow.class);
    private static final Duration POLICY_TIMEOUT = Duration.ofSeconds(30);

    private final Home home;
    private final Configuration configuration;

    private MailFlow(Home home, Configuration configuration) {
        this.home = home;
        this.configuration = configuration;
    }

    /// Opens the queue and resumes what is in it.
    static MailTransport open(Home home, Configuration configuration, Rooms rooms)
            throws IOException {
        MailFlow flow = new MailFlow(home, configuration);
        String hostName = hostName(configuration);
        ClientSettings settings = ClientSettings.of(hostName, Timeouts.standard());
        Courier courier = new Courier(flow.routing(hostName), settings,
                MailExchangers.system(configuration.get(Settings.NAME_SERVERS),
                        configuration.get(Settings.DNS_TIMEOUT)),
                flow.policies(rooms.database(), settings), DkimKeys.signer(home, configuration));
        return new MailTransport(flow.transport(hostName), rooms.database(), rooms.store(),
                rooms.directory(), courier, Clock.systemUTC());
    }

    /// What this server calls itself.
    static String hostName(Configuration configuration) {
        String name = configuration.get(Settings.HOSTNAME);
        if (!name.isEmpty())
            return name;
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private TransportConfiguration transport(String hostName) throws IOException {
        String postmaster = configuration.get(Settings.POSTMASTER);
        String journal = configuration.get(Settings.JOURNAL);
        RetrySchedule retry = new RetrySchedule(configuration.get(Settings.RETRY_DELAYS),
                RetrySchedule.STANDARD.jitter(), configuration.get(Settings.RETRY_MAXIMUM_AGE),
                configuration.get(Settings.DELAY_NOTICE));
        QueueLimits queue = new QueueLimits(configuration.get(Settings.OUTBOUND_SESSIONS),
                configuration.get(Settings.OUTBOUND_SESSIONS_PER_DESTINATION),
                QueueLimits.STANDARD.localDeliveries(),
                configuration.get(Settings.OUTBOUND_RECIPIENTS),
                QueueLimits.STANDARD.tasksInMemory(), rates());
        return new TransportConfiguration(hostName, configuration.get(Settings.NODE),
                postmaster.isEmpty() ? null : SmtpAddress.parse(postmaster),
                journal.isEmpty() ? null : SmtpAddress.parse(journal),
                configuration.get(Settings.MESSAGE_SIZE), configuration.get(Settings.HOPS),
                configuration.get(Settings.OWN_SENDERS_ONLY),
                configuration.get(Settings.FOREIGN_SENDERS), retry, queue,
                ruleLimits(configuration));
    }

    static RuleLimits ruleLimits(Configuration configuration) {
        RuleLimits standard = RuleLimits.DEFAULT;
        return new RuleLimits(configuration.get(Settings.RULES_SIZE),
                standard.extendedRuleBytes(), standard.extendedRules(),
                configuration.get(Settings.RULES_RECIPIENTS),
                configuration.get(Settings.RULES_MESSAGES),
                configuration.get(Settings.RULES_HOPS));
    }

    private Routing routing(String hostName) throws IOException {
        Routing direct = Routing.direct(
                Stream.of(hostName, "localhost").collect(Collectors.toUnmodifiableSet()),
                MailFlow::isOwn);
        return new Routing(smartHost(), routes(),
                policy(configuration.get(Settings.OUTBOUND_TLS)), tlsByDomain(),
                configuration.get(Settings.OUTBOUND_PORT), direct.ownNames(),
                direct.ownAddress(), configuration.get(Settings.TRUST_NAME_SERVERS),
                direct.addressLimit());
    }

    private Map<String, TlsPolicy> tlsByDomain() throws IOException {
        Map<String, TlsPolicy> policies = new HashMap<>();
        for (Map.Entry<String, String> one : byDomain(Settings.OUTBOUND_TLS_BY_DOMAIN).entrySet()) {
            if (!List.of("none", "opportunistic", "required", "verified")
                    .contains(one.getValue())) {
                throw malformed(Settings.OUTBOUND_TLS_BY_DOMAIN, one.getValue(),
                        "It must be none, opportunistic, required or verified.");
            }
            policies.put(one.getKey(), policy(one.getValue()));
        }
        return policies;
    }

    private Map<String, Integer> rates() throws IOException {
        Map<String, Integer> rates = new HashMap<>();
        for (Map.Entry<String, String> one : byDomain(Settings.OUTBOUND_RATES).entrySet()) {
            if (!one.getValue().matches("[1-9][0-9]{0,5}")) {
                throw malformed(Settings.OUTBOUND_RATES, one.getValue(),
                        "It must be a number of messages.");
            }
            rates.put(one.getKey(), Integer.valueOf(one.getValue()));
        }
        return rates;
    }

    /// `DOMAIN=VALUE`, the domains in lower case.
    private Map<String, String> byDomain(Setting<List<String>> setting) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String entry : configuration.get(setting)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw malformed(setting, entry, "It must be DOMAIN=VALUE.");
            }
            values.put(entry.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    entry.substring(equals + 1).strip());
        }
        return values;
    }

    private IOException malformed(Setting<?> setting, String value, String advice) {
        return new IOException(setting.key() + " has \"" + value + "\" (set by "
                + configuration.origin(setting) + "). " + advice);
    }

    private StsPolicies policies(Database database, ClientSettings settings) {
        return configuration.get(Settings.MTA_STS)
                ? new StsPolicies(database, settings.verifyingTls(), POLICY_TIMEOUT)
                : StsPolicies.off();
    }

    private Routing.@Nullable SmartHost smartHost() throws IOException {
        String name = configuration.get(Settings.SMART_HOST);
        if (name.isEmpty())
            return null;
        return smartHost(name, configuration.get(Settings.SMART_HOST_TLS),
                configuration.get(Settings.SMART_HOST_USER),
                configuration.get(Settings.SMART_HOST_PASSWORD_FILE),
                Settings.SMART_HOST.key());
    }

    /// The smart hosts of single domains.
    private Map<String, Routing.SmartHost> routes() throws IOException {
        Map<String, Routing.SmartHost> routes = new HashMap<>();
        for (Map.Entry<String, String> one : byDomain(Settings.OUTBOUND_ROUTES).entrySet()) {
            String[] words = one.getValue().split("\\s+");
            String tls = words.length > 1 ? words[1] : "verified";
            if (words[0].isEmpty() || words.length == 3 || words.length > 4
                    || !Settings.SMART_HOST_TLS_WORDS.contains(tls)) {
                throw malformed(Settings.OUTBOUND_ROUTES, one.getValue(),
                        "It must be HOST[:PORT] [TLS [USER PASSWORD-FILE]], TLS one of "
                                + String.join(", ", Settings.SMART_HOST_TLS_WORDS) + ".");
            }
            boolean user = words.length > 2;
            routes.put(one.getKey(), smartHost(words[0], tls, user ? words[2] : "",
                    user ? words[3] : "", Settings.OUTBOUND_ROUTES.key()));
        }
        return routes;
    }

    private Routing.SmartHost smartHost(String name, String tls, String user, String passwordFile,
            String key) throws IOException {
        int colon = name.lastIndexOf(':');
        int port;
        try {
            port = colon < 0 ? 587 : Integer.parseInt(name.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IOException(key + ": " + name + " has no port number behind its colon", e);
        }
        boolean implicit = tls.equals("implicit");
        return new Routing.SmartHost(colon < 0 ? name : name.substring(0, colon), port, implicit,
                implicit ? TlsPolicy.VERIFIED : policy(tls), emptyToNull(user),
                secret(passwordFile, key));
    }

    private @Nullable String secret(String file, String key) throws IOException {
        if (file.isEmpty())
            return null;
        try (var lines = Files.lines(home.resolve(file))) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new IOException("cannot read the password that " + key + " names: " + e, e);
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static TlsPolicy policy(String word) {
        return switch (word) {
            case "none" -> TlsPolicy.NONE;
            case "required" -> TlsPolicy.REQUIRED;
            case "verified" -> TlsPolicy.VERIFIED;
            default -> TlsPolicy.OPPORTUNISTIC;
        };
    }

    /// Whether mail sent to the address would come back to this machine.
    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress() || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            log.debug("cannot look at network interfaces: {}", e.toString());
            return false;
        }
    }

}
