package org.rialto.formats.compose;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.rialto.formats.header.DateTimes;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.RawText;
import org.rialto.formats.mime.MailAddress;

/// Writes header fields, RFC 5322 §2.2: text in encoded words (RFC 2047) and parameters in RFC 2231
/// form where they are not ASCII, lines folded at 78 characters. Line ends in values become spaces,
/// so that no value can add a field. Only addresses outside ASCII stay UTF-8 (RFC 6532).
public final class HeaderWriter {
    private static final int LINE_CHARACTERS = 78;
    private static final int PIECE_CHARACTERS = 50;

    private final StringBuilder out = new StringBuilder(512);
    private int column;

    /// A field of free text.
    public HeaderWriter text(String name, String value) {
        return folded(name, EncodedWords.encode(clean(value)));
    }

    /// A field whose value is ASCII that has been formed already; folded at its spaces.
    public HeaderWriter structured(String name, String value) { return folded(name, clean(value)); }

    public HeaderWriter date(String name, OffsetDateTime time) {
        return folded(name, DateTimes.format(time));
    }

    /// Fields such as References: identifiers in angle brackets.
    public HeaderWriter messageIds(String name, List<String> ids) {
        return ids.isEmpty() ? this : folded(name, clean(String.join(" ", ids)));
    }

    /// An address field; nothing when the list is empty.
    public HeaderWriter addresses(String name, List<MailAddress> addresses) {
        if (addresses.isEmpty()) {
            return this;
        }
        start(name);
        for (int i = 0; i < addresses.size(); i++) {
            MailAddress address = addresses.get(i);
            String comma = i + 1 < addresses.size() ? "," : "";
            if (EncodedWords.needsEncoding(address.name())) {
                words(EncodedWords.encodeAlways(clean(address.name())));
                word("<" + clean(address.address()) + ">" + comma);
            } else {
                words(clean(address.toHeaderText()) + comma);
            }
        }
        return end();
    }

    /// A field of a token and parameters: Content-Type, Content-Disposition.
    public HeaderWriter parameters(String name, String value, Map<String, String> parameters) {
        start(name);
        word(value + (parameters.isEmpty() ? "" : ";"));
        int left = parameters.size();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            left--;
            parameter(parameter.getKey(), clean(parameter.getValue()), left == 0 ? "" : ";");
        }
        return end();
    }

    private void parameter(String name, String value, String end) {
        boolean ascii = !EncodedWords.needsEncoding(value);
        if (ascii && value.length() <= PIECE_CHARACTERS) {
            word(name + "=" + (isToken(value) ? value : quote(value)) + end);
            return;
        }
        String encoded = ascii ? value : "utf-8''" + percentEncode(value);
        String mark = ascii ? "" : "*";
        if (encoded.length() <= PIECE_CHARACTERS) {
            word(name + mark + "=" + encoded + end);
            return;
        }
        // RFC 2231 §3: numbered pieces; no escape is cut in two.
        int number = 0;
        for (int at = 0; at < encoded.length(); number++) {
            int to = Math.min(encoded.length(), at + PIECE_CHARACTERS);
            if (!ascii && to < encoded.length()) {
                int percent = encoded.lastIndexOf('%', to - 1);
                to = percent > to - 3 && percent > at ? percent : to;
            }
            String piece = encoded.substring(at, to);
            word(name + "*" + number + mark + "=" + (ascii ? quote(piece) : piece)
                    + (to < encoded.length() ? ";" : end));
            at = to;
        }
    }

    private static String percentEncode(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
                    || b == '.' || b == '-' || b == '_';
            if (plain) {
                encoded.append((char) b);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return encoded.toString();
    }

    private static boolean isToken(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~' || "()<>@,;:\\\"/[]?='*%".indexOf(c) >= 0) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private HeaderWriter folded(String name, String value) {
        start(name);
        words(value);
        return end();
    }

    private void start(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) > '~' || name.charAt(i) == ':') {
                throw new IllegalArgumentException("no field name: " + name);
            }
        }
        out.append(name).append(':');
        column = name.length() + 1;
    }

    private HeaderWriter end() {
        out.append("\r\n");
        return this;
    }

    // Runs of spaces inside a value are kept, in front of the word that follows them.
    private void words(String value) {
        int at = 0;
        while (at < value.length()) {
            int end = at;
            while (end < value.length() && value.charAt(end) == ' ') {
                end++;
            }
            end = value.indexOf(' ', end);
            end = end < 0 ? value.length() : end;
            word(at == 0 || value.charAt(at) != ' '
                    ? value.substring(at, end)
                    : value.substring(at + 1, end));
            at = end;
        }
    }

    private void word(String word) {
        boolean blank = word.isBlank();
        if (!blank && column > 1 && column + 1 + word.length() > LINE_CHARACTERS
                && !isFirst()) {
            out.append("\r\n");
            column = 0;
        }
        out.append(' ').append(word);
        column += word.length() + 1;
    }

    // A fold right behind the field's name would leave a line of nothing else.
    private boolean isFirst() { return out.charAt(out.length() - 1) == ':'; }

    private static String clean(String value) {
        boolean clean = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            clean &= c != '\r' && c != '\n' && c != 0;
        }
        return clean
                ? value
                : value.replace("\r\n", " ").replace('\r', ' ').replace('\n', ' ').replace('\0',
                        ' ');
    }

    /// Whether something in it is not ASCII, which asks for SMTPUTF8 on its way.
    public boolean isInternational() {
        for (int i = 0; i < out.length(); i++) {
            if (out.charAt(i) > 127) {
                return true;
            }
        }
        return false;
    }

    /// The fields written so far, without the empty line that closes a header.
    public byte[] toByteArray() { return out.toString().getBytes(StandardCharsets.UTF_8); }

    /// Fields written elsewhere, each with its line end, as raw text.
    public HeaderWriter raw(String fields) {
        out.append(RawText.decode(fields));
        return this;
    }
}
