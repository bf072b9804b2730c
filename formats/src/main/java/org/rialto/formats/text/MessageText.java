package org.rialto.formats.text;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeStructure;

/// What of a message is read by people: its body as text, a preview, and the words that a search
/// finds it by. All bounded.
public final class MessageText {
    /// Characters of a preview, RFC 8970 §4.
    public static final int PREVIEW_CHARACTERS = 256;
    private static final int PREVIEW_SOURCE_BYTES = 16 << 10;

    private MessageText() {}

    /// The part that is shown as the message's text: of alternatives the plain one, else HTML;
    /// attachments do not count. Null when there is none.
    public static @Nullable MimePart bodyPart(MimeStructure structure, String subtype) {
        return bodyPart(structure.root(), subtype);
    }

    private static @Nullable MimePart bodyPart(MimePart part, String subtype) {
        if (part.isMultipart()) {
            for (MimePart child : part.children()) {
                MimePart found = bodyPart(child, subtype);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        boolean attachment = part.disposition() != null && part.disposition().is("attachment");
        return part.contentType().is("text", subtype) && !attachment ? part : null;
    }

    /// The body as plain text, from at most `limitBytes` of it.
    public static String body(MimeStructure structure, MessageBytes message, int limitBytes)
            throws IOException {
        MimePart plain = bodyPart(structure, "plain");
        String text = plain == null ? "" : PartText.readable(message, plain, limitBytes);
        MimePart html = text.isBlank() ? bodyPart(structure, "html") : null;
        return html == null ? text : PartText.readable(message, html, limitBytes);
    }

    /// The start of the body in one line, quotations left out where something else is said.
    public static String preview(MimeStructure structure, MessageBytes message)
            throws IOException {
        String body = body(structure, message, PREVIEW_SOURCE_BYTES);
        String preview = preview(body, false);
        return preview.isEmpty() ? preview(body, true) : preview;
    }

    private static String preview(String body, boolean quotations) {
        StringBuilder out = new StringBuilder(PREVIEW_CHARACTERS);
        int characters = 0;
        boolean blank = false;
        boolean lineStart = true;
        for (int i = 0; i < body.length() && characters < PREVIEW_CHARACTERS;) {
            int point = body.codePointAt(i);
            if (lineStart && point == '>' && !quotations) {
                int feed = body.indexOf('\n', i);
                i = feed < 0 ? body.length() : feed;
                continue;
            }
            i += Character.charCount(point);
            lineStart = point == '\n';
            if (Character.isWhitespace(point) || Character.isISOControl(point) || point == 0xA0) {
                blank = true;
                continue;
            }
            if (blank && characters > 0) {
                out.append(' ');
                characters++;
            }
            blank = false;
            if (characters < PREVIEW_CHARACTERS) {
                out.appendCodePoint(point);
                characters++;
            }
        }
        return out.toString();
    }

    /// The text of all text parts, the names of attachments, and the subjects and correspondents of
    /// embedded messages; at most about `limit` characters. Of HTML beside plain text only the
    /// lines with words that the plain text lacks.
    public static String searchable(MimeStructure structure, MessageBytes message, int limit)
            throws IOException {
        StringBuilder out = new StringBuilder(Math.min(limit, 4096));
        search(structure.root(), message, limit, out, null);
        return out.toString();
    }

    // Gives back the plain text, for the HTML beside it.
    private static @Nullable String search(MimePart part, MessageBytes message, int limit,
            StringBuilder out, @Nullable String plain) throws IOException {
        int room = limit - out.length();
        if (room <= 0) {
            return plain;
        }
        String name = part.fileName();
        if (name != null) {
            out.append(name).append('\n');
        }
        if (part.isMultipart()) {
            boolean alternative = part.contentType().is("multipart", "alternative");
            String before = alternative ? plain : null;
            for (MimePart child : part.children()) {
                String text = search(child, message, limit, out, before);
                before = alternative ? text : null;
            }
            return before;
        }
        MimePart embedded = part.embeddedMessage();
        if (embedded != null) {
            envelope(embedded.envelope(), out);
            search(embedded, message, limit, out, null);
        } else if (part.contentType().is("text", "html")) {
            String text = PartText.readable(message, part, room);
            if (plain == null) {
                out.append(text).append('\n');
            } else {
                appendNew(text, words(plain), out);
            }
        } else if (part.contentType().isText() && !part.contentType().is("text", "rtf")) {
            String text = PartText.readable(message, part, room);
            out.append(text).append('\n');
            return text;
        }
        return plain;
    }

    private static void envelope(@Nullable ImapEnvelope envelope, StringBuilder out) {
        if (envelope == null) {
            return;
        }
        if (envelope.subject() != null) {
            out.append(EncodedWords.decode(envelope.subject())).append('\n');
        }
        for (MailAddress from : MailAddress.of(envelope.from())) {
            out.append(from.toHeaderText()).append('\n');
        }
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        forEachWord(text, 0, text.length(), words::add);
        return words;
    }

    private static void appendNew(String text, Set<String> known, StringBuilder out) {
        boolean[] isNew = new boolean[1];
        int at = 0;
        while (at < text.length()) {
            int feed = text.indexOf('\n', at);
            int end = feed < 0 ? text.length() : feed;
            isNew[0] = false;
            forEachWord(text, at, end, word -> isNew[0] |= !known.contains(word));
            if (isNew[0]) {
                out.append(text, at, end).append('\n');
            }
            at = end + 1;
        }
    }

    private static void forEachWord(String text, int from, int to,
            Consumer<String> action) {
        int start = -1;
        for (int i = from; i <= to; i++) {
            boolean letter = i < to && Character.isLetterOrDigit(text.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                action.accept(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
    }
}
