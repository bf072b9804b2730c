package org.rialto.directory;

/// A telephone number as people write it, reduced to what can be compared.
public final class TelephoneNumber {
    /// So many digits at the end make two numbers the same that are written with and without their
    /// prefixes.
    static final int TELLING_DIGITS = 7;
    private static final int LIMIT = 32;

    private TelephoneNumber() {}

    /// The digits, without an extension (`x`, `ext.`, `;`) and without what stands for "abroad".
    public static String digits(String text) {
        // "+49 (0) 89 …": the zero is for callers of the own country.
        String written = text.strip().startsWith("+") ? text.replace("(0)", "") : text;
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < written.length() && digits.length() < LIMIT; i++) {
            char c = written.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (!digits.isEmpty() && ";,xXeE".indexOf(c) >= 0) {
                break;
            }
        }
        String found = digits.toString();
        return found.startsWith("00") && found.length() > TELLING_DIGITS + 2
                ? found.substring(2)
                : found;
    }

    /// Whether two rows of digits are one number: the same, or one is the other's end, but for the
    /// zero that stands for its own country, and long enough to tell.
    static boolean same(String one, String other) {
        if (one.equals(other))
            return !one.isEmpty();
        String shorter = one.length() < other.length() ? one : other;
        String longer = one.length() < other.length() ? other : one;
        return ends(longer, shorter)
                || shorter.startsWith("0") && ends(longer, shorter.substring(1))
                || longer.startsWith("0") && ends(shorter, longer.substring(1));
    }

    private static boolean ends(String longer, String end) {
        return end.length() >= TELLING_DIGITS && longer.endsWith(end);
    }
}
