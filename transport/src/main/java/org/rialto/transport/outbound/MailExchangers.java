package org.rialto.transport.outbound;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/// Which hosts take a domain's mail. RFC 5321 §5.1, RFC 7505 (null MX). The only class that knows
/// dnsjava; answers are cached for their time to live.
public final class MailExchangers {
    private static final int CACHED_ENTRIES = 50_000;
    private final Resolver resolver;
    private final LookupSession session;
    private final Duration timeout;

    public MailExchangers(Resolver resolver, Duration timeout) {
        this.resolver = resolver;
        this.timeout = timeout;
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHED_ENTRIES);
        cache.setMaxNCache(300);
        this.session = LookupSession.builder().resolver(resolver).clearSearchPath().ndots(1)
                .cache(cache).build();
    }

    /// Asks the given name servers (addresses), or those of the operating system when none is given.
    public static MailExchangers system(List<String> nameServers, Duration timeout) {
        try {
            List<Resolver> resolvers = new ArrayList<>();
            for (String nameServer : nameServers) {
                resolvers.add(new SimpleResolver(nameServer));
            }
            ExtendedResolver all = resolvers.isEmpty()
                    ? new ExtendedResolver()
                    : new ExtendedResolver(resolvers);
            all.setTimeout(timeout.dividedBy(2));
            return new MailExchangers(all, timeout);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("a name server's address is malformed", e);
        }
    }

    /// A host and its preference; lower goes first.
    public record Exchanger(int preference, String host) {}

    /// What DNS says of a domain.
    public sealed interface Answer {
        /// In the order to try; hosts of one preference are shuffled.
        record Hosts(List<Exchanger> exchangers) implements Answer {}

        /// The domain takes no mail at all.
        record NullMx() implements Answer {}

        /// There is no such domain.
        record NoSuchDomain() implements Answer {}

        /// Nobody knows at the moment.
        record Failed(String reason) implements Answer {}
    }

    /// The exchangers of an ASCII domain. Without MX records that is the domain itself.
    public Answer exchangers(String domain) {
        if (!isName(domain)) {
            return new Answer.NoSuchDomain();
        }
        try {
            List<Exchanger> hosts = new ArrayList<>();
            for (Record mx : lookup(domain, Type.MX).getRecords()) {
                if (mx instanceof MXRecord exchanger) {
                    hosts.add(new Exchanger(exchanger.getPriority(),
                            exchanger.getTarget().toString(true)));
                }
            }
            if (hosts.size() == 1 && isRoot(hosts.getFirst().host())) {
                return new Answer.NullMx();
            }
            hosts.removeIf(host -> isRoot(host.host()));
            Collections.shuffle(hosts, ThreadLocalRandom.current());
            hosts.sort(Comparator.comparingInt(Exchanger::preference));
            return new Answer.Hosts(hosts.isEmpty() ? List.of(new Exchanger(0, domain)) : hosts);
        } catch (NoSuchDomainException e) {
            return new Answer.NoSuchDomain();
        } catch (NoSuchRRSetException e) {
            return new Answer.Hosts(List.of(new Exchanger(0, domain)));
        } catch (LookupFailed e) {
            return new Answer.Failed(e.reason);
        }
    }

    /// A host's addresses in the order to try: shuffled, the families alternating, IPv6 first as
    /// RFC 6724 has it. Empty when the host does not exist or has none.
    ///
    /// @throws UnknownHostException when DNS gives no answer now
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> six = new ArrayList<>();
        List<InetAddress> four = new ArrayList<>();
        boolean failed = false;
        for (int type : new int[]{Type.AAAA, Type.A}) {
            try {
                for (Record found : lookup(host, type).getRecords()) {
                    switch (found) {
                        case AAAARecord aaaa -> six.add(aaaa.getAddress());
                        case ARecord a -> four.add(a.getAddress());
                        default -> { // an alias on the way
                        }
                    }
                }
            } catch (NoSuchDomainException | NoSuchRRSetException e) {
                continue;
            } catch (LookupFailed e) {
                failed = true;
            }
        }
        if (failed && six.isEmpty() && four.isEmpty()) {
            throw new UnknownHostException("the addresses of " + host + " cannot be looked up");
        }
        Collections.shuffle(six, ThreadLocalRandom.current());
        Collections.shuffle(four, ThreadLocalRandom.current());
        List<InetAddress> both = new ArrayList<>();
        for (int i = 0; i < Math.max(six.size(), four.size()); i++) {
            if (i < six.size()) {
                both.add(six.get(i));
            }
            if (i < four.size()) {
                both.add(four.get(i));
            }
        }
        return both;
    }

    /// Whether a validating name server vouches (by DNSSEC) for the domain's MX records, as
    /// RFC 8689 §4.2.1 asks. Only as good as the path to that name server.
    public boolean isAuthentic(String domain) {
        try {
            return ask(domain, Type.MX).getHeader().getFlag(Flags.AD);
        } catch (IOException | LookupFailed e) {
            return false;
        }
    }

    /// The texts of a name's TXT records; none when there are none, or no answer.
    List<String> texts(String name) {
        try {
            List<String> texts = new ArrayList<>();
            for (Record found : lookup(name, Type.TXT).getRecords()) {
                if (found instanceof TXTRecord text) {
                    texts.add(String.join("", text.getStrings()));
                }
            }
            return texts;
        } catch (NoSuchDomainException | NoSuchRRSetException | LookupFailed e) {
            return List.of();
        }
    }

    /// What DNSSEC vouches for of a host's certificates (RFC 7672 §2.2).
    sealed interface Certificates {
        /// Nothing: the host's zone is not signed, or has no TLSA records.
        record Unknown() implements Certificates {}

        /// There may be some, but nobody can say now. Mail must wait.
        record Failed() implements Certificates {}

        record Named(Set<Tlsa> records) implements Certificates {}
    }

    /// Only as good as the path to the name server, which does the validating.
    Certificates certificates(String host, int port) {
        try {
            // §2.2.2: where addresses are not signed, TLSA is not asked for: such zones' servers
            // answer it wrongly too often.
            Message addresses = ask(host, Type.A);
            if (addresses.getRcode() == Rcode.SERVFAIL) {
                return new Certificates.Failed();
            }
            if (!addresses.getHeader().getFlag(Flags.AD)) {
                return new Certificates.Unknown();
            }
            Message answer = ask("_" + port + "._tcp." + host, Type.TLSA);
            int code = answer.getRcode();
            if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
                return new Certificates.Failed();
            }
            Set<Tlsa> records = new HashSet<>();
            for (Record found : answer.getSection(Section.ANSWER)) {
                if (found instanceof TLSARecord tlsa) {
                    records.add(Tlsa.of(tlsa.getCertificateUsage(), tlsa.getSelector(),
                            tlsa.getMatchingType(), tlsa.getCertificateAssociationData()));
                }
            }
            return records.isEmpty() || !answer.getHeader().getFlag(Flags.AD)
                    ? new Certificates.Unknown()
                    : new Certificates.Named(records);
        } catch (IOException | LookupFailed e) {
            return new Certificates.Failed();
        }
    }

    /// Asks a validating name server, whose verdict is the AD bit.
    private Message ask(String name, int type) throws IOException, LookupFailed {
        Message query = Message.newQuery(Record.newRecord(name(name), type, DClass.IN));
        query.getHeader().setFlag(Flags.AD);
        query.addRecord(new OPTRecord(1232, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
        return resolver.send(query);
    }

    private static boolean isRoot(String host) { return host.isEmpty() || host.equals("."); }

    /// Reads an address literal of RFC 5321 §4.1.3, in its brackets.
    ///
    /// @throws UnknownHostException when it is of another kind or malformed
    static InetAddress addressOf(String literal) throws UnknownHostException {
        String inner = literal.substring(1, literal.length() - 1);
        if (inner.regionMatches(true, 0, "IPv6:", 0, 5)) {
            String six = inner.substring(5);
            if (six.contains(":") && !six.contains("%")) {
                return InetAddress.ofLiteral(six);
            }
        } else if (inner.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')
                && inner.chars().filter(c -> c == '.').count() == 3
                && InetAddress.ofLiteral(inner) instanceof Inet4Address four) {
            return four;
        }
        throw new UnknownHostException("not an address literal of IPv4 or IPv6");
    }

    /// No answer now: [EnhancedStatus#DIRECTORY_FAILURE].
    private static final class LookupFailed extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        LookupFailed(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private LookupResult lookup(String name, int type)
            throws NoSuchDomainException, NoSuchRRSetException, LookupFailed {
        try {
            return session.lookupAsync(name(name), type).toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case NoSuchDomainException none -> throw none;
                case NoSuchRRSetException none -> throw none;
                case null, default -> throw new LookupFailed(
                        "DNS lookup of " + name + " failed: " + e.getCause());
            }
        } catch (TimeoutException e) {
            throw new LookupFailed("DNS lookup of " + name + " timed out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupFailed("DNS lookup of " + name + " was interrupted");
        }
    }

    private static boolean isName(String text) {
        try {
            return !name(text).equals(Name.root);
        } catch (LookupFailed e) {
            return false;
        }
    }

    private static Name name(String text) throws LookupFailed {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new LookupFailed(text + " is not a domain name");
        }
    }
}
