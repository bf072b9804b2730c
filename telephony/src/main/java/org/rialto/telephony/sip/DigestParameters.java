package org.rialto.telephony.sip;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// What follows `Digest` in a challenge or in credentials: names and values with their quoting
/// taken off. RFC 3261 section 25.1 (`digest-response`, `digest-cln`).
final class DigestParameters {
    private static final int MAXIMUM = 32;
    /// Written without quotes: RFC 7616 section 3.5.
    private static final Set<String> PLAIN = Set.of("algorithm", "nc", "stale", "userhash");

    private final Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final StringBuilder text = new StringBuilder("Digest ");

    /// Null for another scheme; throws [MalformedDataException].
    static @Nullable DigestParameters parse(String value) {
        SipScanner in = new SipScanner(value);
        in.skipSpace();
        if (!in.token("the scheme").equalsIgnoreCase("Digest"))
            return null;
        DigestParameters parameters = new DigestParameters();
        in.skipSpace();
        while (!in.atEnd()) {
            String name = in.token("a parameter");
            in.skipSpace();
            in.expect('=');
            in.skipSpace();
            String content = in.peek() == '"' ? in.quotedString() : in.until(", \t");
            if (parameters.all.put(name, content) != null || parameters.all.size() > MAXIMUM)
                throw in.malformed("a parameter is there twice, or too many are");
            in.skipSpace();
            while (in.take(','))
                in.skipSpace();
        }
        return parameters;
    }

    /// Empty when it is not there.
    String get(String name) { return all.getOrDefault(name, ""); }

    boolean has(String name) { return all.containsKey(name); }

    DigestParameters with(String name, String value) {
        if (!all.isEmpty())
            text.append(", ");
        all.put(name, value);
        text.append(name).append('=');
        if (PLAIN.contains(name)) {
            text.append(value);
        } else {
            SipScanner.appendQuoted(text, value);
        }
        return this;
    }

    /// A value that stands without quotes in credentials and with them in a challenge: `qop`.
    DigestParameters withToken(String name, String value) {
        all.put(name, value);
        text.append(", ").append(name).append('=').append(value);
        return this;
    }

    @Override
    public String toString() { return text.toString(); }
}
