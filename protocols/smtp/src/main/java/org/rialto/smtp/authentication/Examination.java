package org.rialto.smtp.authentication;

import java.net.InetAddress;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// The verification of one message while it comes in: SPF from the start, DKIM keys from the end of
/// the header section on, everything put together at the end. Used by one thread.
public final class Examination {
    private final MessageAuthentication.Configuration configuration;
    private final Dns dns;
    private final ExecutorService executor;
    private final Clock clock;
    private final String greeting;
    private final @Nullable SmtpAddress sender;
    private final String server;
    private final Future<SpfCheck.Outcome> spf;
    private @Nullable DkimVerifier dkim;
    private Set<String> authors = Set.of();
    private boolean oneAuthorField;

    Examination(MessageAuthentication.Configuration configuration, Dns dns,
            ExecutorService executor, Clock clock, SpfCheck spfCheck, InetAddress client,
            String greeting, @Nullable SmtpAddress sender, String server) {
        this.configuration = configuration;
        this.dns = dns;
        this.executor = executor;
        this.clock = clock;
        this.greeting = greeting;
        this.sender = sender;
        this.server = server;
        this.spf = executor.submit(() -> spfCheck.check(client, greeting, sender));
    }

    /// @param field   the Authentication-Results field to put on top, ISO 8859-1
    /// @param refusal why the message is not wanted; null when it is
    public record Verdict(String field, @Nullable Refusal refusal) {}

    /// A reply's enhanced status code (RFC 7372, RFC 9989 §5.3) and text.
    public record Refusal(String status, String text) {}

    /// Takes the header section.
    public void header(HeaderSection section) {
        dkim = new DkimVerifier(section, configuration.signatures(), dns, executor, clock);
        List<HeaderField> from = section.all("From");
        oneAuthorField = from.size() == 1;
        Set<String> domains = new LinkedHashSet<>();
        for (HeaderField field : from) {
            for (SmtpAddress author : AddressField.addresses(field.utf8Value())) {
                domains.add(SmtpAddress.domainKey(author.domain()));
            }
        }
        authors = domains;
    }

    /// Whether the results depend on the body.
    public boolean needsBody() {
        DkimVerifier verifier = dkim;
        return verifier != null && verifier.needsBody();
    }

    public void body(byte[] bytes, int offset, int length) {
        DkimVerifier verifier = dkim;
        if (verifier != null) {
            verifier.body(bytes, offset, length);
        }
    }

    /// Puts it together; waits for DNS no longer than configured.
    public Verdict finish() {
        long deadline = System.nanoTime() + configuration.timeout().toNanos();
        SpfCheck.Outcome spfOutcome = await(spf, deadline,
                SpfCheck.identity(SpfCheck.Result.TEMPERROR, greeting, sender));
        List<DkimResult> dkimResults = dkim == null ? List.of() : dkim.finish(deadline);
        DmarcCheck.Outcome dmarc = dmarc(spfOutcome, dkimResults, deadline);
        return new Verdict(AuthenticationResults.write(server, spfOutcome, dkimResults, dmarc),
                refusal(spfOutcome, dmarc));
    }

    /// The worst of the authors' domains, normally of one (RFC 9989 §4.4.1 leaves more to us); null
    /// without any. Two From fields never pass.
    private DmarcCheck.@Nullable Outcome dmarc(SpfCheck.Outcome spfOutcome,
            List<DkimResult> dkimResults, long deadline) {
        DmarcCheck.Outcome worst = null;
        int count = 0;
        for (String domain : authors) {
            if (++count > 3) {
                break;
            }
            Future<DmarcCheck.Outcome> future = executor
                    .submit(() -> new DmarcCheck(dns).check(domain, spfOutcome, dkimResults));
            DmarcCheck.Outcome outcome = await(future, deadline,
                    DmarcCheck.Outcome.of(DmarcCheck.Result.TEMPERROR, domain));
            if (!oneAuthorField && outcome.result() == DmarcCheck.Result.PASS) {
                outcome = new DmarcCheck.Outcome(DmarcCheck.Result.PERMERROR, domain,
                        outcome.policy(), outcome.policy());
            }
            if (worst == null || outcome.action().compareTo(worst.action()) > 0) {
                worst = outcome;
            }
        }
        return worst;
    }

    private @Nullable Refusal refusal(SpfCheck.Outcome spfOutcome,
            DmarcCheck.@Nullable Outcome dmarc) {
        if (configuration.rejectSpfFail() && spfOutcome.result() == SpfCheck.Result.FAIL) {
            return new Refusal("5.7.23",
                    "the domain " + spfOutcome.domain() + " does not allow this host to send for it"
                            + " (SPF)");
        }
        if (configuration.followDmarc() && dmarc != null
                && dmarc.action() == DmarcRecord.Policy.REJECT) {
            return new Refusal("5.7.1", "the author's domain " + dmarc.domain()
                    + " asks to refuse mail that it did not authenticate (DMARC)");
        }
        return null;
    }

    private static <T> T await(Future<T> future, long deadlineNanos, T otherwise) {
        try {
            return future.get(Math.max(0, deadlineNanos - System.nanoTime()),
                    TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            future.cancel(true);
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
