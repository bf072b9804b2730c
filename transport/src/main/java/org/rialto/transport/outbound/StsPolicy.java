package org.rialto.transport.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rialto.base.MalformedDataException;

/// A domain's word on how mail to it is protected: `.well-known/mta-sts.txt`. RFC 8461 §3.2.
///
/// @param mx names of mail exchangers, in lower case; `*.` stands for one label
record StsPolicy(Mode mode, long maximumAgeSeconds, List<String> mx) {
    private static final long LONGEST_AGE_SECONDS = 31_557_600;
    private static final int MOST_EXCHANGERS = 1000;

    enum Mode {
        ENFORCE, TESTING, NONE
    }

    StsPolicy { mx = List.copyOf(mx); }

    /// ```
    /// sts-policy-record = sts-policy-field *WSP *(sts-policy-term sts-policy-field *WSP)
    ///                     [sts-policy-term]
    /// sts-policy-field  = sts-policy-version / sts-policy-mode / sts-policy-max-age /
    ///                     sts-policy-mx / sts-policy-extension
    /// ```
    /// The first of a field that comes twice counts, but for `mx`.
    static StsPolicy parse(String text) {
        String version = "";
        String mode = "";
        String age = "";
        List<String> mx = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip()) {
                case "version" -> version = version.isEmpty() ? value : version;
                case "mode" -> mode = mode.isEmpty() ? value : mode;
                case "max_age" -> age = age.isEmpty() ? value : age;
                case "mx" -> {
                    if (mx.size() < MOST_EXCHANGERS) {
                        mx.add(value.toLowerCase(Locale.ROOT));
                    }
                }
                default -> {
                }
            }
        }
        if (!version.equals("STSv1")) {
            throw new MalformedDataException("the policy's version is not STSv1", 0);
        }
        if (!age.matches("[0-9]{1,10}")) {
            throw new MalformedDataException("the policy's max_age is no number", 0);
        }
        Mode parsed = switch (mode) {
            case "enforce" -> Mode.ENFORCE;
            case "testing" -> Mode.TESTING;
            case "none" -> Mode.NONE;
            default -> throw new MalformedDataException("the policy has no known mode", 0);
        };
        if (mx.isEmpty() && parsed != Mode.NONE) {
            throw new MalformedDataException("the policy names no mx", 0);
        }
        return new StsPolicy(parsed, Math.min(Long.parseLong(age), LONGEST_AGE_SECONDS), mx);
    }

    /// Whether mail may go to that host (§4.1).
    boolean allows(String host) {
        return mx.stream().anyMatch(one -> DaneTrust.isNamed(one, host));
    }

    /// As [#parse] reads it.
    String text() {
        StringBuilder text = new StringBuilder("version: STSv1\nmode: ")
                .append(mode.name().toLowerCase(Locale.ROOT)).append("\nmax_age: ")
                .append(maximumAgeSeconds).append('\n');
        mx.forEach(one -> text.append("mx: ").append(one).append('\n'));
        return text.toString();
    }
}
