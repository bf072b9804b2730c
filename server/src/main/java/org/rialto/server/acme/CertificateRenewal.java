package org.rialto.server.acme;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.rialto.base.net.ServerTls;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.util.KeyPairUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets the server's certificate from an ACME authority (RFC 8555), renews it when a third of its
/// time is left, and hands it to the listeners. The private key stays the one that the
/// configuration names, so that DANE records stay true. While the authority cannot be reached, the
/// certificate in use stays.
public final class CertificateRenewal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CertificateRenewal.class);
    private static final Duration LOOK_INTERVAL = Duration.ofHours(6);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration STEP_TIMEOUT = Duration.ofMinutes(3);

    private final AcmeSettings settings;
    private final AcmeChallenges challenges;
    private final ServerTls tls;
    private final Thread thread;
    private volatile String problem = "";

    private CertificateRenewal(AcmeSettings settings, AcmeChallenges challenges, ServerTls tls) {
        this.settings = settings;
        this.challenges = challenges;
        this.tls = tls;
        this.thread = Thread.ofVirtual().name("acme").unstarted(this::run);
    }

    /// Looks at once, and from then on from time to time, on a thread of its own. The challenges'
    /// route must be served.
    public static CertificateRenewal start(AcmeSettings settings, AcmeChallenges challenges,
            ServerTls tls) {
        CertificateRenewal renewal = new CertificateRenewal(settings, challenges, tls);
        renewal.thread.start();
        return renewal;
    }

    /// Why the last attempt failed; empty when it did not.
    public String problem() { return problem; }

    private void run() {
        Duration retry = FIRST_RETRY;
        try {
            while (true) {
                Duration wait = LOOK_INTERVAL;
                if (isDue(tls.certificate(), settings.names(), Instant.now())) {
                    try {
                        renew();
                        problem = "";
                        retry = FIRST_RETRY;
                    } catch (AcmeException | IOException | RuntimeException e) {
                        // The library also throws unchecked what an authority should not say.
                        problem = "no certificate from " + settings.directory() + ": "
                                + e.getMessage();
                        log.warn("{}; next attempt in {} minutes", problem, retry.toMinutes());
                        wait = retry;
                        retry = retry.multipliedBy(2).compareTo(LOOK_INTERVAL) < 0
                                ? retry.multipliedBy(2)
                                : LOOK_INTERVAL;
                    }
                }
                Thread.sleep(wait);
            }
        } catch (InterruptedException e) {
            // The server stops.
        }
    }

    /// Whether another certificate is wanted: this one is of our own making, lacks a name, or has a
    /// third of its time left.
    static boolean isDue(X509Certificate certificate, List<String> names, Instant now) {
        if (certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return true;
        }
        Set<String> covered = names(certificate);
        if (!names.stream().allMatch(name -> covered.contains(name.toLowerCase(Locale.ROOT)))) {
            return true;
        }
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        return now.isAfter(to.minus(Duration.between(from, to).dividedBy(3)));
    }

    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                names.add(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT));
            }
        } catch (CertificateParsingException e) {
            log.debug("alternative names of the certificate: {}", e.toString());
        }
        return names;
    }

    private void renew() throws AcmeException, IOException, InterruptedException {
        log.info("asking {} for a certificate for {}", settings.directory(), settings.names());
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            // The library asks for it by name. Behind the others, so that TLS does not change.
            Security.addProvider(new BouncyCastleProvider());
        }
        Session session = new Session(settings.directory());
        AccountBuilder builder = new AccountBuilder().agreeToTermsOfService()
                .useKeyPair(accountKey());
        if (!settings.contact().isEmpty()) {
            builder.addEmail(settings.contact());
        }
        Account account = builder.create(session);
        Order order = account.newOrder().domains(settings.names()).create();
        for (Authorization authorization : order.getAuthorizations()) {
            prove(authorization);
        }
        require(order.waitUntilReady(STEP_TIMEOUT) == Status.READY, "the order is not ready");
        order.execute(tls.keyPair());
        require(order.waitForCompletion(STEP_TIMEOUT) == Status.VALID, "the order failed: " + order
                .getError().map(Object::toString).orElse("no reason given"));
        StringWriter chain = new StringWriter();
        order.getCertificate().writeCertificate(chain);
        replace(settings.certificate(), chain.toString());
        tls.reload();
        log.info("new certificate in use, valid until {}", tls.expires());
    }

    private void prove(Authorization authorization)
            throws AcmeException, IOException, InterruptedException {
        if (authorization.getStatus() == Status.VALID) {
            return;
        }
        String name = authorization.getIdentifier().getDomain();
        Http01Challenge challenge = authorization.findChallenge(Http01Challenge.class)
                .orElseThrow(() -> new IOException(
                        "the authority offers no http-01 challenge for " + name));
        challenges.begin(challenge.getToken(), challenge.getAuthorization());
        try {
            challenge.trigger();
            Status status = authorization.waitForCompletion(STEP_TIMEOUT);
            require(status == Status.VALID, name + " was not found to be this server: " + challenge
                    .getError().map(Object::toString).orElse(status.toString()));
        } finally {
            challenges.end(challenge.getToken());
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    private KeyPair accountKey() throws IOException {
        Path file = settings.accountKey();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                return KeyPairUtils.readKeyPair(reader);
            }
        }
        KeyPair made = KeyPairUtils.createECKeyPair("secp256r1");
        StringWriter text = new StringWriter();
        KeyPairUtils.writeKeyPair(made, text);
        replace(file, text.toString());
        return made;
    }

    /// Puts a whole file in place of another, or none.
    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions
                .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() { thread.interrupt(); }
}
