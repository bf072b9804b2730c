package org.rialto.telephony.sip;

import org.rialto.base.MalformedDataException;

/// A cursor over one header value: tokens, quoted strings and white space. RFC 3261 section 25.1.
/// Everything wrong ends in a [MalformedDataException] that names the rule, not the data.
final class SipScanner {
    private final String text;
    private int at;

    SipScanner(String text) { this.text = text; }

    int position() { return at; }

    boolean atEnd() { return at == text.length(); }

    /// The character at the cursor, or -1 at the end.
    int peek() { return at < text.length() ? text.charAt(at) : -1; }

    boolean take(char wanted) {
        if (peek() != wanted)
            return false;
        at++;
        return true;
    }

    void expect(char wanted) {
        if (!take(wanted))
            throw malformed("'" + wanted + "' is missing");
    }

    void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at)))
            at++;
    }

    /// `token = 1*(alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~")`
    String token(String what) {
        int from = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at)))
            at++;
        if (from == at)
            throw malformed(what + " is missing");
        return text.substring(from, at);
    }

    /// What stands before the first of these characters, or the rest.
    String until(String stops) {
        int from = at;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0)
            at++;
        return text.substring(from, at);
    }

    String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    /// `quoted-string = SWS DQUOTE *(qdtext / quoted-pair) DQUOTE`; the text without its quoting.
    String quotedString() {
        expect('"');
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"')
                return content.toString();
            if (c == '\\') {
                if (at == text.length())
                    break;
                c = text.charAt(at++);
            }
            content.append(c);
        }
        throw malformed("a quoted string is not closed");
    }

    /// `1*DIGIT` up to a maximum.
    long number(String what, long maximum) {
        int from = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = value * 10 + text.charAt(at++) - '0';
            if (value > maximum)
                throw malformed(what + " is too large");
        }
        if (from == at)
            throw malformed(what + " is not a number");
        return value;
    }

    MalformedDataException malformed(String problem) {
        return new MalformedDataException(problem, at);
    }

    static boolean isSpace(char c) { return c == ' ' || c == '\t'; }

    static boolean isTokenCharacter(char c) {
        return isAlphanumeric(c) || "-.!%*_+`'~".indexOf(c) >= 0;
    }

    static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isTokenCharacter((char) c));
    }

    static void appendQuoted(StringBuilder out, String content) {
        out.append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\')
                out.append('\\');
            out.append(c == '\r' || c == '\n' ? ' ' : c);
        }
        out.append('"');
    }
}
