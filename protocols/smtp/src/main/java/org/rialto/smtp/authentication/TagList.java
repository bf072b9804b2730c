package org.rialto.smtp.authentication;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// Tags and values of DKIM signatures, DKIM keys and DMARC records. RFC 6376 §3.2.
public record TagList(Map<String, String> tags) {

    /// ```
    /// tag-list  = tag-spec *( ";" tag-spec ) [ ";" ]
    /// tag-spec  = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
    /// tag-name  = ALPHA *ALNUMPUNC
    /// ```
    ///
    /// @throws MalformedDataException for a tag without name or "=", or one that comes twice
    public static TagList parse(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf(';', from);
            if (end < 0) {
                end = text.length();
            }
            String spec = text.substring(from, end);
            if (!spec.isBlank()) {
                int equals = spec.indexOf('=');
                String name = equals < 0 ? "" : trim(spec.substring(0, equals));
                if (!isName(name)) {
                    throw new MalformedDataException("a tag has no name or no \"=\"", from);
                }
                if (tags.putIfAbsent(name, trim(spec.substring(equals + 1))) != null) {
                    throw new MalformedDataException("a tag is given twice", from);
                }
            }
            from = end + 1;
        }
        return new TagList(Collections.unmodifiableMap(tags));
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || !isLetter(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isLetter(c) || c >= '0' && c <= '9' || c == '_');
    }

    private static boolean isLetter(int c) { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'; }

    /// Without folding white space at both ends.
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

    public @Nullable String get(String name) { return tags.get(name); }

    public String get(String name, String otherwise) { return tags.getOrDefault(name, otherwise); }

    public String require(String name) {
        String value = tags.get(name);
        if (value == null || value.isEmpty()) {
            throw new MalformedDataException("the tag " + name + "= is missing", 0);
        }
        return value;
    }

    /// A value without any white space, as base64 values may be folded anywhere.
    static String compact(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int at = 0; at < value.length(); at++) {
            if (!isSpace(value.charAt(at))) {
                text.append(value.charAt(at));
            }
        }
        return text.toString();
    }
}
