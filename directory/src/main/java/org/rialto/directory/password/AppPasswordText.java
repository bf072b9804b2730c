package org.rialto.directory.password;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/// A password that the server makes for one program: 24 letters in groups of four, 112 bits, so
/// that a plain digest is enough to keep it. Blanks, hyphens and case do not count when typed.
public final class AppPasswordText {
    /// No letter that looks like another; 26 of them.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz345";
    private static final int LETTERS = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private AppPasswordText() {}

    /// To be shown once.
    public static String fresh() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            if (i > 0 && i % 4 == 0)
                text.append('-');
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /// What is stored and compared.
    public static byte[] digest(String text) {
        String letters = text.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return ScramKeys.sha256(letters.getBytes(StandardCharsets.UTF_8));
    }
}
