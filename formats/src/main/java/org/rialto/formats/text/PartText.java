package org.rialto.formats.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.Charsets;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;

/// The decoded text of a text part: transfer encoding and charset taken off.
public final class PartText {
    private static final int SNIFFED_BYTES = 1024;

    private PartText() {}

    /// The source of a part (HTML stays HTML) from at most `limitBytes` of its decoded bytes.
    public static String read(MessageBytes message, MimePart part, int limitBytes)
            throws IOException {
        byte[] bytes;
        try (InputStream decoded = message.openDecoded(part)) {
            // No encoding makes the bytes more: less room is taken for those of a short part.
            bytes = decoded.readNBytes((int) Math.min(limitBytes, part.bodySize()));
        }
        String charset = part.contentType().parameter("charset");
        if (charset == null && part.contentType().is("text", "html")) {
            charset = declaredInHtml(bytes);
        }
        if (bytes.length == limitBytes) {
            bytes = withoutBrokenEnd(bytes);
        }
        String text = Charsets.decode(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// The charset that the part's header or, for HTML, its first bytes declare; null when none.
    static @Nullable String declaredInHtml(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, SNIFFED_BYTES),
                StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = head.indexOf("charset=");
        if (at < 0) {
            return null;
        }
        int start = at + 8;
        while (start < head.length() && (head.charAt(start) == '"' || head.charAt(start) == '\'')) {
            start++;
        }
        int end = start;
        while (end < head.length() && "\"'> ;/".indexOf(head.charAt(end)) < 0) {
            end++;
        }
        return end == start ? null : head.substring(start, end);
    }

    // A cut in the middle of a UTF-8 character would make the whole look like Windows-1252.
    private static byte[] withoutBrokenEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > bytes.length - 4 && end > 0 && (bytes[end - 1] & 0xC0) == 0x80) {
            end--;
        }
        boolean lead = end > 0 && (bytes[end - 1] & 0xC0) == 0xC0;
        return lead ? Arrays.copyOf(bytes, end - 1) : bytes;
    }

    /// The readable text of a part: HTML as its text, flowed text joined.
    public static String readable(MessageBytes message, MimePart part, int limitBytes)
            throws IOException {
        String source = read(message, part, limitBytes);
        if (part.contentType().is("text", "html")) {
            return HtmlText.of(source, limitBytes);
        }
        String format = part.contentType().parameter("format");
        if (format != null && format.equalsIgnoreCase("flowed")) {
            String delSp = part.contentType().parameter("delsp");
            return FlowedText.join(source, delSp != null && delSp.equalsIgnoreCase("yes"));
        }
        return source;
    }
}
