package org.rialto.smtp.authentication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.smtp.authentication.DmarcRecord.Policy;

/// Is the author's domain the one that was authenticated, and what does it want done if not?
/// RFC 9989: policies and organisational domains are found by the DNS tree walk, which needs no
/// list of public suffixes. One message; not for several threads.
final class DmarcCheck {
    /// RFC 9989 §4.10: longer names are cut to so many labels after the first question.
    private static final int WALK_LABELS = 7;

    private final Dns dns;
    private final Map<String, Dns.Answer> asked = new HashMap<>();

    DmarcCheck(Dns dns) { this.dns = dns; }

    enum Result {
        NONE, PASS, FAIL, TEMPERROR, PERMERROR;

        String label() { return name().toLowerCase(Locale.ROOT); }
    }

    /// @param domain of the author
    /// @param policy what the domain asks to do with a failure, as published for it
    /// @param action what it asks to do with this message
    record Outcome(Result result, String domain, Policy policy, Policy action) {
        static Outcome of(Result result, String domain) {
            return new Outcome(result, domain, Policy.NONE, Policy.NONE);
        }
    }

    /// A record and where it was found.
    private record Found(String domain, DmarcRecord record) {}

    /// Thrown where DNS could not tell.
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// @param domain lower-case A-labels
    Outcome check(String domain, SpfCheck.Outcome spf, List<DkimResult> dkim) {
        try {
            List<Found> walk = walk(domain);
            Found found = policy(domain, walk);
            if (found == null) {
                return Outcome.of(Result.NONE, domain);
            }
            DmarcRecord record = found.record();
            Policy policy = policy(domain, found);
            if (isAligned(domain, walk, record, spf, dkim)) {
                return new Outcome(Result.PASS, domain, policy, Policy.NONE);
            }
            if (isUndecided(spf, dkim)) {
                return new Outcome(Result.TEMPERROR, domain, policy, Policy.NONE);
            }
            return new Outcome(Result.FAIL, domain, policy,
                    record.testing() ? policy.lower() : policy);
        } catch (Unknown e) {
            return Outcome.of(Result.TEMPERROR, domain);
        }
    }

    private Policy policy(String domain, Found found) throws Unknown {
        if (found.domain().equals(domain)) {
            return found.record().policy();
        }
        return exists(domain)
                ? found.record().subdomainPolicy()
                : found.record().nonexistentPolicy();
    }

    /// A domain does not exist when its name does not (RFC 9989 §3.2.13, by NXDOMAIN).
    private boolean exists(String domain) throws Unknown {
        return ask(domain, Dns.Kind.A).status() != Dns.Status.NO_NAME;
    }

    /// The author domain's own record, else its organisational domain's, else its public suffix's
    /// (RFC 9989 §4.10.1).
    private static @Nullable Found policy(String domain, List<Found> walk) {
        if (walk.isEmpty()) {
            return null;
        }
        if (walk.getFirst().domain().equals(domain)) {
            return walk.getFirst();
        }
        String organization = organization(domain, walk);
        for (Found found : walk) {
            if (found.domain().equals(organization)) {
                return found;
            }
        }
        return walk.getLast().record().publicSuffix() ? walk.getLast() : null;
    }

    private boolean isAligned(String domain, List<Found> walk, DmarcRecord record,
            SpfCheck.Outcome spf, List<DkimResult> dkim) throws Unknown {
        String organization = organization(domain, walk);
        if (spf.result() == SpfCheck.Result.PASS
                && isAligned(domain, organization, spf.domain(), record.strictSpf())) {
            return true;
        }
        for (DkimResult result : dkim) {
            if (result.passed()
                    && isAligned(domain, organization, result.domain(), record.strictDkim())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAligned(String domain, String organization, String other, boolean strict)
            throws Unknown {
        if (other.equals(domain)) {
            return true;
        }
        return !strict && organization(other, walk(other)).equals(organization);
    }

    /// Whether a result that could not be had might have aligned.
    private static boolean isUndecided(SpfCheck.Outcome spf, List<DkimResult> dkim) {
        return spf.result() == SpfCheck.Result.TEMPERROR || dkim.stream()
                .anyMatch(result -> result.result() == DkimResult.Result.TEMPERROR);
    }

    /// RFC 9989 §4.10.2.
    private static String organization(String domain, List<Found> walk) {
        for (Found found : walk) {
            if (found.record().organizational()) {
                return found.domain();
            }
            if (found.record().publicSuffix() && !found.domain().equals(domain)) {
                return oneLabelMore(domain, found.domain());
            }
        }
        return walk.isEmpty() ? domain : walk.getLast().domain();
    }

    /// The part of `domain` that has one label more than `suffix`.
    private static String oneLabelMore(String domain, String suffix) {
        String front = domain.substring(0, domain.length() - suffix.length() - 1);
        return front.substring(front.lastIndexOf('.') + 1) + "." + suffix;
    }

    /// The records from the domain towards the root, the longest name first. RFC 9989 §4.10.
    private List<Found> walk(String domain) throws Unknown {
        List<Found> found = new ArrayList<>();
        String name = domain;
        boolean first = true;
        while (!name.isEmpty()) {
            DmarcRecord record = DmarcRecord
                    .only(ask("_dmarc." + name, Dns.Kind.TXT).values());
            if (record != null) {
                found.add(new Found(name, record));
                if (record.organizational() || record.publicSuffix() && !first) {
                    break;
                }
            }
            name = parent(name, first);
            first = false;
        }
        return found;
    }

    private static String parent(String name, boolean first) {
        String[] labels = name.split("\\.");
        int drop = first && labels.length > WALK_LABELS ? labels.length - WALK_LABELS : 1;
        return drop >= labels.length
                ? ""
                : String.join(".", List.of(labels).subList(drop, labels.length));
    }

    private Dns.Answer ask(String name, Dns.Kind kind) throws Unknown {
        String key = kind + " " + name.toLowerCase(Locale.ROOT);
        Dns.Answer answer = asked.get(key);
        if (answer == null) {
            answer = dns.lookup(name, kind);
            asked.put(key, answer);
        }
        if (answer.status() == Dns.Status.FAILED) {
            throw new Unknown();
        }
        return answer;
    }
}
