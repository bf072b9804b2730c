package org.rialto.formats.header;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Encoded words of headers, RFC 2047 (with the language of RFC 2231 §5). Reading is lenient:
/// spaces inside a word, missing padding, words without white space between them, characters split
/// across words, unknown charsets and words in quoted strings are read as they were meant.
public final class EncodedWords {
    /// A word may have 75; shorter ones leave room for the field's name on the first line.
    private static final int WORD_CHARACTERS = 64;
    private static final String SAFE = "!*+-/";

    private EncodedWords() {}

    /// The text of a raw value.
    public static String decode(String raw) {
        int start = raw.indexOf("=?");
        return start < 0 ? RawText.decode(raw) : new Decoding(raw).run(start);
    }

    private static final class Decoding {
        private final String raw;
        private final StringBuilder text;
        private int plainFrom;
        // Bytes of words of one charset that follow each other, decoded together.
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private @Nullable String pendingCharset;

        private boolean noEndAhead;
        private int charsetStart;
        private int wordEnd;

        Decoding(String raw) {
            this.raw = raw;
            this.text = new StringBuilder(raw.length());
        }

        String run(int first) {
            for (int at = first; at >= 0; at = raw.indexOf("=?", at)) {
                byte[] bytes = word(at);
                if (bytes == null) {
                    at += 2;
                    continue;
                }
                String charset = charset(at);
                boolean adjacent = pendingCharset != null && isBlank(plainFrom, at);
                if (!adjacent) {
                    flush();
                    text.append(RawText.decode(raw.substring(plainFrom, at)));
                } else if (!charset.equalsIgnoreCase(pendingCharset)) {
                    flush();
                }
                pendingCharset = charset;
                pending.writeBytes(bytes);
                plainFrom = wordEnd;
                at = wordEnd;
            }
            flush();
            return text.append(RawText.decode(raw.substring(plainFrom))).toString();
        }

        private void flush() {
            if (pendingCharset != null) {
                text.append(Charsets.decode(pending.toByteArray(), pendingCharset));
                pending.reset();
                pendingCharset = null;
            }
        }

        private boolean isBlank(int from, int to) {
            for (int i = from; i < to; i++) {
                char c = raw.charAt(i);
                if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                    return false;
                }
            }
            return true;
        }

        private String charset(int at) {
            String name = raw.substring(at + 2, charsetStart);
            int star = name.indexOf('*');
            return star < 0 ? name : name.substring(0, star);
        }

        // `encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?="`; the bytes
        // of the one at `at`, or null when there is none.
        private byte @Nullable [] word(int at) {
            int question = raw.indexOf('?', at + 2);
            if (question < 0 || question - at > 80 || question + 2 >= raw.length()
                    || raw.charAt(question + 2) != '?') {
                return null;
            }
            for (int i = at + 2; i < question; i++) {
                if (raw.charAt(i) <= ' ') {
                    return null;
                }
            }
            charsetStart = question;
            int from = question + 3;
            int end = noEndAhead ? -1 : raw.indexOf("?=", from);
            noEndAhead |= end < 0;
            char encoding = raw.charAt(question + 1);
            boolean q = encoding == 'q' || encoding == 'Q';
            // `=?utf-8?Q?=E2?=`: the text may itself start with what looks like the end.
            if (q && end == from && end + 3 < raw.length()
                    && raw.indexOf("?=", end + 2) >= 0 && isHex(raw.charAt(end + 2))) {
                end = raw.indexOf("?=", end + 2);
            }
            if (end < 0) {
                return null;
            }
            wordEnd = end + 2;
            if (q) {
                return decodeQ(raw, from, end);
            }
            return encoding == 'b' || encoding == 'B' ? decodeB(raw, from, end) : null;
        }
    }

    private static boolean isHex(char c) { return Character.digit(c, 16) >= 0; }

    private static byte[] decodeQ(String raw, int from, int end) {
        byte[] bytes = new byte[end - from];
        int length = 0;
        for (int i = from; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '_') {
                bytes[length++] = ' ';
            } else if (c == '=' && i + 2 < end && isHex(raw.charAt(i + 1))
                    && isHex(raw.charAt(i + 2))) {
                bytes[length++] = (byte) (Character.digit(raw.charAt(i + 1), 16) << 4
                        | Character.digit(raw.charAt(i + 2), 16));
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] decodeB(String raw, int from, int end) {
        byte[] bytes = new byte[(end - from) * 3 / 4 + 3];
        int length = 0;
        int bits = 0;
        int count = 0;
        for (int i = from; i < end; i++) {
            int value = base64(raw.charAt(i));
            if (value < 0) {
                // Padding inside a word starts a new run (two words pasted together).
                if (raw.charAt(i) == '=') {
                    bits = 0;
                    count = 0;
                }
                continue;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                bytes[length++] = (byte) (bits >>> count);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int base64(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    /// Text for an unstructured field: itself when it is printable ASCII that does not look like an
    /// encoded word, else encoded words of UTF-8 separated by spaces, at which a writer folds.
    public static String encode(String text) {
        return needsEncoding(text) ? encodeAlways(text) : text;
    }

    /// Whether a header cannot hold that text as it is.
    public static boolean needsEncoding(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ' && c != '\t') {
                return true;
            }
        }
        return text.contains("=?");
    }

    /// Encoded words of UTF-8 of at most 64 characters, separated by single spaces. They are safe
    /// in phrases too (RFC 2047 §5 (3)).
    public static String encodeAlways(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        int plain = 0;
        for (byte b : all) {
            plain += isSafe(b) || b == ' ' ? 1 : 0;
        }
        boolean q = (all.length - plain) * 3 + plain <= (all.length + 2) / 3 * 4 + 8;
        StringBuilder out = new StringBuilder(all.length * 2);
        int room = WORD_CHARACTERS - "=?UTF-8?Q??=".length();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            int size = 0;
            int bytes = 0;
            while (to < text.length()) {
                int point = text.codePointAt(to);
                byte[] encoded = Character.toString(point).getBytes(StandardCharsets.UTF_8);
                int more = encoded.length == 1 && (isSafe(encoded[0]) || encoded[0] == ' ')
                        ? 1
                        : encoded.length * 3;
                int total = q ? size + more : (bytes + encoded.length + 2) / 3 * 4;
                if (total > room) {
                    break;
                }
                size += more;
                bytes += encoded.length;
                to += Character.charCount(point);
            }
            if (from > 0) {
                out.append(' ');
            }
            byte[] piece = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            out.append(q ? "=?UTF-8?Q?" : "=?UTF-8?B?");
            out.append(q ? encodeQ(piece) : Base64.getEncoder().encodeToString(piece));
            out.append("?=");
            from = to;
        }
        return out.toString();
    }

    private static boolean isSafe(byte b) {
        return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
                || b > 0 && SAFE.indexOf(b) >= 0;
    }

    private static String encodeQ(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 3);
        for (byte b : bytes) {
            if (isSafe(b)) {
                out.append((char) b);
            } else if (b == ' ') {
                out.append('_');
            } else {
                out.append('=').append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return out.toString();
    }
}
