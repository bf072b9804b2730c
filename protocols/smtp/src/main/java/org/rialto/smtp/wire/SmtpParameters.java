package org.rialto.smtp.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The extension parameters after a path: upper-case keyword to value, "" where there is none.
/// RFC 5321 §4.1.2.
public record SmtpParameters(Map<String, String> values) {

    public static final SmtpParameters NONE = new SmtpParameters(Map.of());

    /// ```
    /// Mail-parameters = esmtp-param *(SP esmtp-param)
    /// esmtp-param     = esmtp-keyword ["=" esmtp-value]
    /// esmtp-keyword   = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
    /// esmtp-value     = 1*(%d33-60 / %d62-126)
    /// ```
    public static SmtpParameters read(LineCursor cursor) {
        Map<String, String> values = new LinkedHashMap<>();
        while (true) {
            int before = cursor.position();
            cursor.skipSpaces();
            if (cursor.atEnd()) {
                return new SmtpParameters(Collections.unmodifiableMap(values));
            }
            if (cursor.position() == before) {
                throw cursor.malformed("a space must come before a parameter");
            }
            String keyword = keyword(cursor);
            String value = "";
            if (cursor.skip('=')) {
                value = cursor.word();
                if (value.isEmpty()) {
                    throw cursor.malformed("the value of " + keyword + " is missing");
                }
            }
            if (values.putIfAbsent(keyword, value) != null) {
                throw cursor.malformed(keyword + " is given twice");
            }
        }
    }

    private static String keyword(LineCursor cursor) {
        int start = cursor.position();
        int c = cursor.peek();
        while (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || c == '-' && cursor.position() > start) {
            cursor.next();
            c = cursor.peek();
        }
        String keyword = cursor.textFrom(start);
        if (keyword.isEmpty()) {
            throw cursor.malformed("a parameter needs a keyword");
        }
        return keyword.toUpperCase(Locale.ROOT);
    }
}
