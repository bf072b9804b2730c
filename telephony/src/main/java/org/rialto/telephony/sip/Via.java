package org.rialto.telephony.sip;

import org.jspecify.annotations.Nullable;

/// One Via value: the transport, who sent it and the branch. RFC 3261 section 20.42. Immutable.
///
/// @param transport in upper case: `TCP`, `TLS`
/// @param host IPv6 in brackets
/// @param port -1 when not written
public record Via(String transport, String host, int port, Parameters parameters) {
    /// What every branch of RFC 3261 starts with; section 8.1.1.7.
    public static final String MAGIC_COOKIE = "z9hG4bK";

    /// `Via: SIP/2.0/TCP host:port;branch=…`. Throws [org.rialto.base.MalformedDataException].
    public static Via parse(String text) {
        SipScanner in = new SipScanner(text);
        in.skipSpace();
        String name = in.token("the protocol");
        slash(in);
        String version = in.token("the version");
        if (!name.equalsIgnoreCase("SIP") || !version.equals("2.0"))
            throw in.malformed("the protocol is not SIP/2.0");
        slash(in);
        String transport = in.token("the transport").toUpperCase(java.util.Locale.ROOT);
        in.skipSpace();
        String host = in.take('[') ? "[" + in.until("]") + "]" : in.until(":; \t");
        if (host.startsWith("["))
            in.expect(']');
        SipUri checked = SipUri.of(null, host, -1);
        in.skipSpace();
        int port = -1;
        if (in.take(':')) {
            in.skipSpace();
            port = (int) in.number("the port", 65535);
        }
        Parameters parameters = Parameters.ofHeader(in);
        if (!in.atEnd())
            throw in.malformed("the value goes on behind its end");
        return new Via(transport, checked.host(), port, parameters);
    }

    private static void slash(SipScanner in) {
        in.skipSpace();
        in.expect('/');
        in.skipSpace();
    }

    public @Nullable String branch() { return parameters.value("branch"); }

    /// Whether the branch identifies its transaction by itself: section 17.2.3.
    public boolean hasUniqueBranch() {
        String branch = branch();
        return branch != null && branch.length() > MAGIC_COOKIE.length() && branch.regionMatches(
                true, 0, MAGIC_COOKIE, 0, MAGIC_COOKIE.length());
    }

    public Via with(String parameter, @Nullable String value) {
        return new Via(transport, host, port, parameters.with(parameter, value));
    }

    /// `host:port` as in a comparison; the port as it stands for when it is not written.
    public String sentBy() {
        int effective = port >= 0 ? port : transport.equals("TLS") ? 5061 : 5060;
        return Parameters.lower(host) + ":" + effective;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("SIP/2.0/").append(transport).append(' ')
                .append(host);
        if (port >= 0)
            out.append(':').append(port);
        parameters.appendTo(out);
        return out.toString();
    }
}
