package org.rialto.telephony.sip;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// A `sip:`, `sips:` or `tel:` URI, or another one as opaque text. RFC 3261 section 19.1, RFC 3966.
/// Immutable; escapes stay as they came, [#user] gives the text without them.
///
/// On input `sip: host` with a stray space is taken (MS-OCEXUM section 4.2 shows one); it is never
/// written.
public final class SipUri {
    private static final int NO_PORT = -1;
    private static final String USER_MARKS = "-_.!~*'()&=+$,;?/";
    private static final String PASSWORD_MARKS = "-_.!~*'()&=+$,";
    private static final String PARAMETER_MARKS = "-_.!~*'()[]/:&+$";
    /// Parameters that count even when only one of the two URIs has them: section 19.1.4.
    private static final Set<String> NEVER_IGNORED = Set.of("user", "ttl", "method", "maddr");

    private final String scheme;
    private final @Nullable String rawUser;
    private final @Nullable String rawPassword;
    private final String host;
    private final int port;
    private final Parameters parameters;
    private final @Nullable String headers;

    private SipUri(String scheme, @Nullable String rawUser, @Nullable String rawPassword,
            String host, int port, Parameters parameters, @Nullable String headers) {
        this.scheme = scheme;
        this.rawUser = rawUser;
        this.rawPassword = rawPassword;
        this.host = host;
        this.port = port;
        this.parameters = parameters;
        this.headers = headers;
    }

    /// `sip:user@host`, without a port when it is -1, without a user when that is null.
    public static SipUri of(@Nullable String user, String host, int port) {
        checkHost(host, 0);
        return new SipUri("sip", user == null ? null : escape(user, USER_MARKS), null, host, port,
                Parameters.NONE, null);
    }

    /// Throws [MalformedDataException].
    public static SipUri parse(String text) {
        SipScanner in = new SipScanner(text.strip());
        String scheme = Parameters.lower(in.until(":"));
        in.expect(':');
        if (scheme.isEmpty() || !Character.isLetter(scheme.charAt(0))
                || !scheme.chars().allMatch(c -> SipScanner.isAlphanumeric((char) c)
                        || c == '+' || c == '-' || c == '.'))
            throw in.malformed("a URI's scheme is missing");
        return switch (scheme) {
            case "sip", "sips" -> parseSip(scheme, in);
            case "tel" -> parseTelephone(in);
            default -> {
                String rest = in.rest();
                if (rest.isEmpty() || !isPlain(rest))
                    throw in.malformed("not a URI");
                yield new SipUri(scheme, rest, null, "", NO_PORT, Parameters.NONE, null);
            }
        };
    }

    private static SipUri parseSip(String scheme, SipScanner in) {
        in.skipSpace();
        String rest = in.rest();
        // Everywhere else an '@' must be escaped.
        int at = rest.indexOf('@');
        String user = null;
        String password = null;
        if (at >= 0) {
            String info = rest.substring(0, at);
            int colon = info.indexOf(':');
            user = colon < 0 ? info : info.substring(0, colon);
            password = colon < 0 ? null : info.substring(colon + 1);
            if (user.isEmpty())
                throw new MalformedDataException("a URI's user is empty", 0);
            checkEscaped(user, USER_MARKS);
            if (password != null)
                checkEscaped(password, PASSWORD_MARKS);
        }
        SipScanner tail = new SipScanner(rest.substring(at + 1));
        String host = tail.take('[') ? "[" + tail.until("]") + "]" : tail.until(":;?");
        if (host.startsWith("["))
            tail.expect(']');
        host = host.strip();
        checkHost(host, tail.position());
        int port = tail.take(':') ? (int) tail.number("a URI's port", 65535) : NO_PORT;
        tail.skipSpace();
        Parameters parameters = Parameters.ofUri(tail);
        String headers = tail.take('?') ? checkedHeaders(tail.rest()) : null;
        if (!tail.atEnd())
            throw tail.malformed("a URI goes on behind its end");
        return new SipUri(scheme, user, password, host, port, parameters, headers);
    }

    private static SipUri parseTelephone(SipScanner in) {
        in.skipSpace();
        String number = in.until(";").strip();
        if (number.isEmpty() || !number.chars()
                .allMatch(c -> "+-.()*#0123456789abcdefABCDEF".indexOf(c) >= 0))
            throw in.malformed("not a telephone number");
        Parameters parameters = Parameters.ofUri(in);
        return new SipUri("tel", number, null, "", NO_PORT, parameters, null);
    }

    /// Nothing that would end a URI where it is written between angle brackets.
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127 && "<>\"".indexOf(c) < 0);
    }

    private static void checkHost(String host, int position) {
        boolean sound;
        if (host.startsWith("[")) {
            sound = host.endsWith("]") && host.length() > 3 && host.length() < 64
                    && host.substring(1, host.length() - 1).chars()
                            .allMatch(c -> HexFormat.isHexDigit(c) || c == ':' || c == '.');
        } else {
            sound = !host.isEmpty() && host.length() < 256 && host.chars().allMatch(
                    c -> SipScanner.isAlphanumeric((char) c) || c == '-' || c == '.' || c == '_');
        }
        if (!sound)
            throw new MalformedDataException("a URI's host is not a name or an address", position);
    }

    private static void checkEscaped(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = c == '%' && i + 2 < text.length()
                    && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2));
            // RFC 3261 wants everything else escaped; '#' is what dialling pads send.
            if (!escaped && !SipScanner.isAlphanumeric(c) && marks.indexOf(c) < 0 && c != '#')
                throw new MalformedDataException("a URI has a character that must be escaped", i);
        }
    }

    private static String checkedHeaders(String text) {
        if (!isPlain(text))
            throw new MalformedDataException("a URI's headers are not escaped", 0);
        return text;
    }

    static boolean isParameterCharacter(char c) {
        return SipScanner.isAlphanumeric(c) || c == '%' || PARAMETER_MARKS.indexOf(c) >= 0;
    }

    // ---- parts -----------------------------------------------------------------------------

    /// In lower case.
    public String scheme() { return scheme; }

    public boolean isSip() { return scheme.equals("sip") || scheme.equals("sips"); }

    public boolean isSecure() { return scheme.equals("sips"); }

    public boolean isTelephone() { return scheme.equals("tel"); }

    /// The user without escapes; for `tel:` the number as written; null when there is none.
    public @Nullable String user() { return rawUser == null ? null : unescape(rawUser); }

    public @Nullable String password() {
        return rawPassword == null ? null : unescape(rawPassword);
    }

    /// Name or address, IPv6 in brackets; empty for `tel:` and unknown schemes.
    public String host() { return host; }

    /// Whether the host is this very address, in digits.
    public boolean isAt(InetAddress address) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return SipResolver.isNumeric(plain) && InetAddress.ofLiteral(plain).equals(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// -1 when the URI names none.
    public int port() { return port; }

    public Parameters parameters() { return parameters; }

    /// A parameter without escapes, or null.
    public @Nullable String parameter(String name) {
        String value = parameters.value(name);
        return value == null ? null : unescape(value);
    }

    /// What stands behind `?`, escaped, or null.
    public @Nullable String headers() { return headers; }

    /// `tcp`, `tls`… in lower case, or null.
    public @Nullable String transport() {
        String transport = parameters.value("transport");
        return transport == null ? null : Parameters.lower(transport);
    }

    /// The number that a `tel:` URI or the user part dials, without visual separators; null when
    /// it is no telephone number.
    public @Nullable String telephoneNumber() {
        String user = user();
        if (user == null)
            return null;
        int semicolon = user.indexOf(';');
        String digits = (semicolon < 0 ? user : user.substring(0, semicolon))
                .replaceAll("[-.()]", "");
        return digits.matches("\\+?[0-9*#]+") ? digits : null;
    }

    // ---- changed copies --------------------------------------------------------------------

    public SipUri withScheme(String wanted) {
        return new SipUri(wanted, rawUser, rawPassword, host, port, parameters, headers);
    }

    public SipUri withHost(String wanted, int wantedPort) {
        checkHost(wanted, 0);
        return new SipUri(scheme, rawUser, rawPassword, wanted, wantedPort, parameters, headers);
    }

    public SipUri withUser(@Nullable String user) {
        return new SipUri(scheme, user == null ? null : escape(user, USER_MARKS), null, host, port,
                parameters, headers);
    }

    public SipUri withParameter(String name, @Nullable String value) {
        return withParameters(parameters.with(name,
                value == null ? null : escape(value, PARAMETER_MARKS)));
    }

    public SipUri withoutParameter(String name) { return withParameters(parameters.without(name)); }

    private SipUri withParameters(Parameters wanted) {
        return new SipUri(scheme, rawUser, rawPassword, host, port, wanted, headers);
    }

    public SipUri withoutHeaders() {
        return new SipUri(scheme, rawUser, rawPassword, host, port, parameters, null);
    }

    /// Scheme, user and host only, the host in lower case: what a registrar looks up. Section
    /// 10.3. `sips` becomes `sip`.
    public SipUri addressOfRecord() {
        return isSip()
                ? new SipUri("sip", rawUser, null, Parameters.lower(host), NO_PORT,
                        Parameters.NONE, null)
                : new SipUri(scheme, rawUser, null, host, NO_PORT, Parameters.NONE, null);
    }

    // ---- comparison ------------------------------------------------------------------------

    /// Whether both mean the same resource: section 19.1.4, and RFC 3966 section 5 for numbers.
    /// Not transitive, so not [#equals].
    public boolean matches(SipUri other) {
        if (!scheme.equals(other.scheme))
            return false;
        if (isTelephone())
            return String.valueOf(telephoneNumber()).equals(String.valueOf(
                    other.telephoneNumber())) && sameParameters(other, true);
        return sameText(rawUser, other.rawUser) && sameText(rawPassword, other.rawPassword)
                && host.equalsIgnoreCase(other.host) && port == other.port
                && sameParameters(other, false)
                && headerSet(headers).equals(headerSet(other.headers));
    }

    private static boolean sameText(@Nullable String one, @Nullable String two) {
        return one == null || two == null ? one == two : normal(one).equals(normal(two));
    }

    private boolean sameParameters(SipUri other, boolean allCount) {
        return parametersMatch(this, other, allCount) && parametersMatch(other, this, allCount);
    }

    private static boolean parametersMatch(SipUri one, SipUri two, boolean allCount) {
        for (Parameters.Parameter each : one.parameters.all()) {
            if (!two.parameters.has(each.name())) {
                if (allCount || NEVER_IGNORED.contains(Parameters.lower(each.name())))
                    return false;
                continue;
            }
            String value = two.parameters.value(each.name());
            String mine = each.value();
            if (!normal(mine == null ? "" : mine)
                    .equalsIgnoreCase(normal(value == null ? "" : value)))
                return false;
        }
        return true;
    }

    private static Map<String, String> headerSet(@Nullable String headers) {
        Map<String, String> set = new HashMap<>();
        if (headers == null)
            return set;
        for (String each : headers.split("&")) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            set.merge(Parameters.lower(name), equals < 0 ? "" : normal(each.substring(equals + 1)),
                    (a, b) -> a + "&" + b);
        }
        return set;
    }

    /// Unreserved characters unescaped, other escapes in upper case: what section 19.1.4 compares.
    private static String normal(String raw) {
        if (raw.indexOf('%') < 0)
            return raw;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' && i + 2 < raw.length()) {
                int value = Character.digit(raw.charAt(i + 1), 16) * 16
                        + Character.digit(raw.charAt(i + 2), 16);
                boolean unreserved = value > 0 && value < 128
                        && (SipScanner.isAlphanumeric((char) value)
                                || "-_.!~*'()".indexOf(value) >= 0);
                out.append(unreserved
                        ? String.valueOf((char) value)
                        : raw.substring(i, i + 3).toUpperCase(java.util.Locale.ROOT));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    // ---- escapes ---------------------------------------------------------------------------

    static String unescape(String raw) {
        if (raw.indexOf('%') < 0)
            return raw;
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length
                    ? Character.digit(bytes[i + 1], 16)
                    : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                out[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                out[length++] = bytes[i];
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static String escape(String text, String marks) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (SipScanner.isAlphanumeric(c) || marks.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SipUri that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() { return toString().hashCode(); }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(scheme).append(':');
        if (rawUser != null)
            out.append(rawUser);
        if (rawPassword != null)
            out.append(':').append(rawPassword);
        if (isSip()) {
            if (rawUser != null)
                out.append('@');
            out.append(host);
            if (port != NO_PORT)
                out.append(':').append(port);
        }
        parameters.appendTo(out);
        if (headers != null)
            out.append('?').append(headers);
        return out.toString();
    }
}
