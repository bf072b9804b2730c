package org.rialto.directory;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;

/// A mailbox address `local-part@domain`, RFC 5321 §4.1.2 with the internationalised forms of
/// RFC 6531 §3.3. Keeps the spelling it was given; [#key()] is what equal addresses share: the
/// local part without case, the domain as lower-case A-labels.
public record SmtpAddress(String localPart, String domain) {
    /// In octets of UTF-8. RFC 5321 §4.5.3.1.1 says 64, but asks that longer ones be taken where
    /// possible, and list servers' reverse paths are longer; §4.5.3.1.3 limits the whole path.
    public static final int LOCAL_PART_LIMIT = 250;
    /// RFC 5321 §4.5.3.1.2, in octets of the ASCII form.
    public static final int DOMAIN_LIMIT = 255;
    private static final String ATEXT_MARKS = "!#$%&'*+-/=?^_`{|}~";

    /// Reads an address without angle brackets; the local part may be a dot-string or quoted.
    ///
    /// @throws MailError.Invalid that says what is wrong with it
    public static SmtpAddress parse(String text) {
        String problem = problemOf(text);
        if (problem != null) {
            throw new MailError.Invalid(
                    "\"" + shown(text) + "\" is not a mail address: " + problem);
        }
        int at = text.lastIndexOf('@');
        return new SmtpAddress(unquote(normalize(text.substring(0, at))),
                normalize(text.substring(at + 1)));
    }

    /// Like [#parse] but null for what is no address.
    public static @Nullable SmtpAddress parseOrNull(String text) {
        return problemOf(text) == null ? parse(text) : null;
    }

    /// The form two spellings of the same address share; what the directory looks up by.
    public String key() { return localKey(localPart) + "@" + domainKey(domain); }

    /// The address as a protocol writes it: the local part quoted when it must be.
    @Override
    public String toString() {
        return (isDotString(localPart) ? localPart : quote(localPart)) + "@" + domain;
    }

    /// Whether a peer without SMTPUTF8 can be told this address, if need be with its domain as
    /// A-labels.
    public boolean hasAsciiLocalPart() { return localPart.chars().allMatch(c -> c < 0x80); }

    /// The same mailbox with its domain as lower-case A-labels; an address literal as it is.
    public SmtpAddress withAsciiDomain() { return withDomain(domainKey(domain)); }

    public SmtpAddress withDomain(String otherDomain) {
        return new SmtpAddress(localPart, otherDomain);
    }

    public SmtpAddress withLocalPart(String otherLocalPart) {
        return new SmtpAddress(otherLocalPart, domain);
    }

    /// Compares local parts without case (RFC 5321 §2.4 leaves it to the host; this one ignores it).
    public static String localKey(String localPart) {
        return normalize(localPart).toLowerCase(Locale.ROOT);
    }

    /// Lower-case A-labels of a domain; a domain that IDNA refuses is only lower-cased.
    public static String domainKey(String domain) {
        String lower = normalize(domain).toLowerCase(Locale.ROOT);
        return Objects.requireNonNullElse(toAscii(lower), lower);
    }

    private static @Nullable String problemOf(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0)
            return "it has no @";
        if (text.length() > 1000)
            return "it is too long";
        String local = normalize(text.substring(0, at));
        String domain = normalize(text.substring(at + 1));
        if (local.isEmpty())
            return "nothing stands before the @";
        if (local.getBytes(StandardCharsets.UTF_8).length > LOCAL_PART_LIMIT) {
            return "what stands before the @ is longer than " + LOCAL_PART_LIMIT + " octets";
        }
        boolean quoted = local.startsWith("\"");
        if (quoted ? !isQuotedString(local) : !isDotString(local)) {
            return "what stands before the @ holds a character that is not allowed there";
        }
        return isDomain(domain) ? null : "\"" + shown(domain) + "\" is not a domain name";
    }

    /// `Domain = sub-domain *("." sub-domain)`, U-labels too, or an address literal in brackets.
    public static boolean isDomain(String domain) {
        if (domain.startsWith("[")) {
            return domain.endsWith("]") && domain.length() > 3
                    && domain.substring(1, domain.length() - 1).chars()
                            .allMatch(
                                    c -> c > ' ' && c < 0x7F && c != '[' && c != ']' && c != '\\');
        }
        String ascii = toAscii(domain);
        if (ascii == null || ascii.isEmpty() || ascii.length() > DOMAIN_LIMIT)
            return false;
        for (String label : ascii.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > 63 || label.startsWith("-")
                    || label.endsWith("-")
                    || !label.chars().allMatch(SmtpAddress::isLdhOrUnderscore)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLdhOrUnderscore(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-'
                || c == '_';
    }

    private static @Nullable String toAscii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// `Dot-string = Atom *("." Atom)`, atext extended by every non-ASCII scalar (RFC 6531 §3.3).
    static boolean isDotString(String local) {
        boolean dotBefore = true;
        for (int i = 0; i < local.length(); i += Character.charCount(local.codePointAt(i))) {
            int c = local.codePointAt(i);
            if (c == '.') {
                if (dotBefore)
                    return false;
                dotBefore = true;
                continue;
            }
            dotBefore = false;
            boolean allowed = c < 0x80
                    ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                            || ATEXT_MARKS.indexOf(c) >= 0
                    : isVisible(c);
            if (!allowed)
                return false;
        }
        return !dotBefore;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /// `Quoted-string = DQUOTE *QcontentSMTP DQUOTE`
    private static boolean isQuotedString(String local) {
        if (local.length() < 3 || !local.endsWith("\""))
            return false;
        int i = 1;
        while (i < local.length() - 1) {
            char c = local.charAt(i);
            if (c == '\\') {
                i++;
                if (i >= local.length() - 1)
                    return false;
                c = local.charAt(i);
            } else if (c == '"') {
                return false;
            }
            if (c < ' ' || c == 0x7F)
                return false;
            i++;
        }
        return true;
    }

    private static String unquote(String local) {
        if (!local.startsWith("\""))
            return local;
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < local.length() - 1; i++) {
            if (local.charAt(i) == '\\')
                i++;
            plain.append(local.charAt(i));
        }
        return plain.toString();
    }

    private static String quote(String local) {
        return "\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static String shown(String text) {
        String start = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return start.codePoints().map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
