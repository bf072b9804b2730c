package org.rialto.telephony.sip;

import org.jspecify.annotations.Nullable;

/// `[display-name] <URI>;parameters`, as in From, To, Contact, Route, Diversion, Refer-To. RFC 3261
/// sections 20.10 and 25.1. Immutable; always written with angle brackets.
///
/// @param displayName without quoting; null when there is none
public record NameAddress(@Nullable String displayName, SipUri uri, Parameters parameters) {
    public NameAddress(SipUri uri) { this(null, uri, Parameters.NONE); }

    /// Throws [org.rialto.base.MalformedDataException].
    public static NameAddress parse(String text) {
        SipScanner in = new SipScanner(text);
        in.skipSpace();
        String displayName = null;
        SipUri uri;
        if (in.peek() == '"') {
            displayName = in.quotedString();
            in.skipSpace();
            uri = bracketed(in);
        } else {
            int bracket = text.indexOf('<');
            if (bracket >= 0) {
                String words = in.until("<").strip();
                checkWords(words, in);
                displayName = words.isEmpty() ? null : words;
                uri = bracketed(in);
            } else {
                // Without brackets, what follows ";" belongs to the header: section 20.10.
                String plain = in.until(";").strip();
                if (plain.indexOf(',') >= 0 || plain.indexOf('?') >= 0)
                    throw in.malformed("a URI with ',' or '?' must stand in angle brackets");
                uri = SipUri.parse(plain);
            }
        }
        Parameters parameters = Parameters.ofHeader(in);
        if (!in.atEnd())
            throw in.malformed("an address goes on behind its end");
        return new NameAddress(displayName, uri, parameters);
    }

    private static SipUri bracketed(SipScanner in) {
        in.expect('<');
        SipUri uri = SipUri.parse(in.until(">"));
        in.expect('>');
        in.skipSpace();
        return uri;
    }

    /// Tokens and spaces by the grammar; letters of other scripts are taken as well.
    private static void checkWords(String words, SipScanner in) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c < 128 && !SipScanner.isTokenCharacter(c) && !SipScanner.isSpace(c))
                throw in.malformed("a display name must be quoted");
        }
    }

    /// The `tag` of From and To, or null.
    public @Nullable String tag() { return parameters.value("tag"); }

    /// The endpoint identifier of Microsoft's clients, or null.
    public @Nullable String epid() { return parameters.value("epid"); }

    public @Nullable String parameter(String name) { return parameters.value(name); }

    public NameAddress withTag(String tag) { return withParameter("tag", tag); }

    public NameAddress withParameter(String name, @Nullable String value) {
        return new NameAddress(displayName, uri, parameters.with(name, value));
    }

    public NameAddress withoutParameter(String name) {
        return new NameAddress(displayName, uri, parameters.without(name));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (displayName != null) {
            SipScanner.appendQuoted(out, displayName);
            out.append(' ');
        }
        out.append('<').append(uri).append('>');
        parameters.appendTo(out);
        return out.toString();
    }
}
