package org.rialto.formats.rtf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.CodePage;

/// What is within an RTF document: the HTML or plain text that it was made of, if it has that
/// within (MS-OXRTFEX §2.2), and its text.
///
/// Groups deeper than a limit are refused with [MalformedDataException]; everything else is read
/// as well as it can be.
public final class RtfBody {
    /// What a document says that it was made of.
    public enum Origin {
        /// An HTML document, within: `\fromhtml`.
        HTML,
        /// Plain text: `\fromtext`.
        TEXT,
        /// Rich text.
        RTF
    }

    /// How many tokens a document has time to say what it was made of. §2.2.3.1
    private static final int HEAD_TOKENS = 10;
    private static final int DEEPEST = 4096;
    private static final String LINE_END = "\r\n";
    /// Groups that are no part of the text. Those that begin with `\*` are not either.
    private static final Set<String> OTHER_DESTINATIONS = Set.of("colortbl", "stylesheet", "info",
            "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl",
            "footerr", "footerf", "footnote", "pntext", "listtable", "listoverridetable",
            "rsidtbl", "generator", "mhtmltag", "fldinst", "xmlnstbl", "filetbl", "revtbl");
    /// Words that stand for a character: as HTML and as text. §2.1.3.1.4.2
    private static final Map<String, String[]> CHARACTERS = Map.of("lquote",
            new String[]{"&lsquo;", "\u2018"}, "rquote", new String[]{"&rsquo;", "\u2019"},
            "ldblquote", new String[]{"&ldquo;", "\u201C"}, "rdblquote",
            new String[]{"&rdquo;", "\u201D"}, "bullet", new String[]{"&bull;", "\u2022"},
            "endash", new String[]{"&ndash;", "\u2013"}, "emdash",
            new String[]{"&mdash;", "\u2014"});

    private enum Destination {
        BODY, HTML_TAG, FONT_TABLE, NONE
    }

    /// What ends with a group.
    private static final class Group {
        Destination destination = Destination.BODY;
        /// Whether what follows is of the rich text only.
        boolean suppressed;
        int font;
        /// How many characters stand for a Unicode character that a reader does not have.
        int replacements = 1;

        Group copy() {
            Group copy = new Group();
            copy.destination = destination;
            copy.suppressed = suppressed;
            copy.font = font;
            copy.replacements = replacements;
            return copy;
        }
    }

    private final RtfTokens tokens;
    private final Origin origin;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Group> groups = new ArrayDeque<>();
    private Group group = new Group();
    private Charset document = CodePage.charset(CodePage.WINDOWS_1252);
    private int defaultFont;
    private final Map<Integer, Charset> fonts = new HashMap<>();
    /// Bytes of text that are not decoded yet: characters may have several.
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Charset bytesCharset;
    private boolean optional;
    private int toSkip;

    private RtfBody(byte[] rtf, Origin origin) {
        this.tokens = new RtfTokens(rtf);
        this.origin = origin;
    }

    /// What a document was made of. §2.2.3.1
    public static Origin origin(byte[] rtf) {
        RtfTokens tokens = new RtfTokens(rtf);
        if (tokens.next() != RtfTokens.Kind.GROUP_START
                || tokens.next() != RtfTokens.Kind.WORD || !tokens.word().equals("rtf")) {
            return Origin.RTF;
        }
        for (int i = 2; i < HEAD_TOKENS; i++) {
            RtfTokens.Kind kind = tokens.next();
            if (kind == RtfTokens.Kind.WORD && tokens.word().equals("fromhtml")) {
                return Origin.HTML;
            }
            if (kind == RtfTokens.Kind.WORD && tokens.word().equals("fromtext")) {
                return Origin.TEXT;
            }
            if (kind != RtfTokens.Kind.WORD && kind != RtfTokens.Kind.GROUP_START) {
                return Origin.RTF;
            }
        }
        return Origin.RTF;
    }

    /// The HTML document that this was made of, or null where it was not.
    public static @Nullable String html(byte[] rtf) {
        return origin(rtf) == Origin.HTML ? new RtfBody(rtf, Origin.HTML).read() : null;
    }

    /// The text of a document: what it was made of, or what a reader would see.
    public static String text(byte[] rtf) { return new RtfBody(rtf, Origin.TEXT).read(); }

    private String read() {
        while (true) {
            switch (tokens.next()) {
                case GROUP_START -> startGroup();
                case GROUP_END -> endGroup();
                case WORD -> word(tokens.word());
                case SYMBOL -> symbol(tokens.symbol());
                case BYTE -> oneByte(tokens.value());
                case END -> {
                    flush();
                    return out.toString();
                }
            }
        }
    }

    private void startGroup() {
        if (groups.size() == DEEPEST) {
            throw new MalformedDataException("groups are nested too deep", out.length());
        }
        groups.push(group.copy());
        optional = false;
        toSkip = 0;
    }

    private void endGroup() {
        Group outer = groups.poll();
        if (outer != null) {
            group = outer;
        }
        optional = false;
        toSkip = 0;
    }

    private void word(String word) {
        if (word.equals("bin")) {
            tokens.skip(tokens.parameter());
            return;
        }
        if (skips()) {
            return;
        }
        if (optional) {
            optional = false;
            group.destination = word.equals("htmltag") && origin == Origin.HTML
                    && group.destination == Destination.BODY
                            ? Destination.HTML_TAG
                            : Destination.NONE;
            return;
        }
        if (OTHER_DESTINATIONS.contains(word)) {
            group.destination = Destination.NONE;
            return;
        }
        if (group.destination == Destination.NONE) {
            return;
        }
        String[] character = CHARACTERS.get(word);
        if (character != null) {
            emit(character[origin == Origin.HTML ? 0 : 1]);
            return;
        }
        switch (word) {
            case "par", "line", "row" -> emit(LINE_END);
            case "tab", "cell" -> emit("\t");
            case "u" -> unicode(tokens.parameter());
            case "uc" -> group.replacements = Math.clamp(tokens.parameter(), 0, 16);
            case "htmlrtf" -> group.suppressed = origin == Origin.HTML
                    && (!tokens.hasParameter() || tokens.parameter() != 0);
            case "ansicpg" -> document = CodePage.charset(tokens.parameter());
            case "fonttbl" -> group.destination = Destination.FONT_TABLE;
            case "deff" -> {
                defaultFont = tokens.parameter();
                group.font = defaultFont;
            }
            case "f" -> group.font = tokens.parameter();
            case "plain" -> group.font = defaultFont;
            case "fcharset" -> font(codePageOf(tokens.parameter()));
            case "cpg" -> font(tokens.parameter());
            default -> {
                // Formatting.
            }
        }
    }

    private void font(int codePage) {
        if (group.destination == Destination.FONT_TABLE && codePage > 0) {
            fonts.put(group.font, CodePage.charset(codePage));
        }
    }

    /// The code page of a font's character set; 0 where it says none.
    private static int codePageOf(int charset) {
        return switch (charset) {
            case 0 -> 1252;
            case 77 -> 10000;
            case 128 -> 932;
            case 129 -> 949;
            case 130 -> 1361;
            case 134 -> 936;
            case 136 -> 950;
            case 161 -> 1253;
            case 162 -> 1254;
            case 163 -> 1258;
            case 177 -> 1255;
            case 178 -> 1256;
            case 186 -> 1257;
            case 204 -> 1251;
            case 222 -> 874;
            case 238 -> 1250;
            case 254 -> 437;
            case 255 -> 850;
            default -> 0;
        };
    }

    private void symbol(char symbol) {
        if (skips()) {
            return;
        }
        boolean html = origin == Origin.HTML;
        switch (symbol) {
            case '*' -> optional = true;
            case '\\', '{', '}' -> oneByte((byte) symbol);
            case '~' -> emit(html ? "&nbsp;" : "\u00A0");
            case '_' -> emit(html ? "&shy;" : "\u2011");
            case '-' -> emit(html ? "&shy;" : "");
            case '\r', '\n' -> emit(LINE_END);
            case '\t' -> emit("\t");
            default -> {
                // No symbol that is known.
            }
        }
    }

    /// Whether the next character is one in place of a Unicode character that was read.
    private boolean skips() {
        if (toSkip == 0) {
            return false;
        }
        toSkip--;
        return true;
    }

    private void unicode(int parameter) {
        emit(String.valueOf((char) parameter));
        toSkip = group.replacements;
    }

    private void oneByte(byte value) {
        if (skips() || !isWritten()) {
            return;
        }
        Charset charset = group.destination == Destination.HTML_TAG
                ? document
                : fonts.getOrDefault(group.font, document);
        if (!charset.equals(bytesCharset)) {
            flush();
            bytesCharset = charset;
        }
        bytes.write(value);
    }

    private void emit(String text) {
        if (isWritten()) {
            flush();
            out.append(text);
        }
    }

    private boolean isWritten() {
        return !group.suppressed && (group.destination == Destination.BODY
                || group.destination == Destination.HTML_TAG);
    }

    private void flush() {
        Charset charset = bytesCharset;
        if (bytes.size() > 0 && charset != null) {
            out.append(new String(bytes.toByteArray(), charset));
            bytes.reset();
        }
    }
}
