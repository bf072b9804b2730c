package org.rialto.smtp.authentication;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields of a message in their order, each byte for byte. RFC 5322 §2.2.
///
/// @param fields        in order
/// @param lengthOctets  where the body starts in the bytes that were parsed: behind the empty line,
///                      or at the first line that is no field
/// @param hasSeparator  the empty line is there
public record HeaderSection(List<HeaderField> fields, int lengthOctets, boolean hasSeparator) {

    public HeaderSection { fields = List.copyOf(fields); }

    /// Where the header section of `bytes` ends, behind its empty line; -1 when the empty line is
    /// not there yet. `from` is where to go on looking.
    public static int findEnd(byte[] bytes, int from, int to) {
        if (to >= 2 && bytes[0] == '\r' && bytes[1] == '\n') {
            return 2;
        }
        for (int at = Math.max(0, from - 3); at + 3 < to; at++) {
            if (bytes[at] == '\r' && bytes[at + 1] == '\n' && bytes[at + 2] == '\r'
                    && bytes[at + 3] == '\n') {
                return at + 4;
            }
        }
        return -1;
    }

    /// Parses the fields at the start of `bytes[0..length)`, at most up to the empty line. Never
    /// fails: what is no field begins the body.
    public static HeaderSection parse(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        List<HeaderField> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("\r\n", at)) {
                return new HeaderSection(fields, at + 2, true);
            }
            int colon = colonOfField(text, at);
            if (colon < 0) {
                return new HeaderSection(fields, at, false);
            }
            int end = endOfField(text, at);
            fields.add(HeaderField.of(text.substring(at, end), colon - at));
            at = end;
        }
        return new HeaderSection(fields, at, false);
    }

    /// ```
    /// field-name = 1*ftext    ; %d33-57 / %d59-126
    /// ```
    /// and, obsolete, white space before the colon. UTF-8 in names is no field.
    private static int colonOfField(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) < 0x7F
                && text.charAt(at) != ':') {
            at++;
        }
        if (at == from) {
            return -1;
        }
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ':' ? at : -1;
    }

    private static int endOfField(String text, int from) {
        int at = from;
        while (true) {
            int lineEnd = text.indexOf("\r\n", at);
            if (lineEnd < 0) {
                return text.length();
            }
            at = lineEnd + 2;
            if (at >= text.length() || text.charAt(at) != ' ' && text.charAt(at) != '\t') {
                return at;
            }
        }
    }

    public @Nullable HeaderField first(String name) {
        for (HeaderField field : fields) {
            if (field.is(name)) {
                return field;
            }
        }
        return null;
    }

    public List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    public boolean has(String name) { return first(name) != null; }

    public int count(String name) {
        int count = 0;
        for (HeaderField field : fields) {
            if (field.is(name)) {
                count++;
            }
        }
        return count;
    }
}
