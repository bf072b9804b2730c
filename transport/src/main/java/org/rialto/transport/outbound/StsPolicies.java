package org.rialto.transport.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.database.Database;
import org.rialto.mapi.MailError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The MTA-STS policies of domains that mail goes to. RFC 8461. A policy is kept in the database for
/// as long as it says, so that nobody who interferes with DNS or HTTPS later can take it away, over
/// restarts too; it is fetched again when the domain's TXT record names another.
public final class StsPolicies {
    private static final Logger log = LoggerFactory.getLogger(StsPolicies.class);
    private static final int POLICY_BYTES = 64 << 10;
    private static final Duration FETCH_PAUSE = Duration.ofMinutes(5);
    private final @Nullable Database database;
    private final Fetch fetch;
    private final Clock clock;
    /// Domains whose policy could not be fetched a moment ago (§3.3 asks for rest).
    private final Cache<String, String> unfetched = Caffeine.newBuilder().maximumSize(10_000)
            .expireAfterWrite(FETCH_PAUSE).build();

    /// Gets the text of a domain's policy.
    @FunctionalInterface
    interface Fetch {
        String of(String domain) throws IOException;
    }

    /// @param tls trusts the usual authorities
    public StsPolicies(Database database, SSLSocketFactory tls, Duration timeout) {
        this(database, domain -> fetch(URI.create("https://mta-sts." + domain
                + "/.well-known/mta-sts.txt"), tls, timeout), Clock.systemUTC());
    }

    StsPolicies(@Nullable Database database, Fetch fetch, Clock clock) {
        this.database = database;
        this.fetch = fetch;
        this.clock = clock;
    }

    /// Asks nobody and knows no policy.
    public static StsPolicies off() {
        return new StsPolicies(null, domain -> "", Clock.systemUTC());
    }

    private record Known(String id, StsPolicy policy, long expiresMillis) {
        /// Half its time is over: looked at again, so that it never runs out where mail flows.
        boolean isAging(long nowMillis) {
            return expiresMillis - nowMillis < policy.maximumAgeSeconds() * 500;
        }
    }

    /// The policy in force; null when there is none.
    ///
    /// @param exchangers who looks up the TXT record
    @Nullable
    StsPolicy of(String domain, MailExchangers exchangers) {
        Database kept = database;
        if (kept == null) {
            return null;
        }
        Known known = known(kept, domain);
        String id = id(exchangers.texts("_mta-sts." + domain));
        boolean fresh = known != null && known.id().equals(id)
                && !known.isAging(clock.millis());
        if (id == null || fresh || id.equals(unfetched.getIfPresent(domain))) {
            return known == null ? null : known.policy();
        }
        try {
            StsPolicy policy = StsPolicy.parse(fetch.of(domain));
            keep(kept, domain, id, policy);
            return policy;
        } catch (IOException | MalformedDataException e) {
            log.info("The MTA-STS policy of {} cannot be had: {}", domain, e.getMessage());
            unfetched.put(domain, id);
            return known == null ? null : known.policy();
        }
    }

    /// ```
    /// sts-text-record = sts-version 1*(sts-field-delim sts-field) [sts-field-delim]
    /// sts-id          = "id" *WSP "=" *WSP 1*32(ALPHA / DIGIT)
    /// ```
    /// More than one record is as good as none (§3.1).
    static @Nullable String id(List<String> texts) {
        List<String> records = texts.stream().filter(text -> text.startsWith("v=STSv1;"))
                .toList();
        if (records.size() != 1) {
            return null;
        }
        for (String field : records.getFirst().split(";", -1)) {
            String[] both = field.strip().split("\\s*=\\s*", 2);
            if (both.length == 2 && both[0].equals("id") && both[1].matches("[A-Za-z0-9]{1,32}")) {
                return both[1];
            }
        }
        return null;
    }

    private @Nullable Known known(Database kept, String domain) {
        return kept.read(sql -> sql.first("SELECT id, policy, expires_millis FROM sts_policy"
                + " WHERE domain = ? AND expires_millis > ?",
                row -> new Known(row.getString(1), StsPolicy.parse(row.getString(2)),
                        row.getLong(3)),
                domain,
                clock.millis()));
    }

    private void keep(Database kept, String domain, String id, StsPolicy policy) {
        Instant now = clock.instant();
        try {
            kept.write(sql -> {
                sql.update("DELETE FROM sts_policy WHERE expires_millis <= ?", now.toEpochMilli());
                return sql.update("INSERT INTO sts_policy (domain, id, expires_millis, policy)"
                        + " VALUES (?, ?, ?, ?) ON CONFLICT (domain) DO UPDATE SET"
                        + " id = excluded.id, expires_millis = excluded.expires_millis,"
                        + " policy = excluded.policy", domain, id,
                        now.plusSeconds(policy.maximumAgeSeconds()).toEpochMilli(), policy.text());
            });
        } catch (MailError.Unavailable e) {
            log.warn("The MTA-STS policy of {} cannot be kept now: {}", domain, e.getMessage());
        }
    }

    /// §3.3: by HTTPS with a valid certificate, as text/plain, without following anywhere.
    static String fetch(URI uri, SSLSocketFactory tls, Duration timeout) throws IOException {
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
        Thread alarm = Thread.ofVirtual().name("mta-sts-alarm").start(() -> {
            try {
                // A server that sends byte after byte is never silent.
                Thread.sleep(timeout.multipliedBy(2));
                connection.disconnect();
            } catch (InterruptedException e) {
                // Fetched in time.
            }
        });
        try {
            connection.setSSLSocketFactory(tls);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
            connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP status " + connection.getResponseCode());
            }
            String type = connection.getContentType();
            if (type == null || !type.strip().toLowerCase(java.util.Locale.ROOT)
                    .startsWith("text/plain")) {
                throw new IOException("its type is " + type + ", not text/plain");
            }
            try (InputStream in = connection.getInputStream()) {
                byte[] text = in.readNBytes(POLICY_BYTES + 1);
                if (text.length > POLICY_BYTES) {
                    throw new IOException("it is longer than " + POLICY_BYTES + " bytes");
                }
                return new String(text, StandardCharsets.UTF_8);
            }
        } finally {
            alarm.interrupt();
            connection.disconnect();
        }
    }
}
