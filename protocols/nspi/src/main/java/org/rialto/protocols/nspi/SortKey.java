package org.rialto.protocols.nspi;

import java.text.Normalizer;
import java.util.Locale;

/// Text as it is compared: the flags of NSPI_DEFAULT_LOCALE_COMPARE_FLAGS, MS-OXNSPI §2.2.1.6, as
/// far as that goes without the tables of MS-UCODEREF. Case, width, nonspacing marks and the kind of
/// kana are overlooked; punctuation and symbols come before digits, those before letters, and these
/// in the order of Unicode. The only order there is: for every locale it is the closest supported.
final class SortKey {
    /// Before every symbol, so that these stay below digits and letters.
    private static final char SYMBOL = '\u0001';

    private SortKey() {}

    /// Keys compare with [String#compareTo]. Equal keys are texts that compare as equal.
    static String of(String text) {
        StringBuilder key = new StringBuilder(text.length() + 8);
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return ofAny(text);
            }
            appendFolded(key, c);
        }
        return key.toString();
    }

    /// The text in characters that can be printed everywhere: ASCII, with a question mark for what
    /// has no likeness there. MS-OXOABK §2.2.3.7.
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> {
            if (c >= ' ' && c < 0x7F) {
                printable.append((char) c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                int from = printable.length();
                appendLetter(printable, Character.toLowerCase(c));
                if (printable.charAt(from) >= 0x80) {
                    printable.setLength(from);
                    printable.append('?');
                } else if (Character.isUpperCase(c)) {
                    printable.setCharAt(from, Character.toUpperCase(printable.charAt(from)));
                }
            }
        });
        return printable.toString();
    }

    private static String ofAny(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(folded.length() + 8);
        folded.codePoints().forEach(c -> append(key, c));
        return key.toString();
    }

    private static void append(StringBuilder key, int c) {
        switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONTROL,
                    Character.FORMAT ->
                {
                }
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER, Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER, Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                appendLetter(key, c);
            default -> key.append(SYMBOL).appendCodePoint(c);
        }
    }

    private static void appendLetter(StringBuilder key, int c) {
        switch (c) {
            case 'æ' -> key.append("ae");
            case 'œ' -> key.append("oe");
            case 'ø' -> key.append('o');
            case 'đ', 'ð' -> key.append('d');
            case 'ł' -> key.append('l');
            case 'ħ' -> key.append('h');
            case 'ı' -> key.append('i');
            case 'þ' -> key.append("th");
            case 'ß' -> key.append("ss");
            // Hiragana as the katakana of the same sound.
            default -> key.appendCodePoint(c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c);
        }
    }

    private static void appendFolded(StringBuilder key, char c) {
        if (c >= 'A' && c <= 'Z') {
            key.append((char) (c + 0x20));
        } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
            key.append(c);
        } else if (c >= ' ' && c < 0x7F) {
            key.append(SYMBOL).append(c);
        }
    }
}
