package org.rialto.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Listener;
import org.rialto.base.net.ServerTls;
import org.rialto.base.net.TcpListener;
import org.rialto.http.HttpHost;
import org.rialto.extraction.ExtractionLimits;
import org.rialto.extraction.TextExtractor;
import org.rialto.mailbox.search.TextIndexer;
import org.rialto.mapihttp.MapiHttp;
import org.rialto.server.acme.AcmeChallenges;
import org.rialto.server.acme.AcmeSettings;
import org.rialto.server.acme.CertificateRenewal;
import org.rialto.server.command.CommandLines;
import org.rialto.server.config.Configuration;
import org.rialto.server.config.ListenAddress;
import org.rialto.server.config.Settings;
import org.rialto.server.control.ControlSocket;
import org.rialto.server.observe.Health;
import org.rialto.server.observe.Metrics;
import org.rialto.server.observe.ObservationEndpoint;
import org.rialto.server.telephony.Telephony;
import org.rialto.server.telephony.TrustWatch;
import org.rialto.server.telephony.UnifiedMessaging;
import org.rialto.transport.MailTransport;
import org.rialto.transport.queue.QueueAdministration;
import org.rialto.transport.submission.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server at work: the rooms, every listener, the control socket and what watches them. Started
/// by `serve` and `demo`.
public final class RunningServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);
    private static final Duration CERTIFICATE_WARNING = Duration.ofDays(14);

    private static final Duration TRUST_INTERVAL = Duration.ofSeconds(10);

    private final Home home;
    private final Configuration configuration;
    private final Rooms rooms;
    private final ServerTls tls;
    private final int portOffset;
    private final Instant started = Instant.now();
    private final List<Listener> listeners = new ArrayList<>();
    private final List<ObservationEndpoint> observation = new ArrayList<>();
    private final Health health = new Health();
    private final Metrics metrics = new Metrics();
    private final AcmeChallenges challenges = new AcmeChallenges();
    private final MapiHttp mapiHttp;
    private @Nullable CertificateRenewal renewal;
    private @Nullable ControlSocket control;
    private @Nullable MailTransport transport;
    private @Nullable Submission submission;
    private @Nullable TextIndexer indexer;
    private @Nullable TextExtractor extractor;
    private @Nullable PageWatch pages;
    private @Nullable TrustWatch trust;
    private volatile @Nullable Telephony telephony;
    private volatile boolean stopping;

    private RunningServer(Home home, Configuration configuration, Rooms rooms, ServerTls tls,
            int portOffset) {
        this.home = home;
        this.configuration = configuration;
        this.rooms = rooms;
        this.tls = tls;
        this.portOffset = portOffset;
        this.mapiHttp = HttpService.mapiHttp(configuration, rooms, portOffset);
    }

    /// Starts everything; returns when every listener answers. On failure nothing is left open
    /// but the rooms, which stay the caller's until this returns.
    public static RunningServer start(Home home, Configuration configuration, Rooms rooms,
            int portOffset) throws IOException {
        ServerTls tls = ServerTls.load(new ServerTls.Source.Pem(
                home.resolve(configuration.get(Settings.TLS_CERTIFICATE)),
                home.resolve(configuration.get(Settings.TLS_KEY))));
        RunningServer server = new RunningServer(home, configuration, rooms, tls, portOffset);
        try {
            server.open();
        } catch (IOException | RuntimeException e) {
            server.stopListening(Duration.ZERO);
            throw e;
        }
        return server;
    }

    private void open() throws IOException {
        registerHealth();
        // Beside the rest: it takes as long as everything else together.
        FutureTask<HttpHost> http = new FutureTask<>(
                new HttpService(configuration, rooms, tls, portOffset, challenges, mapiHttp,
                        this::unifiedMessaging)::open);
        Thread.ofPlatform().name("http-start").daemon().start(http);
        try {
            openAllButHttp();
        } finally {
            addHttp(http);
        }
        metrics.listeners(listeners);
        renewal = renewal();
        control = ControlSocket.open(home, (arguments, terminal) -> CommandLines
                .execute(arguments, terminal, this));
        Thread.ofVirtual().name("certificate-watch").start(this::watchCertificate);
        PageWatch watch = PageWatch.start(rooms.database(), Rooms.databaseFile(home),
                Duration.ofSeconds(30));
        pages = watch;
        metrics.gauge("rialto_database_problems", "Damaged places in the database file, at the"
                + " last look.", watch::problems);
    }

    private @Nullable CertificateRenewal renewal() throws IOException {
        String directory = configuration.get(Settings.ACME_DIRECTORY);
        if (directory.isEmpty())
            return null;
        if (!configuration.get(Settings.ACME_AGREE)) {
            throw new IOException("acme.directory needs acme.agree-to-terms = true");
        }
        List<String> names = configuration.get(Settings.ACME_NAMES);
        CertificateRenewal started;
        try {
            started = CertificateRenewal.start(new AcmeSettings(URI.create(directory),
                    names.isEmpty() ? List.of(MailFlow.hostName(configuration)) : names,
                    configuration.get(Settings.ACME_CONTACT),
                    home.resolve(configuration.get(Settings.ACME_ACCOUNT_KEY)),
                    home.resolve(configuration.get(Settings.TLS_CERTIFICATE))), challenges, tls);
        } catch (IllegalArgumentException e) {
            throw new IOException("acme.directory: " + e.getMessage(), e);
        }
        health.add("acme", () -> isReplaceable(tls) ? started.problem() : "");
        return started;
    }

    /// Whether a certificate that does not come is a problem already.
    private static boolean isReplaceable(ServerTls tls) {
        X509Certificate now = tls.certificate();
        return now.getSubjectX500Principal().equals(now.getIssuerX500Principal())
                || tls.expires().isBefore(Instant.now().plus(CERTIFICATE_WARNING));
    }

    private void addHttp(FutureTask<HttpHost> starting) throws IOException {
        try {
            HttpHost http = starting.get();
            listeners.addAll(http.listeners());
            RoomMetrics.register(metrics, http);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cannot)
                throw cannot;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while starting HTTP");
        }
    }

    private void openAllButHttp() throws IOException {
        TextExtractor reader = configuration.get(Settings.SEARCH_DOCUMENTS)
                ? new TextExtractor(ExtractionLimits.STANDARD)
                : TextExtractor.off();
        extractor = reader;
        indexer = new TextIndexer(rooms.store(), reader);
        RoomMetrics.register(metrics, reader);
        MailTransport flow = MailFlow.open(home, configuration, rooms);
        transport = flow;
        Submission sender = new Submission(flow, rooms.database(), rooms.store(),
                rooms.directory(), MailFlow.hostName(configuration), Clock.systemUTC());
        submission = sender;
        rooms.sendWith(sender);
        RoomMetrics.register(metrics, rooms.database());
        RoomMetrics.register(metrics, flow);
        RoomMetrics.register(metrics, mapiHttp);
        metrics.gauge("rialto_certificate_expires_seconds",
                "When the certificate expires, Unix time.",
                () -> tls.expires().getEpochSecond());
        List<TcpListener> opened = new ArrayList<>();
        try {
            new Listeners(configuration, rooms, flow, tls, portOffset, opened).open();
        } finally {
            listeners.addAll(opened);
        }
        if (Telephony.isWanted(configuration)) {
            Telephony telephones = Telephony.start(new Telephony.Ground(configuration,
                    home.directory(), rooms, tls, portOffset, MailFlow.hostName(configuration),
                    flow, sender));
            telephony = telephones;
            listeners.addAll(telephones.listeners());
            RoomMetrics.register(metrics, telephones);
            trust = TrustWatch.start(home, configuration, telephones, TRUST_INTERVAL);
        }
        for (ListenAddress address : configuration.get(Settings.LISTEN_METRICS)) {
            observation.add(ObservationEndpoint.open(address.plus(portOffset).resolve(), health,
                    metrics));
        }
    }

    private void registerHealth() {
        health.add("listeners", () -> stopping ? "stopping" : "");
        health.add("database", () -> {
            rooms.database().read(sql -> sql.number("SELECT 1", 0));
            return "";
        });
        health.add("disk", () -> {
            long free = Files.getFileStore(home.data()).getUsableSpace();
            return free < 256L << 20 ? "only " + (free >> 20) + " MiB free in " + home.data() : "";
        });
        health.add("certificate", () -> {
            Duration left = Duration.between(Instant.now(), tls.expires());
            if (left.isNegative())
                return "expired on " + tls.expires();
            return left.compareTo(CERTIFICATE_WARNING) < 0 ? "expires on " + tls.expires() : "";
        });
    }

    /// Takes a renewed certificate within a minute.
    private void watchCertificate() {
        Path file = home.resolve(configuration.get(Settings.TLS_CERTIFICATE));
        FileTime seen = modified(file);
        while (!stopping) {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                return;
            }
            FileTime now = modified(file);
            if (now.equals(seen))
                continue;
            try {
                tls.reload();
                seen = now;
                log.info("new certificate in use, valid until {}", tls.expires());
            } catch (IOException e) {
                log.warn("the new certificate is not usable, keeping the old one: {}",
                        e.getMessage());
            }
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    public Home home() { return home; }

    public Configuration configuration() { return configuration; }

    public Rooms rooms() { return rooms; }

    public Instant started() { return started; }

    public Instant certificateExpires() { return tls.expires(); }

    /// The queue's administration.
    public QueueAdministration queue() {
        return java.util.Objects.requireNonNull(transport, "not started").queue();
    }

    public List<Listener> listeners() { return List.copyOf(listeners); }

    public Health health() { return health; }

    public MapiHttp mapiHttp() { return mapiHttp; }

    /// Telephones; null where none is served.
    public @Nullable Telephony telephony() { return telephony; }

    /// Voice mail; null where there is none.
    public @Nullable UnifiedMessaging unifiedMessaging() {
        Telephony now = telephony;
        return now == null ? null : now.unifiedMessaging();
    }

    /// Where `/health` and `/metrics` answer.
    public List<InetSocketAddress> observationAddresses() {
        return observation.stream().map(ObservationEndpoint::address).toList();
    }

    /// Lets commands at hand finish, then closes everything, rooms included.
    @Override
    public void close() {
        stopping = true;
        stopListening(configuration.get(Settings.DRAIN));
        rooms.close();
    }

    private void stopListening(Duration drain) {
        Telephony telephones = telephony;
        List<Thread> drains = new ArrayList<>();
        List<Listener> sip = telephones == null ? List.of() : telephones.listeners();
        for (Listener listener : listeners) {
            if (!sip.contains(listener))
                drains.add(Thread.ofVirtual().start(() -> drain(listener, drain)));
        }
        if (telephones != null)
            drains.add(Thread.ofVirtual().start(() -> {
                // Calls first: they need their connections to end well.
                telephones.drain(drain);
                sip.forEach(listener -> drain(listener, drain));
            }));
        for (Thread one : drains)
            join(one);
        mapiHttp.close();
        for (ObservationEndpoint one : observation)
            one.close();
        if (trust != null)
            trust.close();
        if (telephones != null)
            telephones.close();
        if (renewal != null)
            renewal.close();
        if (pages != null)
            pages.close();
        if (submission != null)
            submission.close();
        if (transport != null)
            transport.close();
        if (extractor != null)
            extractor.close();
        if (indexer != null)
            indexer.close();
        try {
            if (control != null)
                control.close();
        } catch (IOException e) {
            log.debug("control socket: {}", e.toString());
        }
    }

    private static void drain(Listener listener, Duration timeout) {
        try {
            if (!listener.drain(timeout)) {
                log.info("{}: cut connections that were still busy", listener.name());
            }
        } catch (InterruptedException e) {
            listener.close();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
