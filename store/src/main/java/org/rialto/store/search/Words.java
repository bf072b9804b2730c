package org.rialto.store.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/// Cuts text into the words that are indexed and searched. Cutting looks at single characters only,
/// never at their surroundings, so that a part of a text is always cut like that part of the whole:
/// what makes substring search over an index of words exact.
///
/// - A word is a run of letters, digits and marks; everything else separates.
/// - Letter case, accents and compatibility forms (full width, ligatures) fold away.
/// - Scripts written without spaces (Han, kana, Hangul, Thai, Lao, Khmer, Myanmar) are cut into
///   overlapping pairs of characters.
/// - A run of more than [#LONGEST] characters is cut there.
public final class Words {
    /// Characters in a word at most.
    public static final int LONGEST = 64;

    private Words() {}

    /// The words of `text` in order, at most `limit`.
    public static List<String> of(String text, int limit) {
        List<String> words = new ArrayList<>();
        String folded = fold(text);
        int at = 0;
        while (at < folded.length() && words.size() < limit) {
            int character = folded.codePointAt(at);
            int width = Character.charCount(character);
            if (!isWordCharacter(character)) {
                at += width;
            } else if (isUnspaced(character)) {
                at = addPairs(folded, at, words, limit);
            } else {
                int end = runEnd(folded, at);
                words.add(folded.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    static boolean startsWithWord(String text) {
        String folded = fold(text);
        return !folded.isEmpty() && isWordCharacter(folded.codePointAt(0));
    }

    static boolean endsWithWord(String text) {
        String folded = fold(text);
        return !folded.isEmpty() && isWordCharacter(folded.codePointBefore(folded.length()));
    }

    /// Whether a word was cut from a script without spaces.
    static boolean isUnspaced(String word) { return isUnspaced(word.codePointAt(0)); }

    /// Letter case, accents and compatibility forms folded away.
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return foldUnicode(text);
            }
        }
        return lower(text);
    }

    private static String foldUnicode(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(Words::isKept).forEach(character -> folded
                .appendCodePoint(Character.toLowerCase(Character.toUpperCase(character))));
        // Hangul was taken apart with the accents; put its syllables together again.
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /// Accents over letters go; marks that are letters of their script (Indic vowel signs, kana
    /// voicing) stay.
    private static boolean isKept(int character) {
        return Character.getType(character) != Character.NON_SPACING_MARK
                || Character.UnicodeScript.of(character) != Character.UnicodeScript.INHERITED
                || character == 0x3099 || character == 0x309A;
    }

    private static String lower(String text) {
        byte[] lower = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 'A' && character <= 'Z') {
                if (lower == null) {
                    lower = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                }
                lower[i] += 32;
            }
        }
        return lower == null
                ? text
                : new String(lower, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static int runEnd(String text, int start) {
        int at = start;
        int count = 0;
        while (at < text.length() && count < LONGEST) {
            int character = text.codePointAt(at);
            if (!isWordCharacter(character) || isUnspaced(character)) {
                break;
            }
            at += Character.charCount(character);
            count++;
        }
        return at;
    }

    private static int addPairs(String text, int start, List<String> words, int limit) {
        int at = start;
        boolean paired = false;
        while (at < text.length() && words.size() < limit) {
            int next = at + Character.charCount(text.codePointAt(at));
            boolean more = next < text.length() && isUnspaced(text.codePointAt(next));
            if (more) {
                words.add(text.substring(at, next + Character.charCount(text.codePointAt(next))));
                paired = true;
            } else if (!paired) {
                words.add(text.substring(at, next));
            }
            at = next;
            if (!more) {
                break;
            }
        }
        return at;
    }

    private static boolean isWordCharacter(int character) {
        if (character < 0x80) {
            return character >= 'a' && character <= 'z' || character >= '0' && character <= '9'
                    || character >= 'A' && character <= 'Z';
        }
        return Character.isLetterOrDigit(character) || switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK,
                    Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                true;
            default -> false;
        };
    }

    private static boolean isUnspaced(int character) {
        if (character < 0x0E00 || !isWordCharacter(character)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR, BOPOMOFO -> true;
            default -> character == 0x30FC; // the length mark between kana
        };
    }
}
