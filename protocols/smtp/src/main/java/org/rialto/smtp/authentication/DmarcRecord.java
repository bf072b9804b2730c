package org.rialto.smtp.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// A domain's DMARC policy. RFC 9989 §4.7, and pct= of RFC 7489 where it says 0.
///
/// @param subdomainPolicy    sp=
/// @param nonexistentPolicy  np=
/// @param strictDkim         adkim=s
/// @param strictSpf          aspf=s
/// @param testing            t=y
/// @param publicSuffix       psd=y
/// @param organizational     psd=n
record DmarcRecord(Policy policy, Policy subdomainPolicy, Policy nonexistentPolicy,
        boolean strictDkim, boolean strictSpf, boolean testing, boolean publicSuffix,
        boolean organizational) {

    /// In order of severity.
    enum Policy {
        NONE, QUARANTINE, REJECT;

        String label() { return name().toLowerCase(Locale.ROOT); }

        /// What is asked for while a policy is being tested (t=y).
        Policy lower() {
            return switch (this) {
                case REJECT -> QUARANTINE;
                case QUARANTINE, NONE -> NONE;
            };
        }
    }

    /// Reads a TXT record; null when it is none of DMARC's.
    static @Nullable DmarcRecord read(String text) {
        // dmarc-version = "v" *WSP "=" *WSP %s"DMARC1", and it comes first.
        String start = text.length() > 40 ? text.substring(0, 40) : text;
        if (!start.replace(" ", "").replace("\t", "").startsWith("v=DMARC1")) {
            return null;
        }
        TagList tags;
        try {
            tags = TagList.parse(text);
        } catch (MalformedDataException e) {
            return null;
        }
        if (!tags.get("v", "").equals("DMARC1")) {
            return null;
        }
        // RFC 9989 §4.7: a record without a valid p= that asks for reports is p=none.
        Policy policy = policy(tags.get("p", ""), Policy.NONE);
        Policy subdomain = policy(tags.get("sp", ""), policy);
        return new DmarcRecord(policy, subdomain, policy(tags.get("np", ""), subdomain),
                tags.get("adkim", "r").equalsIgnoreCase("s"),
                tags.get("aspf", "r").equalsIgnoreCase("s"),
                tags.get("t", "n").equalsIgnoreCase("y") || tags.get("pct", "100").equals("0"),
                tags.get("psd", "u").equalsIgnoreCase("y"),
                tags.get("psd", "u").equalsIgnoreCase("n"));
    }

    private static Policy policy(String text, Policy otherwise) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "none" -> Policy.NONE;
            case "quarantine" -> Policy.QUARANTINE;
            case "reject" -> Policy.REJECT;
            default -> otherwise;
        };
    }

    /// The one record among TXT values; null when there is none or more than one (RFC 9989 §4.10).
    static @Nullable DmarcRecord only(List<String> values) {
        List<DmarcRecord> records = new ArrayList<>();
        for (String value : values) {
            DmarcRecord record = read(value);
            if (record != null) {
                records.add(record);
            }
        }
        return records.size() == 1 ? records.getFirst() : null;
    }
}
