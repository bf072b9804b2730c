package org.rialto.smtp.authentication;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.smtp.authentication.DkimResult.Result;

/// Verifies the DKIM signatures of one message as it passes by: the header section first, then the
/// body in pieces. RFC 6376 §6, RFC 8463, RFC 8301. Keys are looked up while the body comes in.
///
/// A signature that covers only the start of the body (l=) does not pass when more follows: what
/// follows could be anyone's (RFC 6376 §8.2).
public final class DkimVerifier {
    private static final int SIGNATURE_START = 8;

    private final HeaderSection section;
    private final Clock clock;
    private final List<Check> checks = new ArrayList<>();

    /// One signature on its way to a result.
    private static final class Check {
        private @Nullable DkimSignature signature;
        private @Nullable BodyHash bodyHash;
        private @Nullable Future<Dns.Answer> keys;
        private @Nullable String malformed;
    }

    /// Begins with the first `limit` signatures of the section.
    public DkimVerifier(HeaderSection section, int limit, Dns dns, ExecutorService executor,
            Clock clock) {
        this.section = section;
        this.clock = clock;
        for (HeaderField field : section.all("DKIM-Signature")) {
            if (checks.size() == limit) {
                break;
            }
            Check check = new Check();
            checks.add(check);
            try {
                DkimSignature signature = DkimSignature.read(field);
                check.signature = signature;
                check.bodyHash = new BodyHash(signature.bodyForm(), signature.bodyLimit());
                check.keys = executor
                        .submit(() -> dns.lookup(signature.keyName(), Dns.Kind.TXT));
            } catch (MalformedDataException e) {
                check.malformed = String.valueOf(e.getMessage());
            }
        }
    }

    /// Whether there is a signature that the body matters to.
    public boolean needsBody() { return checks.stream().anyMatch(check -> check.bodyHash != null); }

    public void body(byte[] bytes, int offset, int length) {
        for (Check check : checks) {
            if (check.bodyHash != null) {
                check.bodyHash.update(bytes, offset, length);
            }
        }
    }

    /// The results in the order of the signatures; waits for keys until the deadline.
    public List<DkimResult> finish(long deadlineNanos) {
        List<DkimResult> results = new ArrayList<>();
        for (Check check : checks) {
            results.add(finish(check, deadlineNanos));
        }
        return results;
    }

    private DkimResult finish(Check check, long deadlineNanos) {
        DkimSignature signature = check.signature;
        if (signature == null || check.bodyHash == null || check.keys == null) {
            return new DkimResult(Result.PERMERROR, "", "", "", "", "",
                    check.malformed == null ? "malformed" : check.malformed);
        }
        if (signature.expirySeconds() >= 0
                && clock.millis() / 1000 > signature.expirySeconds()) {
            return result(signature, Result.PERMERROR, "the signature has expired");
        }
        byte[] bodyHash = check.bodyHash.finish();
        if (signature.bodyLimit() > check.bodyHash.octets()) {
            return result(signature, Result.PERMERROR, "l= is larger than the body");
        }
        if (!MessageDigest.isEqual(bodyHash, signature.bodyHash())) {
            return result(signature, Result.FAIL, "the body was changed");
        }
        Dns.Answer answer = await(check.keys, deadlineNanos);
        return switch (answer.status()) {
            case FAILED -> result(signature, Result.TEMPERROR, "the key could not be looked up");
            case NO_NAME, NO_DATA -> result(signature, Result.PERMERROR, "there is no key");
            case FOUND -> {
                boolean covered = signature.bodyLimit() < 0
                        || signature.bodyLimit() == check.bodyHash.octets();
                yield verify(signature, answer.values(), covered);
            }
        };
    }

    private DkimResult verify(DkimSignature signature, List<String> keys, boolean covered) {
        String problem = "there is no key";
        for (String record : keys) {
            try {
                DkimKey key = DkimKey.read(record);
                problem = problem(signature, key);
                if (problem == null) {
                    return matches(signature, key)
                            ? passed(signature, covered)
                            : result(signature, Result.FAIL,
                                    "the signature does not match the header");
                }
            } catch (MalformedDataException e) {
                problem = String.valueOf(e.getMessage());
            } catch (GeneralSecurityException e) {
                problem = "the signature cannot be checked";
            }
        }
        return result(signature, Result.PERMERROR, problem);
    }

    private DkimResult passed(DkimSignature signature, boolean covered) {
        return covered
                ? result(signature, Result.PASS, "")
                : result(signature, Result.POLICY,
                        "only the first " + signature.bodyLimit() + " octets are signed");
    }

    private static @Nullable String problem(DkimSignature signature, DkimKey key) {
        switch (signature.algorithm()) {
            case "rsa-sha256", "ed25519-sha256" -> {
            }
            case "rsa-sha1" -> {
                return "rsa-sha1 is not secure (RFC 8301)";
            }
            default -> {
                return "an unknown algorithm";
            }
        }
        if (!signature.algorithm().equals(key.type() + "-sha256")) {
            return "the key is of another type";
        }
        if (!key.hashes().isEmpty() && !key.hashes().contains("sha256")) {
            return "the key is not for sha256";
        }
        String identity = signature.identity();
        if (key.strict() && !identity.substring(identity.lastIndexOf('@') + 1)
                .equalsIgnoreCase(signature.domain())) {
            return "the key is not for subdomains";
        }
        return null;
    }

    private boolean matches(DkimSignature signature, DkimKey key) throws GeneralSecurityException {
        byte[] octets = DkimHeaders.signedOctets(section, signature.fieldNames(),
                signature.headerForm(), signature.unsigned());
        Signature verifier;
        if (key.type().equals("ed25519")) {
            verifier = Signature.getInstance("Ed25519");
            octets = BodyHash.sha256().digest(octets);
        } else {
            verifier = Signature.getInstance("SHA256withRSA");
        }
        verifier.initVerify(key.key());
        verifier.update(octets);
        try {
            return verifier.verify(signature.signature());
        } catch (java.security.SignatureException e) {
            // Of a length that no signature of this key has.
            return false;
        }
    }

    static Dns.Answer await(Future<Dns.Answer> future, long deadlineNanos) {
        try {
            return future.get(Math.max(0, deadlineNanos - System.nanoTime()),
                    TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            future.cancel(true);
            return Dns.Answer.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Dns.Answer.FAILED;
        }
    }

    private static DkimResult result(DkimSignature signature, Result result, String reason) {
        String b = java.util.Base64.getEncoder().encodeToString(signature.signature());
        return new DkimResult(result, signature.domain(), signature.selector(),
                signature.identity(), signature.algorithm(),
                b.substring(0, Math.min(SIGNATURE_START, b.length())), reason);
    }
}
