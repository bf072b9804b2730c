package org.rialto.speech;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes words that can be spoken of any text, such as the body of a message: without markup,
/// addresses and endless words, in sentences of bounded length.
public final class ReadableText {
    /// Characters of the text that are looked at.
    public static final int MAXIMUM_CHARACTERS = 20_000;
    /// Of one piece: about twenty seconds of speech.
    static final int PIECE_CHARACTERS = 300;

    private static final int WORD_CHARACTERS = 30;
    private static final int PLAIN_DIGITS = 9;
    // Bounded repetitions only: none of these can take long on any text.
    private static final Pattern MARKUP = Pattern.compile("<[!/a-zA-Z][^<>]{0,2000}>");
    private static final Pattern LINK = Pattern
            .compile("(?i)\\b(?:https?|ftp|mailto|cid|file|callto|sip):[^\\s<>]{1,2000}");
    private static final Pattern SITE = Pattern
            .compile("(?i)\\bwww\\.[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,8}[^\\s<>]{0,500}");
    private static final Pattern ADDRESS = Pattern.compile(
            "([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8})");
    private static final Pattern ENTITY = Pattern.compile("&(?:#\\d{1,7}|[a-zA-Z]{2,8});");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern MARK_HEAPS = Pattern.compile("\\p{M}{4,}");
    private static final Pattern UNSPOKEN = Pattern.compile("[^A-Za-z0-9.,?!:;'$%/ -]+");
    private static final Pattern LINES = Pattern.compile("[-_=*.,?!:;/$%']{3,}");
    private static final Pattern LONE = Pattern
            .compile("(?<![A-Za-z0-9])['/$:;%-]+(?![A-Za-z0-9$])");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!:;])\\s+");

    private ReadableText() {}

    /// One line of plain ASCII words; may be empty.
    static String clean(String text) {
        String some = text.length() > MAXIMUM_CHARACTERS
                ? text.substring(0, MAXIMUM_CHARACTERS)
                : text;
        // Thousands of marks on one letter would keep expressions and the normalizer busy for long.
        some = MARK_HEAPS.matcher(some).replaceAll("");
        some = MARKUP.matcher(some).replaceAll(" ");
        some = LINK.matcher(some).replaceAll(" a link ");
        some = SITE.matcher(some).replaceAll(" a link ");
        some = ADDRESS.matcher(some).replaceAll(match -> " " + match.group(1).replace(".", " dot ")
                + " at " + match.group(2).replace(".", " dot ") + " ");
        some = ENTITY.matcher(some).replaceAll(" ").replace("&", " and ").replace("@", " at ");
        some = some.replace('\u2019', '\'').replace('\u2018', '\'').replace('\u00A0', ' ')
                .replace("\u20AC", " euro ").replace("\u00A3", " pounds ")
                .replace("\u00DF", "ss").replace("\u00E6", "ae").replace("\u00F8", "o");
        // Each of these may have grown.
        some = some.length() > MAXIMUM_CHARACTERS ? some.substring(0, MAXIMUM_CHARACTERS) : some;
        some = MARKS.matcher(Normalizer.normalize(some, Normalizer.Form.NFKD)).replaceAll("");
        some = some.replace('\r', '\n').replaceAll("\n{2,}", " . ").replace('\n', ' ');
        some = UNSPOKEN.matcher(some).replaceAll(" ");
        some = LINES.matcher(some).replaceAll(". ");
        some = LONE.matcher(some).replaceAll(" ");
        StringBuilder words = new StringBuilder();
        for (String word : SPACES.split(some.strip())) {
            String speakable = speakable(word);
            if (!speakable.isEmpty()) {
                words.append(words.isEmpty() ? "" : " ").append(speakable);
            }
        }
        return words.toString();
    }

    private static boolean isDigit(int character) { return character >= '0' && character <= '9'; }

    /// Long numbers digit by digit; what no person would read out is left out.
    private static String speakable(String word) {
        long letters = word.chars().filter(Character::isLetterOrDigit).count();
        if (letters == 0) {
            return word.equals(".") || word.equals("?") || word.equals("!") ? word : "";
        }
        long count = word.chars().filter(ReadableText::isDigit).count();
        if (count > PLAIN_DIGITS) {
            String digits = NO_DIGITS.matcher(word).replaceAll("");
            return digits.length() > WORD_CHARACTERS ? "" : ReadAloud.digits(digits);
        }
        return word.length() > WORD_CHARACTERS ? "" : word;
    }

    /// The text in pieces that are synthesized one after another, so that the first is heard
    /// before the last is ready.
    public static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String sentence : SENTENCE_END.split(clean(text))) {
            for (String part : parts(sentence)) {
                if (piece.length() + part.length() + 1 > PIECE_CHARACTERS) {
                    add(pieces, piece);
                }
                piece.append(piece.isEmpty() ? "" : " ").append(part);
            }
            // Short sentences are spoken together.
            if (piece.length() > PIECE_CHARACTERS / 3) {
                add(pieces, piece);
            }
        }
        add(pieces, piece);
        return pieces;
    }

    private static void add(List<String> pieces, StringBuilder piece) {
        if (piece.chars().anyMatch(Character::isLetterOrDigit)) {
            pieces.add(piece.toString());
        }
        piece.setLength(0);
    }

    /// A sentence that is too long, at its spaces.
    private static List<String> parts(String sentence) {
        List<String> parts = new ArrayList<>();
        String rest = sentence;
        while (rest.length() > PIECE_CHARACTERS) {
            int at = rest.lastIndexOf(' ', PIECE_CHARACTERS);
            int end = at <= 0 ? PIECE_CHARACTERS : at;
            parts.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        parts.add(rest);
        return parts;
    }
}
