package org.rialto.directory;

import java.text.Normalizer;
import java.util.Locale;

/// Letters on a telephone's keys, ITU-T E.161.
public final class DialPad {
    /// Longest spelling that is kept or looked for.
    public static final int LIMIT = 40;
    private static final String KEYS = "22233344455566677778889999";

    private DialPad() {}

    /// The keys that spell a text: letters without their accents, and digits; nothing else counts.
    /// Letters of other scripts than Latin have no key.
    public static String digits(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT);
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < plain.length() && keys.length() < LIMIT; i++) {
            char c = plain.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                keys.append(KEYS.charAt(c - 'A'));
            } else if (c >= '0' && c <= '9') {
                keys.append(c);
            } else {
                keys.append(digits(letters(c), KEYS));
            }
        }
        return keys.length() > LIMIT ? keys.substring(0, LIMIT) : keys.toString();
    }

    private static String digits(String letters, String keys) {
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < letters.length(); i++)
            found.append(keys.charAt(letters.charAt(i) - 'A'));
        return found.toString();
    }

    /// What stands for a Latin letter that has no decomposition.
    private static String letters(char c) {
        return switch (c) {
            case 'Æ' -> "AE";
            case 'Œ' -> "OE";
            case 'Ø' -> "O";
            case 'Ł' -> "L";
            case 'Đ', 'Ð' -> "D";
            case 'Þ' -> "TH";
            case 'Ħ' -> "H";
            default -> "";
        };
    }
}
