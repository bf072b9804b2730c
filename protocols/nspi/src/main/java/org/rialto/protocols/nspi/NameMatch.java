package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rialto.directory.SmtpAddress;

/// Ambiguous name resolution: whether a text that a person typed means an object. MS-OXNSPI §3.1.4.7
/// leaves the rules to the server; these are ours.
///
/// A text that is the whole display name, name or address of exactly one object means that one.
/// Otherwise it means those of whose names or addresses it is a start, or each of whose words is the
/// start of a word of the display, first or last name. A text that begins with `=` means only whole
/// names. `SMTP:`, `EX:` and the like before an address are left out, and so are angle brackets and
/// what stands before them.
record NameMatch(String key, String address, List<String> words, boolean exactOnly) {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    static NameMatch of(String typed) {
        String text = typed.strip();
        boolean exact = text.startsWith("=");
        if (exact) {
            text = text.substring(1).strip();
        }
        int open = text.lastIndexOf('<');
        if (open >= 0 && text.endsWith(">")) {
            text = text.substring(open + 1, text.length() - 1).strip();
        }
        int colon = text.indexOf(':');
        if (colon > 0 && text.substring(0, colon).matches("(?i)smtp|ex|sip|mailto|x500")) {
            text = text.substring(colon + 1).strip();
        }
        return new NameMatch(SortKey.of(text), addressKey(text), words(text), exact);
    }

    private static String addressKey(String text) {
        SmtpAddress address = SmtpAddress.parseOrNull(text);
        return address == null ? text.toLowerCase(Locale.ROOT) : address.key();
    }

    /// Keys of the words of a text: what stands between characters that are no letters and no
    /// digits.
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(text)) {
            String key = SortKey.of(word);
            if (!key.isEmpty()) {
                words.add(key);
            }
        }
        return List.copyOf(words);
    }

    boolean isEmpty() { return key.isEmpty(); }

    /// Whether the text is a whole name or address of the object.
    boolean isExactly(ListRow row) {
        return row.key().equals(key) || row.names().getFirst().equals(key)
                || row.addresses().contains(address);
    }

    boolean matches(ListRow row) {
        if (isEmpty()) {
            return false;
        }
        if (exactOnly) {
            return isExactly(row);
        }
        return row.key().startsWith(key) || startsAny(row.addresses(), address)
                || startsAny(row.names(), key) || hasWords(row);
    }

    private static boolean startsAny(List<String> names, String start) {
        // Most calls find nothing: no iterator for each of them.
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /// Each word is the start of one, wherever that stands.
    private boolean hasWords(ListRow row) {
        for (int i = 0; i < words.size(); i++) {
            if (!startsAny(row.words(), words.get(i))) {
                return false;
            }
        }
        return !words.isEmpty();
    }
}
