package org.rialto.formats.rtf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Writes HTML or plain text as an RTF document that has it within, so that [RtfBody] finds it
/// again as it was (but for line ends, which become CR LF). MS-OXRTFEX §2.1.
///
/// How the rich text looks is not specified: here paragraphs, line breaks, bold, italic and
/// underlined text.
public final class RtfEncapsulation {
    private static final int MOST_FORMATS = 64;
    private static final int LONGEST_ENTITY = 32;
    private static final String HEAD = "\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}"
            + "{\\f1\\fmodern\\fcharset0 Courier New;}}\r\n{\\colortbl\\red0\\green0\\blue0;}\r\n";
    private static final Set<String> RAW_TEXT = Set.of("script", "style", "title", "textarea",
            "xmp", "noscript", "template");
    private static final Set<String> PARAGRAPHS = Set.of("p", "div", "tr", "li", "h1", "h2", "h3",
            "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre", "dl", "dt", "dd");

    private final String html;
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> formats = new ArrayDeque<>();
    private boolean inHead;
    private int at;

    private RtfEncapsulation(String html) { this.html = html; }

    /// An RTF document made of an HTML document.
    public static byte[] ofHtml(String html) {
        RtfEncapsulation writer = new RtfEncapsulation(html);
        writer.out.append("{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 ").append(HEAD)
                .append("{\\*\\htmltag64}\\uc1\\pard\\plain\\deftab360 \\f0\\fs20 ");
        writer.write();
        return writer.out.append("}\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// An RTF document made of plain text.
    public static byte[] ofText(String text) {
        RtfEncapsulation writer = new RtfEncapsulation(text);
        writer.out.append("{\\rtf1\\ansi\\ansicpg1252\\fromtext ").append(HEAD)
                .append("\\uc1\\pard\\plain\\deftab360 \\f1\\fs20 ");
        writer.escape(text);
        return writer.out.append("}\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void write() {
        while (at < html.length()) {
            int end = html.charAt(at) == '<' ? endOfMarkup() : -1;
            if (end > at) {
                markup(html.substring(at, end));
            } else {
                text();
            }
        }
        while (!formats.isEmpty()) {
            endFormat();
        }
    }

    /// Where the tag, comment or declaration that begins here ends; -1 where it is none.
    private int endOfMarkup() {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at + 4);
            return end < 0 ? html.length() : end + 3;
        }
        char next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
        if (!Character.isLetter(next) && next != '/' && next != '!' && next != '?') {
            return -1;
        }
        char quote = 0;
        for (int i = at + 1; i < html.length(); i++) {
            char character = html.charAt(i);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '"' || character == '\'') {
                quote = character;
            } else if (character == '>') {
                return i + 1;
            }
        }
        // A quote without an end: the tag ends with the first bracket, as browsers have it.
        int end = html.indexOf('>', at);
        return end < 0 ? html.length() : end + 1;
    }

    private void markup(String tag) {
        at += tag.length();
        boolean closes = tag.startsWith("</");
        String name = nameOf(tag, closes ? 2 : 1);
        String content = tag;
        if (!closes && RAW_TEXT.contains(name)) {
            int end = endOfRawText(name);
            content = tag + html.substring(at, end);
            at = end;
        }
        String format = formatOf(name);
        if (closes && format != null && format.equals(formats.peek())) {
            fragment(content);
            endFormat();
            return;
        }
        if (name.equals("head")) {
            inHead = !closes;
        }
        fragment(content);
        if (!closes && format != null && formats.size() < MOST_FORMATS) {
            formats.push(format);
            out.append("\\htmlrtf {").append(format).append(" \\htmlrtf0 ");
        } else if (name.equals("br")) {
            out.append("\\htmlrtf\\line\\htmlrtf0 ");
        } else if (closes && PARAGRAPHS.contains(name)) {
            out.append("\\htmlrtf\\par\\htmlrtf0 ");
        }
    }

    private void endFormat() {
        formats.pop();
        out.append("\\htmlrtf }\\htmlrtf0 ");
    }

    private static String nameOf(String tag, int from) {
        int end = from;
        while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
            end++;
        }
        return tag.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String formatOf(String name) {
        return switch (name) {
            case "b", "strong" -> "\\b";
            case "i", "em" -> "\\i";
            case "u" -> "\\ul";
            default -> null;
        };
    }

    private int endOfRawText(String name) {
        for (int i = html.indexOf("</", at); i >= 0; i = html.indexOf("</", i + 2)) {
            if (html.regionMatches(true, i + 2, name, 0, name.length())) {
                return i;
            }
        }
        return html.length();
    }

    /// HTML that has no likeness in rich text: an HTMLTAG destination group.
    private void fragment(String content) {
        out.append("{\\*\\htmltag ");
        escape(content);
        out.append('}');
    }

    /// Text up to the next tag: what is seen, and beside it what HTML writes otherwise.
    private void text() {
        int start = at;
        at = html.indexOf('<', at + 1);
        at = at < 0 ? html.length() : at;
        if (inHead) {
            fragment(html.substring(start, at));
            return;
        }
        int from = start;
        int i = start;
        while (i < at) {
            char character = html.charAt(i);
            int end = i;
            if (character == '\r' || character == '\n' || character == '\t') {
                while (end < at && Character.isWhitespace(html.charAt(end))) {
                    end++;
                }
            } else if (character == '&') {
                end = endOfEntity(i);
            }
            if (end == i) {
                i++;
                continue;
            }
            escape(html.substring(from, i));
            String other = html.substring(i, end);
            fragment(other);
            out.append("\\htmlrtf ");
            escape(character == '&' ? Parser.unescapeEntities(other, false) : " ");
            out.append("\\htmlrtf0 ");
            i = end;
            from = end;
        }
        escape(html.substring(from, at));
    }

    private int endOfEntity(int from) {
        int last = Math.min(at, from + LONGEST_ENTITY);
        for (int i = from + 1; i < last; i++) {
            char character = html.charAt(i);
            if (character == ';') {
                return i + 1;
            }
            if (!Character.isLetterOrDigit(character) && character != '#') {
                return from;
            }
        }
        return from;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\\', '{', '}' -> out.append('\\').append(character);
                case '\r' -> {
                    if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                        out.append("\\par\r\n");
                    }
                }
                case '\n' -> out.append("\\par\r\n");
                case '\t' -> out.append("\\tab ");
                default -> {
                    if (character < ' ' || character == 0x7F) {
                        out.append(String.format("\\'%02x", (int) character));
                    } else if (character < 0x80) {
                        out.append(character);
                    } else {
                        out.append("\\u").append((short) character).append('?');
                    }
                }
            }
        }
    }
}
