package org.rialto.telephony.sip;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;

/// Cuts a byte stream into messages, within limits. Total: every input gives a frame, the end of
/// the stream or an `IOException` of the stream itself. RFC 3261 sections 7 and 18.3.
public final class SipReader {
    private final InputStream in;
    private final SipLimits limits;

    public SipReader(InputStream in, SipLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// The next frame; null at a clean end. `EOFException` when the stream ends in mid-message.
    public @Nullable SipFrame read() throws IOException {
        int first = skipLineEnds();
        if (first == -1)
            return null;
        if (first == '\n')
            return new SipFrame.Ping();
        byte[] head = readHead(first);
        if (head == null)
            return new SipFrame.Rejected(null, SipStatus.MESSAGE_TOO_LARGE,
                    "The headers are larger than allowed", true);
        return readBody(new Head(SipText.decode(head), limits));
    }

    /// One whole message from bytes, for datagram-like sources and tests; without Content-Length
    /// everything behind the headers is the body. Throws [MalformedDataException].
    public static SipMessage parse(byte[] bytes) {
        SipFrame frame;
        try {
            SipReader reader = new SipReader(new java.io.ByteArrayInputStream(bytes),
                    SipLimits.DEFAULT);
            int first = reader.skipLineEnds();
            byte[] headBytes = first < 0 || first == '\n' ? null : reader.readHead(first);
            if (headBytes == null)
                throw new MalformedDataException("not a SIP message", 0);
            Head head = new Head(SipText.decode(headBytes), SipLimits.DEFAULT);
            boolean counted = head.headers.has("Content-Length");
            frame = counted
                    ? reader.readBody(head)
                    : head.frame(reader.in.readAllBytes());
        } catch (IOException e) {
            throw new MalformedDataException("the body is shorter than Content-Length", 0);
        }
        return switch (frame) {
            case SipFrame.Message(SipMessage message) -> message;
            case SipFrame.Ping() -> throw new MalformedDataException("not a SIP message", 0);
            case SipFrame.Rejected rejected -> throw new MalformedDataException(
                    rejected.reason(), 0);
        };
    }

    /// The first byte of a message, `\n` for a ping, -1 at the end. Single line ends between
    /// messages are dropped (section 7.5).
    private int skipLineEnds() throws IOException {
        int lineEnds = 0;
        while (true) {
            int c = in.read();
            if (c == '\n') {
                if (++lineEnds == 2)
                    return '\n';
            } else if (c != '\r') {
                return c;
            }
        }
    }

    /// Up to and without the empty line; null when it is too large.
    private byte @Nullable [] readHead(int first) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
        head.write(first);
        boolean lineStart = false;
        while (head.size() <= limits.maximumHeadBytes()) {
            int c = in.read();
            if (c < 0)
                throw new EOFException("the stream ends in mid-message");
            if (c == '\n') {
                if (lineStart)
                    return head.toByteArray();
                lineStart = true;
            } else if (c != '\r') {
                lineStart = false;
            }
            head.write(c);
        }
        return null;
    }

    private SipFrame readBody(Head head) throws IOException {
        String reason = null;
        int length = 0;
        List<String> lengths = head.headers.all("Content-Length");
        if (lengths.stream().distinct().count() > 1) {
            reason = "Content-Length is there more than once";
        } else if (lengths.isEmpty()) {
            reason = "Content-Length is missing";
        } else {
            try {
                Long value = head.headers.number("Content-Length");
                if (value != null && value > limits.maximumBodyBytes())
                    return head.rejected(SipStatus.REQUEST_ENTITY_TOO_LARGE,
                            "The body is larger than allowed", true);
                length = value == null ? 0 : value.intValue();
            } catch (MalformedDataException e) {
                reason = "Content-Length is not a number";
            }
        }
        if (reason != null)
            return head.rejected(SipStatus.BAD_REQUEST, reason, true);
        byte[] body = in.readNBytes(length);
        if (body.length < length)
            throw new EOFException("the stream ends in mid-body");
        return head.frame(body);
    }

    /// Start line and headers, parsed as far as they can be.
    private static final class Head {
        private final String startLine;
        private final SipHeaders headers = new SipHeaders();
        private @Nullable String defect;

        Head(String text, SipLimits limits) {
            List<String> lines = unfold(text);
            startLine = lines.getFirst();
            if (lines.size() - 1 > limits.maximumHeaders())
                defect = "There are more headers than allowed";
            for (String line : lines.subList(1, Math.min(lines.size(),
                    limits.maximumHeaders() + 1)))
                take(line);
        }

        /// `header-name HCOLON header-value`
        private void take(String line) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (!SipScanner.isToken(name)) {
                if (defect == null)
                    defect = "A header line has no name";
                return;
            }
            headers.add(name, line.substring(colon + 1).strip());
        }

        /// Lines, with those that start with white space joined to the one before by a space.
        private static List<String> unfold(String text) {
            List<String> lines = new ArrayList<>();
            for (String line : text.split("\n")) {
                String clean = line.replace("\r", "").replace('\0', ' ');
                boolean folded = !clean.isEmpty() && SipScanner.isSpace(clean.charAt(0));
                if (folded && lines.size() > 1) {
                    lines.add(lines.removeLast() + " " + clean.strip());
                } else if (!clean.isBlank() || lines.isEmpty()) {
                    lines.add(clean);
                }
            }
            return lines;
        }

        SipFrame frame(byte[] body) {
            if (startLine.regionMatches(true, 0, "SIP/", 0, 4))
                return response(body);
            String[] parts = startLine.split(" ", -1);
            // A stray space behind "sip:" is taken: MS-OCEXUM section 4.2.
            boolean strayed = parts.length == 4
                    && (parts[1].equalsIgnoreCase("sip:") || parts[1].equalsIgnoreCase("sips:"));
            if (parts.length != 3 && !strayed || !SipScanner.isToken(parts[0]))
                return rejected(SipStatus.BAD_REQUEST,
                        "The start line is not method, URI and version", false);
            String version = parts[parts.length - 1];
            if (!version.equalsIgnoreCase("SIP/2.0"))
                return rejected(version.regionMatches(true, 0, "SIP/", 0, 4)
                        ? SipStatus.VERSION_NOT_SUPPORTED
                        : SipStatus.BAD_REQUEST, "The version is not SIP/2.0", false);
            if (defect != null)
                return rejected(SipStatus.BAD_REQUEST, defect, false);
            try {
                SipUri uri = SipUri.parse(strayed ? parts[1] + parts[2] : parts[1]);
                return new SipFrame.Message(new SipRequest(parts[0], uri, headers, body));
            } catch (MalformedDataException e) {
                return rejected(SipStatus.BAD_REQUEST, "The Request-URI is not a URI", false);
            }
        }

        /// `SIP-Version SP Status-Code SP Reason-Phrase`. A response that is wrong is dropped.
        private SipFrame response(byte[] body) {
            boolean sound = defect == null && startLine.length() >= 11
                    && startLine.regionMatches(true, 0, "SIP/2.0 ", 0, 8)
                    && startLine.substring(8, 11).chars().allMatch(c -> c >= '0' && c <= '9')
                    && (startLine.length() == 11 || startLine.charAt(11) == ' ');
            int status = sound ? Integer.parseInt(startLine.substring(8, 11)) : 0;
            if (status < 100 || status > 699)
                return new SipFrame.Rejected(null, SipStatus.BAD_REQUEST,
                        "The status line is malformed", false);
            String reason = startLine.length() > 12 ? startLine.substring(12) : "";
            return new SipFrame.Message(new SipResponse(status, reason, headers, body));
        }

        /// With as much of the request as an answer needs: its method and headers.
        SipFrame.Rejected rejected(int status, String reason, boolean framingLost) {
            int space = startLine.indexOf(' ');
            String method = space < 0 ? startLine : startLine.substring(0, space);
            boolean answerable = SipScanner.isToken(method) && headers.has("Via")
                    && headers.has("From") && headers.has("To") && headers.has("Call-ID")
                    && headers.has("CSeq") && !method.equals(SipRequest.ACK)
                    && !startLine.startsWith("SIP/");
            SipRequest request = answerable
                    ? new SipRequest(method, SipUri.of(null, "invalid.invalid", -1), headers,
                            SipRequest.NO_BODY)
                    : null;
            return new SipFrame.Rejected(request, status, reason, framingLost);
        }
    }
}
