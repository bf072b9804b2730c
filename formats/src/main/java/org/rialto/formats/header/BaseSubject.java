package org.rialto.formats.header;

/// The base subject of a message, RFC 5256 §2.1: what is left of a decoded subject without reply
/// and forward marks, list tags in brackets and white space around it.
///
/// @param base the base subject
/// @param isReplyOrForward whether a mark of either was taken off
public record BaseSubject(String base, boolean isReplyOrForward) {

    /// No real subject is longer; what is cut is not compared.
    private static final int CHARACTERS = 2000;

    /// The base subject of a decoded subject.
    public static BaseSubject of(String subject) {
        String text = collapse(subject.length() > CHARACTERS
                ? subject.substring(0, CHARACTERS)
                : subject);
        boolean marked = false;
        while (true) {
            int before = text.length();
            // (2) trailing "(fwd)" and white space
            while (true) {
                String trimmed = text.stripTrailing();
                if (endsWith(trimmed, "(fwd)")) {
                    trimmed = trimmed.substring(0, trimmed.length() - 5);
                    marked = true;
                }
                if (trimmed.length() == text.length()) {
                    break;
                }
                text = trimmed;
            }
            // (3) to (5) leaders and blobs in front
            int leader = leader(text);
            while (leader > 0) {
                marked |= text.charAt(0) != ' ';
                text = text.substring(leader);
                leader = leader(text);
            }
            int blob = blob(text, 0);
            if (blob > 0 && blob < text.length() && !text.substring(blob).isBlank()) {
                text = text.substring(blob);
                continue;
            }
            // (6) "[fwd: ... ]"
            if (startsWith(text, "[fwd:") && text.endsWith("]")) {
                text = text.substring(5, text.length() - 1);
                marked = true;
                continue;
            }
            if (text.length() == before) {
                return new BaseSubject(text, marked);
            }
        }
    }

    // (1) Runs of white space become one space.
    private static String collapse(String subject) {
        StringBuilder out = new StringBuilder(subject.length());
        boolean blank = false;
        for (int i = 0; i < subject.length(); i++) {
            char c = subject.charAt(i);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                blank = true;
            } else {
                if (blank) {
                    out.append(' ');
                }
                blank = false;
                out.append(c);
            }
        }
        return blank ? out.append(' ').toString() : out.toString();
    }

    // `subj-leader = (*subj-blob subj-refwd) / WSP`; how long the one at the start is, or 0.
    private static int leader(String text) {
        if (!text.isEmpty() && text.charAt(0) == ' ') {
            return 1;
        }
        int at = 0;
        for (int blob = blob(text, at); blob > at; blob = blob(text, at)) {
            at = blob;
        }
        // `subj-refwd = ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"`
        int word = regionMatches(text, at, "re")
                ? 2
                : regionMatches(text, at, "fwd") ? 3 : regionMatches(text, at, "fw") ? 2 : 0;
        if (word == 0) {
            return 0;
        }
        at += word;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        int blob = blob(text, at);
        at = blob > at ? blob : at;
        return at < text.length() && text.charAt(at) == ':' ? at + 1 : 0;
    }

    // `subj-blob = "[" *BLOBCHAR "]" *WSP`; where the one at `from` ends, or `from`.
    private static int blob(String text, int from) {
        if (from >= text.length() || text.charAt(from) != '[') {
            return from;
        }
        int at = from + 1;
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.charAt(at) == '[') {
                return from;
            }
            at++;
        }
        if (at >= text.length()) {
            return from;
        }
        at++;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static boolean startsWith(String text, String lower) {
        return regionMatches(text, 0, lower);
    }

    private static boolean endsWith(String text, String lower) {
        return regionMatches(text, text.length() - lower.length(), lower);
    }

    private static boolean regionMatches(String text, int at, String lower) {
        return text.regionMatches(true, at, lower, 0, lower.length());
    }
}
