package org.rialto.telephony.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.telephony.sdp.SessionDescription;

/// The session in a message's body, which may be one part of several: gateways add a part of ISUP,
/// programs one that tells where somebody is. RFC 5621; multiparts within multiparts are not looked
/// into.
final class SipBody {
    /// What [#session] finds a session in.
    static final String ACCEPTED = SessionDescription.CONTENT_TYPE
            + ", multipart/mixed, multipart/alternative, multipart/related";
    private static final int MOST_PARTS = 20;
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REQUIRED = Pattern.compile(";\\s*handling\\s*=\\s*\"?required",
            Pattern.CASE_INSENSITIVE);

    /// @param type without parameters, in lower case
    private record Part(String type, String disposition, byte[] content) {
        boolean isSession() {
            return type.equals(SessionDescription.CONTENT_TYPE)
                    && (disposition.isEmpty() || disposition.startsWith("session"));
        }
    }

    private SipBody() {}

    /// Null when there is none.
    ///
    /// @throws MalformedDataException a multipart that cannot be read
    static byte @Nullable [] session(SipMessage message) {
        if (message.body().length == 0)
            return null;
        String type = type(message);
        if (type.equals(SessionDescription.CONTENT_TYPE))
            return message.body();
        if (!isMultipart(type))
            return null;
        List<Part> sessions = parts(message).stream().filter(Part::isSession).toList();
        if (sessions.isEmpty())
            return null;
        // RFC 2046 section 5.1.4: of alternatives the last is the best.
        return type.equals("multipart/alternative")
                ? sessions.getLast().content()
                : sessions.getFirst().content();
    }

    /// Whether a body that should hold a session is one that can be taken: none, a session, or parts
    /// of which those that must be understood are sessions.
    static boolean isUnderstood(SipMessage message) {
        if (message.body().length == 0)
            return true;
        String type = type(message);
        if (!isMultipart(type))
            return type.equals(SessionDescription.CONTENT_TYPE);
        List<Part> parts = parts(message);
        return parts.stream().anyMatch(Part::isSession) && parts.stream()
                .allMatch(part -> part.isSession() || !REQUIRED.matcher(part.disposition()).find());
    }

    private static String type(SipMessage message) {
        String type = message.headers().value("Content-Type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static boolean isMultipart(String type) {
        return type.equals("multipart/mixed") || type.equals("multipart/alternative")
                || type.equals("multipart/related");
    }

    private static List<Part> parts(SipMessage message) {
        String field = message.headers().first("Content-Type");
        Matcher boundary = BOUNDARY.matcher(field == null ? "" : field);
        if (!boundary.find())
            throw new MalformedDataException("a multipart without boundary", 0);
        String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        // One byte a character, so that positions are the same.
        String body = new String(message.body(), StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        Delimiter from = delimiter(body, name, 0);
        while (from != null && !from.last() && parts.size() < MOST_PARTS) {
            Delimiter to = delimiter(body, name, from.end());
            if (to == null)
                throw new MalformedDataException("a multipart that is cut off", from.end());
            parts.add(part(message.body(), body, from.end(), to.start()));
            from = to;
        }
        return parts;
    }

    /// @param start with the line end before it, which belongs to it
    /// @param end behind its line
    private record Delimiter(int start, int end, boolean last) {}

    private static @Nullable Delimiter delimiter(String body, String name, int from) {
        String text = "--" + name;
        for (int at = body.indexOf(text, from); at >= 0; at = body.indexOf(text, at + 1)) {
            int behind = at + text.length();
            boolean last = body.startsWith("--", behind);
            boolean whole = behind == body.length() || last
                    || Character.isWhitespace(body.charAt(behind));
            if (whole && (at == 0 || body.charAt(at - 1) == '\n')) {
                int line = body.indexOf('\n', behind);
                int start = Math.max(from, at - (body.startsWith("\r\n", at - 2) ? 2 : 1));
                return new Delimiter(start, line < 0 ? body.length() : line + 1, last);
            }
        }
        return null;
    }

    private static Part part(byte[] bytes, String body, int start, int end) {
        String type = "text/plain";
        String disposition = "";
        int at = start;
        while (at < end) {
            int line = body.indexOf('\n', at);
            if (line < 0 || line > end)
                line = end;
            String field = body.substring(at, line).strip();
            at = Math.min(end, line + 1);
            if (field.isEmpty())
                break;
            int colon = field.indexOf(':');
            String key = colon < 0 ? "" : field.substring(0, colon).strip();
            String value = field.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            if (key.equalsIgnoreCase("Content-Type") || key.equalsIgnoreCase("c"))
                type = value.split(";", 2)[0].strip();
            if (key.equalsIgnoreCase("Content-Disposition"))
                disposition = value;
        }
        return new Part(type, disposition, Arrays.copyOfRange(bytes, at, end));
    }
}
