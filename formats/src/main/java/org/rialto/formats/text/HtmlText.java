package org.rialto.formats.text;

import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/// The text of an HTML body, for search and previews: one pass without a document tree, because it
/// runs for each delivered message. Block elements become line breaks; scripts, styles, titles and
/// comments are left out; white space is collapsed. Not a sanitiser.
public final class HtmlText {
    private static final Set<String> SKIPPED = Set.of("script", "style", "title", "template",
            "noscript", "object", "svg");
    private static final Set<String> BLOCKS = Set.of("p", "br", "div", "tr", "li", "ul", "ol",
            "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre", "dl", "dt",
            "dd", "section", "article", "header", "footer", "center", "form", "address", "body",
            "head", "html", "option", "tbody", "thead", "figure", "nav", "aside", "main");
    private static final Set<String> CELLS = Set.of("td", "th", "img", "input", "button");

    private final String html;
    private final int limit;
    private final StringBuilder out;
    private int at;
    // What separates the next word from the last: 0 nothing, 1 a space, 2 a line break.
    private int separator;

    private HtmlText(String html, int limit) {
        this.html = html;
        this.limit = limit;
        this.out = new StringBuilder(Math.min(limit, html.length() / 2 + 16));
    }

    /// At most `limit` characters (a little more when the last is a word) of the text of `html`.
    public static String of(String html, int limit) {
        HtmlText text = new HtmlText(html, limit);
        text.run();
        return text.out.toString();
    }

    private void run() {
        while (at < html.length() && out.length() < limit) {
            int open = html.indexOf('<', at);
            int end = open < 0 ? html.length() : open;
            text(at, end);
            at = end;
            if (open >= 0) {
                markup();
            }
        }
    }

    private void text(int from, int to) {
        if (html.indexOf('&', from, to) >= 0) {
            append(Parser.unescapeEntities(html.substring(from, to), false));
        } else {
            append(html, from, to);
        }
    }

    private void append(String text) { append(text, 0, text.length()); }

    private void append(String text, int from, int to) {
        int i = from;
        while (i < to && out.length() < limit) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                separator = Math.max(separator, 1);
                i++;
                continue;
            }
            int start = i;
            while (i < to && !isBlank(text.charAt(i)) && i - start < 1000) {
                i++;
            }
            if (separator > 0 && !out.isEmpty()) {
                out.append(separator == 2 ? '\n' : ' ');
            }
            separator = 0;
            out.append(text, start, i);
        }
    }

    private static boolean isBlank(char c) {
        // The no-break space and the invisible characters that newsletters pad previews with.
        return c <= ' ' || c == '\u00A0' || c == '\u200B' || c == '\u200C' || c == '\u00AD'
                || c == '\uFEFF' || c == '\u034F' || c == '\u2007';
    }

    private void markup() {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at + 4);
            at = end < 0 ? html.length() : end + 3;
            return;
        }
        char next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
        if (next == '!' || next == '?') {
            int end = html.indexOf('>', at);
            at = end < 0 ? html.length() : end + 1;
            return;
        }
        boolean closes = next == '/';
        int nameStart = closes ? at + 2 : at + 1;
        int nameEnd = nameStart;
        while (nameEnd < html.length() && isNameCharacter(html.charAt(nameEnd))) {
            nameEnd++;
        }
        if (nameEnd == nameStart) {
            // A sign that opens no tag is text.
            append("<");
            at++;
            return;
        }
        String name = nameEnd - nameStart > 12
                ? ""
                : html.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        at = nameEnd;
        boolean empty = skipAttributes();
        if (BLOCKS.contains(name)) {
            separator = 2;
        } else if (CELLS.contains(name)) {
            separator = Math.max(separator, 1);
        } else if (!closes && !empty && SKIPPED.contains(name)) {
            skipTo(name);
        }
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':';
    }

    // To behind the `>` of a tag; a `>` in quotes does not count. Says whether it closed itself.
    private boolean skipAttributes() {
        char quote = 0;
        char last = 0;
        while (at < html.length()) {
            char c = html.charAt(at++);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return last == '/';
            } else if ((c == '"' || c == '\'') && (last == '=' || last == ' ')) {
                quote = c;
            }
            last = c;
        }
        return false;
    }

    private void skipTo(String name) {
        String end = "</" + name;
        int from = html.indexOf("</", at);
        while (from >= 0 && !html.regionMatches(true, from, end, 0, end.length())) {
            from = html.indexOf("</", from + 2);
        }
        at = from < 0 ? html.length() : from;
    }
}
