package org.rialto.formats.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.rialto.formats.header.Charsets;
import org.rialto.formats.header.RawText;

/// Reads Content-Type and Content-Disposition values: RFC 2045 §5.1, RFC 2183 and the continuations
/// and charsets of RFC 2231. Lenient: unquoted spaces, missing quotes and empty parameters are read
/// the way their sender meant them. Works on raw strings.
final class ParameterParser {
    private final String raw;
    private int at;

    private ParameterParser(String raw) { this.raw = raw; }

    /// `type "/" subtype *(";" parameter)`; anything else is text/plain (RFC 2045 §5.2).
    static ContentType contentType(String raw) {
        ParameterParser parser = new ParameterParser(raw);
        String type = parser.token();
        parser.skipBlank();
        String subtype = "";
        if (parser.at < raw.length() && raw.charAt(parser.at) == '/') {
            parser.at++;
            subtype = parser.token();
        }
        List<MimeParameter> parameters = parser.parameters();
        if (type.isEmpty() || subtype.isEmpty()) {
            return new ContentType("text", "plain", parameters);
        }
        return new ContentType(type, subtype, parameters);
    }

    /// `type *(";" parameter)`.
    static ContentDisposition disposition(String raw) {
        ParameterParser parser = new ParameterParser(raw);
        String type = parser.token();
        return new ContentDisposition(type.isEmpty() ? "attachment" : type, parser.parameters());
    }

    /// `Content-Transfer-Encoding: token`, comments and what follows left out.
    static String token(String raw) { return new ParameterParser(raw).token(); }

    /// `Content-Language: tag *("," tag)`, RFC 3282.
    static List<String> languages(String raw) {
        List<String> tags = new ArrayList<>(1);
        ParameterParser parser = new ParameterParser(raw);
        while (parser.at < raw.length()) {
            String tag = parser.token();
            if (!tag.isEmpty()) {
                tags.add(tag);
            } else {
                parser.at++;
            }
        }
        return tags;
    }

    private String token() {
        skipBlank();
        int start = at;
        while (at < raw.length() && isTokenCharacter(raw.charAt(at))) {
            at++;
        }
        return raw.substring(start, at);
    }

    private static boolean isTokenCharacter(char c) {
        return c > ' ' && c != '/' && c != ';' && c != '=' && c != '(' && c != ')' && c != ','
                && c != '"' && c != '<' && c != '>' && c != 127;
    }

    private List<MimeParameter> parameters() {
        List<MimeParameter> plain = new ArrayList<>(2);
        TreeMap<String, Pieces> pieces = null;
        while (at < raw.length()) {
            while (at < raw.length() && raw.charAt(at) != ';') {
                at++;
            }
            at++;
            skipBlank();
            int nameStart = at;
            while (at < raw.length() && raw.charAt(at) != '=' && raw.charAt(at) != ';') {
                at++;
            }
            if (at >= raw.length() || raw.charAt(at) == ';' || at == nameStart) {
                continue;
            }
            String name = raw.substring(nameStart, at).strip();
            at++;
            String value = value();
            int star = name.indexOf('*');
            if (star <= 0) {
                if (!name.isEmpty()) {
                    plain.add(new MimeParameter(name, value, false));
                }
            } else {
                pieces = pieces == null ? new TreeMap<>() : pieces;
                String base = name.substring(0, star);
                Pieces of = pieces.get(base.toLowerCase(Locale.ROOT));
                if (of == null) {
                    of = new Pieces(base);
                    pieces.put(base.toLowerCase(Locale.ROOT), of);
                }
                of.add(name.substring(star), value);
            }
        }
        if (pieces != null) {
            pieces.values().forEach(of -> plain.add(of.join()));
        }
        return plain;
    }

    private String value() {
        skipBlank();
        if (at < raw.length() && raw.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        int end = at;
        while (at < raw.length() && raw.charAt(at) != ';') {
            char c = raw.charAt(at);
            if (c == '(' && at > start && isBlank(raw.charAt(at - 1))) {
                break;
            }
            at++;
            if (!isBlank(c)) {
                end = at;
            }
        }
        return raw.substring(start, end);
    }

    private String quoted() {
        at++;
        int start = at;
        StringBuilder unescaped = null;
        while (at < raw.length() && raw.charAt(at) != '"') {
            if (raw.charAt(at) == '\\' && at + 1 < raw.length()) {
                if (unescaped == null) {
                    unescaped = new StringBuilder(raw.length());
                }
                unescaped.append(raw, start, at);
                start = at + 1;
                at++;
            }
            at++;
        }
        String rest = raw.substring(start, at);
        at++;
        return unescaped == null ? rest : unescaped.append(rest).toString();
    }

    private void skipBlank() {
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '(') {
                skipComment();
            } else if (isBlank(c)) {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        int depth = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c == '\\') {
                at = Math.min(at + 1, raw.length());
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return;
            }
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /// The pieces `name*`, `name*0`, `name*1*` … of one parameter, RFC 2231 §3 and §4.1.
    private static final class Pieces {
        private final String name;
        private final TreeMap<Integer, byte[]> bytes = new TreeMap<>();
        private String charset = "";
        private boolean extended;

        Pieces(String name) { this.name = name; }

        void add(String marks, String value) {
            boolean percent = marks.endsWith("*");
            String digits = percent ? marks.substring(0, marks.length() - 1) : marks;
            int number = digits.length() < 2 ? 0 : number(digits.substring(1));
            String text = value;
            if (percent && number == 0) {
                int first = text.indexOf('\'');
                int second = text.indexOf('\'', first + 1);
                if (first >= 0 && second > first) {
                    charset = text.substring(0, first);
                    text = text.substring(second + 1);
                    extended = true;
                }
            }
            bytes.putIfAbsent(number, percent
                    ? unescape(text)
                    : text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private static int number(String digits) {
            int number = 0;
            for (int i = 0; i < digits.length() && i < 6; i++) {
                char c = digits.charAt(i);
                if (c < '0' || c > '9') {
                    return Integer.MAX_VALUE;
                }
                number = number * 10 + c - '0';
            }
            return number;
        }

        private static byte[] unescape(String text) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (c == '%' && high >= 0 && low >= 0) {
                    out.write(high << 4 | low);
                    i += 2;
                } else {
                    out.write(c);
                }
            }
            return out.toByteArray();
        }

        MimeParameter join() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            bytes.values().forEach(out::writeBytes);
            byte[] joined = out.toByteArray();
            String value = extended
                    ? RawText.encode(Charsets.decode(joined, charset.isEmpty() ? null : charset))
                    : new String(joined, StandardCharsets.ISO_8859_1);
            return new MimeParameter(name, value, extended);
        }
    }
}
