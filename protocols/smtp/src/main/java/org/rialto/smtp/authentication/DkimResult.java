package org.rialto.smtp.authentication;

import java.util.Locale;

/// What came of one signature. RFC 8601 §2.7.1.
///
/// @param signatureStart the first characters of b=, which tell signatures apart (RFC 6008)
/// @param reason         why not, for people; "" when it passed
public record DkimResult(Result result, String domain, String selector, String identity,
        String algorithm, String signatureStart, String reason) {
    public enum Result {
        PASS, FAIL, POLICY, TEMPERROR, PERMERROR;

        String label() { return name().toLowerCase(Locale.ROOT); }
    }

    public boolean passed() { return result == Result.PASS; }
}
