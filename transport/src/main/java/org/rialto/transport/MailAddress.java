package org.rialto.transport;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.rialto.base.MalformedDataException;

/// A mailbox name as it stands between `<` and `>`: RFC 5321 §4.1.2 `Mailbox`, with the UTF-8
/// extensions of RFC 6531 §3.3. The local part is held without its quotes and escapes, the domain
/// in lower case as it was given (A-labels, U-labels or an address literal in its brackets).
public record MailAddress(String localPart, String domain) {
    /// RFC 5321 §4.5.3.1.
    private static final int LOCAL_PART_OCTETS = 64;
    private static final int DOMAIN_OCTETS = 255;
    private static final String ATEXT_SPECIALS = "!#$%&'*+-/=?^_`{|}~";

    /// Reads `local@domain`. Source routes are the SMTP parser's to strip.
    ///
    /// @throws MalformedDataException when the text is not a mailbox name
    public static MailAddress parse(String text) {
        int at = text.startsWith("\"") ? endOfQuotedString(text) : text.lastIndexOf('@');
        if (at <= 0 || at >= text.length() || text.charAt(at) != '@') {
            throw new MalformedDataException("a mail address has no local part or no @", 0);
        }
        String localPart = text.startsWith("\"")
                ? unquote(text.substring(1, at - 1))
                : dotString(text.substring(0, at));
        String domain = text.substring(at + 1).toLowerCase(Locale.ROOT);
        if (octets(localPart) > LOCAL_PART_OCTETS) {
            throw new MalformedDataException("a local part is longer than 64 octets", 0);
        }
        checkDomain(domain, at + 1);
        return new MailAddress(localPart, domain);
    }

    /// The domain as DNS and peers without SMTPUTF8 want it. Address literals stay as they are.
    public String asciiDomain() {
        if (isAscii(domain)) {
            return domain;
        }
        return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    public boolean hasAddressLiteral() { return domain.startsWith("["); }

    /// Whether the address can be sent to a peer that does not know SMTPUTF8, if need be with its
    /// domain as A-labels.
    public boolean hasAsciiLocalPart() { return isAscii(localPart); }

    /// The same mailbox with an ASCII domain.
    public MailAddress withAsciiDomain() { return new MailAddress(localPart, asciiDomain()); }

    /// What two spellings of one mailbox share: letter case and domain encoding do not matter here.
    public String key() { return localPart.toLowerCase(Locale.ROOT) + "@" + asciiDomain(); }

    /// The form for SMTP and header fields: the local part is quoted where it must be.
    @Override
    public String toString() {
        return (isDotString(localPart) ? localPart : quote(localPart)) + "@" + domain;
    }

    static boolean isAscii(String text) { return text.chars().allMatch(c -> c < 0x80); }

    private static int octets(String text) { return text.getBytes(StandardCharsets.UTF_8).length; }

    /// The index just behind the closing quote.
    private static int endOfQuotedString(String text) {
        for (int at = 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        throw new MalformedDataException("a quoted local part has no closing quote", text.length());
    }

    private static String unquote(String quoted) {
        StringBuilder plain = new StringBuilder(quoted.length());
        for (int at = 0; at < quoted.length(); at++) {
            char c = quoted.charAt(at);
            if (c == '\\' && at + 1 < quoted.length()) {
                c = quoted.charAt(++at);
            }
            if (c < 0x20 || c == 0x7F) {
                throw new MalformedDataException("a quoted local part holds a control character",
                        at);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static String quote(String plain) {
        return '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String dotString(String text) {
        if (!isDotString(text)) {
            throw new MalformedDataException("a local part needs quotes or holds a bad character",
                    0);
        }
        return text;
    }

    private static boolean isDotString(String text) {
        if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            return false;
        }
        return text.codePoints().allMatch(c -> c == '.' || isAtext(c));
    }

    private static boolean isAtext(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
                || ATEXT_SPECIALS.indexOf(c) >= 0
                || c >= 0xA0 && !Character.isISOControl(c) && !Character.isWhitespace(c)
                        && !(c <= 0xFFFF && Character.isSurrogate((char) c));
    }

    private static void checkDomain(String domain, int position) {
        if (domain.startsWith("[")) {
            if (!domain.endsWith("]") || domain.length() < 3
                    || !domain.substring(1, domain.length() - 1).chars()
                            .allMatch(c -> c > 0x20 && c < 0x7F && c != '[' && c != ']')) {
                throw new MalformedDataException("an address literal is malformed", position);
            }
            return;
        }
        if (domain.isEmpty() || octets(domain) > DOMAIN_OCTETS) {
            throw new MalformedDataException("a domain is empty or longer than 255 octets",
                    position);
        }
        for (String label : domain.split("\\.", -1)) {
            if (!isLabel(label)) {
                throw new MalformedDataException("a domain holds an empty or malformed label",
                        position);
            }
        }
        if (!isAscii(domain)) {
            try {
                IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
            } catch (IllegalArgumentException e) {
                throw new MalformedDataException("a domain is not a valid internationalised name",
                        position);
            }
        }
    }

    /// RFC 5321 `sub-domain`, with `_` let through because real host names have it.
    private static boolean isLabel(String label) {
        if (label.isEmpty() || octets(label) > 63 || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        return label.codePoints().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z'
                || c == '-' || c == '_' || c >= 0xA0 && Character.isLetterOrDigit(c)
                || c >= 0xA0 && Character.getType(c) == Character.NON_SPACING_MARK
                || c >= 0xA0 && Character.getType(c) == Character.COMBINING_SPACING_MARK);
    }
}
