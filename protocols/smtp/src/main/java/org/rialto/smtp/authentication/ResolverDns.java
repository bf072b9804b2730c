package org.rialto.smtp.authentication;

import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/// Real DNS, by dnsjava, with a cache.
public final class ResolverDns implements Dns {
    private static final int CACHED_ENTRIES = 50_000;
    private static final int NEGATIVE_SECONDS = 300;

    private final LookupSession session;
    private final Duration timeout;

    /// Asks the given name servers (addresses), or those of the operating system when none is given.
    public ResolverDns(List<String> nameServers, Duration timeout) {
        this.timeout = timeout;
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHED_ENTRIES);
        cache.setMaxNCache(NEGATIVE_SECONDS);
        this.session = LookupSession.builder().resolver(resolver(nameServers, timeout))
                .clearSearchPath().ndots(1).cache(cache).build();
    }

    private static Resolver resolver(List<String> nameServers, Duration timeout) {
        try {
            if (nameServers.isEmpty()) {
                Resolver resolver = new ExtendedResolver();
                resolver.setTimeout(timeout);
                return resolver;
            }
            List<Resolver> resolvers = new ArrayList<>();
            for (String nameServer : nameServers) {
                resolvers.add(new SimpleResolver(nameServer));
            }
            Resolver resolver = new ExtendedResolver(resolvers);
            resolver.setTimeout(timeout);
            return resolver;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a name server's address: " + nameServers, e);
        }
    }

    @Override
    public Answer lookup(String name, Kind kind) {
        try {
            Name absolute = Name.fromString(name.endsWith(".") ? name : name + ".");
            List<Record> records = session.lookupAsync(absolute, type(kind)).toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS).getRecords();
            return Answer.found(values(records, kind));
        } catch (TextParseException e) {
            return Answer.NO_NAME;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case NoSuchDomainException _ -> Answer.NO_NAME;
                case NoSuchRRSetException _ -> Answer.NO_DATA;
                case null, default -> Answer.FAILED;
            };
        } catch (TimeoutException e) {
            return Answer.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.FAILED;
        }
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case TXT -> Type.TXT;
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case MX -> Type.MX;
            case PTR -> Type.PTR;
        };
    }

    private static List<String> values(List<Record> records, Kind kind) {
        List<String> values = new ArrayList<>();
        List<Record> sorted = new ArrayList<>(records);
        if (kind == Kind.MX) {
            sorted.sort(Comparator.comparingInt(
                    record -> record instanceof MXRecord mx ? mx.getPriority() : 0));
        }
        for (Record record : sorted) {
            switch (record) {
                case TXTRecord txt -> values.add(text(txt));
                case ARecord a -> values.add(a.getAddress().getHostAddress());
                case AAAARecord aaaa -> values.add(aaaa.getAddress().getHostAddress());
                case MXRecord mx -> values.add(mx.getTarget().toString(true));
                case PTRRecord ptr -> values.add(ptr.getTarget().toString(true));
                default -> {
                    // A CNAME on the way.
                }
            }
        }
        return values;
    }

    private static String text(TXTRecord record) {
        StringBuilder text = new StringBuilder();
        for (byte[] part : record.getStringsAsByteArrays()) {
            text.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }
}
