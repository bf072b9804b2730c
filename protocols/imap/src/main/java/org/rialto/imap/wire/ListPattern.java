package org.rialto.imap.wire;

/// What LIST matches names with: `*` any characters, `%` any but the hierarchy delimiter.
/// RFC 9051 §6.3.9. INBOX matches without regard to case. Takes time in proportion to the product
/// of the lengths at worst, never more.
public final class ListPattern {
    private static final char DELIMITER = '/';
    private final String pattern;

    /// @param pattern the reference and the mailbox pattern joined, decoded
    public ListPattern(String pattern) {
        this.pattern = pattern.regionMatches(true, 0, "INBOX", 0, 5)
                && (pattern.length() == 5 || !isNamePart(pattern.charAt(5)))
                        ? "INBOX" + pattern.substring(5)
                        : pattern;
    }

    private static boolean isNamePart(char character) {
        return character != DELIMITER && character != '*' && character != '%';
    }

    /// Whether the whole name matches.
    public boolean matches(String name) { return states(name)[pattern.length()]; }

    /// Whether some name below `parent` may match, so that its children are worth looking at.
    public boolean mayMatchBelow(String parent) {
        boolean[] states = states(parent + DELIMITER);
        for (boolean state : states) {
            if (state) {
                return true;
            }
        }
        return false;
    }

    /// After reading `name`, which positions of the pattern may come next (the set of states of the
    /// automaton).
    private boolean[] states(String name) {
        int length = pattern.length();
        boolean[] current = new boolean[length + 1];
        boolean[] next = new boolean[length + 1];
        current[0] = true;
        skipWildcards(current);
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            java.util.Arrays.fill(next, false);
            for (int at = 0; at < length; at++) {
                if (!current[at]) {
                    continue;
                }
                char expected = pattern.charAt(at);
                if (expected == '*' || expected == '%' && character != DELIMITER) {
                    next[at] = true;
                } else if (expected == character && expected != '%') {
                    next[at + 1] = true;
                }
            }
            skipWildcards(next);
            boolean[] swap = current;
            current = next;
            next = swap;
        }
        return current;
    }

    private void skipWildcards(boolean[] states) {
        for (int at = 0; at < pattern.length(); at++) {
            if (states[at] && (pattern.charAt(at) == '*' || pattern.charAt(at) == '%')) {
                states[at + 1] = true;
            }
        }
    }

    @Override
    public String toString() { return pattern; }
}
