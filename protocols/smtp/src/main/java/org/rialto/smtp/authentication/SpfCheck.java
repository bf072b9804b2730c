package org.rialto.smtp.authentication;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.executor.SPFResult;
import org.apache.james.jspf.impl.SPF;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// May this host send for that domain? RFC 7208, evaluated by jSPF, which holds the limits of
/// §4.6.4: ten mechanisms that ask DNS, ten names of each MX or PTR. Safe for any number of threads.
final class SpfCheck {
    private final SPF spf;

    SpfCheck(Dns dns) { spf = new SPF(new Lookups(dns)); }

    /// What came of it. RFC 7208 §2.6.
    enum Result {
        NONE, NEUTRAL, PASS, FAIL, SOFTFAIL, TEMPERROR, PERMERROR;

        String label() { return name().toLowerCase(Locale.ROOT); }
    }

    /// @param domain     whose policy it was, lower case
    /// @param ofMailFrom whether that is MAIL FROM's, and not HELO's because MAIL FROM is empty
    /// @param identity   what was checked, for the report
    record Outcome(Result result, String domain, boolean ofMailFrom, String identity) {}

    Outcome check(InetAddress client, String greeting, @Nullable SmtpAddress sender) {
        Outcome base = identity(Result.NONE, greeting, sender);
        if (base.domain().isEmpty()) {
            return base;
        }
        String mailFrom = sender == null
                ? "postmaster@" + base.domain()
                : sender.withAsciiDomain().toString();
        SPFResult result = spf.checkSPF(client.getHostAddress(), mailFrom, greeting);
        return new Outcome(result(result.getResult()), base.domain(), base.ofMailFrom(),
                base.identity());
    }

    /// The identity with a result that was not evaluated.
    static Outcome identity(Result result, String greeting, @Nullable SmtpAddress sender) {
        if (sender != null) {
            return new Outcome(result, SmtpAddress.domainKey(sender.domain()), true,
                    sender.toString());
        }
        // Address literals and single labels have no policy.
        boolean isName = greeting.indexOf('.') > 0 && !greeting.startsWith("[");
        return new Outcome(result, isName ? greeting.toLowerCase(Locale.ROOT) : "", false,
                greeting);
    }

    private static Result result(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "pass" -> Result.PASS;
            case "fail" -> Result.FAIL;
            case "softfail" -> Result.SOFTFAIL;
            case "neutral" -> Result.NEUTRAL;
            case "temperror" -> Result.TEMPERROR;
            case "permerror" -> Result.PERMERROR;
            default -> Result.NONE;
        };
    }

    /// jSPF's questions, asked of ours.
    private static final class Lookups implements DNSService {
        private final Dns dns;
        private volatile int recordLimit = 10;

        Lookups(Dns dns) { this.dns = dns; }

        @Override
        public List<String> getRecords(DNSRequest request) throws TimeoutException {
            Dns.Kind kind = switch (request.getRecordType()) {
                case DNSRequest.A -> Dns.Kind.A;
                case DNSRequest.AAAA -> Dns.Kind.AAAA;
                case DNSRequest.MX -> Dns.Kind.MX;
                case DNSRequest.PTR -> Dns.Kind.PTR;
                // The SPF record type is gone (RFC 7208 §3.1).
                case DNSRequest.SPF -> null;
                default -> Dns.Kind.TXT;
            };
            if (kind == null) {
                return new ArrayList<>();
            }
            Dns.Answer answer = dns.lookup(request.getHostname(), kind);
            if (answer.status() == Dns.Status.FAILED) {
                throw new TimeoutException("no answer for " + kind);
            }
            // jSPF takes entries out of the list.
            return new ArrayList<>(answer.values());
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            try {
                return CompletableFuture.completedFuture(getRecords(request));
            } catch (TimeoutException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public List<String> getLocalDomainNames() { return List.of(); }

        @Override
        public void setTimeOut(int seconds) {
            // Each answer has a deadline in Dns, the whole check one outside.
        }

        @Override
        public int getRecordLimit() { return recordLimit; }

        @Override
        public void setRecordLimit(int limit) { recordLimit = limit; }
    }
}
