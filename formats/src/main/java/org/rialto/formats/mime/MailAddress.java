package org.rialto.formats.mime;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.RawText;

/// A mailbox of an address field as text, RFC 5322 §3.4 and RFC 6532.
///
/// @param name the display name, decoded; empty when there was none
/// @param localPart without its quotes
/// @param domain as it was written; empty when there was none
/// @param group the name of the group it stood in, or null
public record MailAddress(String name, String localPart, String domain, @Nullable String group) {
    private static final int LIMIT = MimeLimits.DEFAULT.addresses();

    public MailAddress(String name, String localPart, String domain) {
        this(name, localPart, domain, null);
    }

    /// The mailboxes in a raw value; groups are opened, empty ones vanish.
    public static List<MailAddress> parse(@Nullable String raw) {
        return raw == null ? List.of() : of(AddressParser.parse(raw, LIMIT));
    }

    /// The mailboxes in an address field that is text already.
    public static List<MailAddress> parseText(String text) { return parse(RawText.encode(text)); }

    /// The mailboxes of an envelope's list.
    public static List<MailAddress> of(List<ImapAddress> list) {
        List<MailAddress> addresses = new ArrayList<>(list.size());
        String group = null;
        for (ImapAddress raw : list) {
            String mailbox = raw.mailbox();
            String host = raw.host();
            if (mailbox == null) {
                group = null;
            } else if (host == null) {
                group = EncodedWords.decode(mailbox);
            } else {
                String name = raw.name() == null ? "" : EncodedWords.decode(raw.name());
                addresses.add(new MailAddress(name.strip(), RawText.decode(mailbox),
                        RawText.decode(host), group));
            }
        }
        return addresses;
    }

    /// `local-part "@" domain`, the local part quoted where it must be.
    public String address() {
        String local = isDotAtom(localPart) ? localPart : quote(localPart);
        return domain.isEmpty() ? local : local + "@" + domain;
    }

    /// The address with its domain in A-labels (IDNA), for comparing and for hosts without
    /// SMTPUTF8; the domain stays as it is when it has no such form.
    public String asciiAddress() {
        String ascii = domain;
        for (int i = 0; i < domain.length(); i++) {
            if (domain.charAt(i) > 127) {
                ascii = toAscii(domain);
                break;
            }
        }
        return new MailAddress("", localPart, ascii.toLowerCase(Locale.ROOT)).address();
    }

    private static String toAscii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException noSuchForm) {
            return domain;
        }
    }

    /// The name, or the address when there is no name: what a person is shown.
    public String display() { return name.isEmpty() ? address() : name; }

    /// As it is written in a header, before encoding: `"Doe, John" <john@example.org>`.
    public String toHeaderText() {
        if (name.isEmpty()) {
            return address();
        }
        return (isPhrase(name) ? name : quote(name)) + " <" + address() + ">";
    }

    private static boolean isDotAtom(String text) {
        if (text.isEmpty() || text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAtomCharacter(c) && c != '.') {
                return false;
            }
        }
        return true;
    }

    static boolean isPhrase(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAtomCharacter(c) && c != ' ') {
                return false;
            }
        }
        return !text.isBlank();
    }

    private static boolean isAtomCharacter(char c) {
        return c > ' ' && c != 127 && "()<>[]:;@\\,.\"".indexOf(c) < 0;
    }

    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c == '\r' || c == '\n' ? ' ' : c);
        }
        return out.append('"').toString();
    }
}
