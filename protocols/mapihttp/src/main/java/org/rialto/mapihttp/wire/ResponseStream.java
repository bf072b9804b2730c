package org.rialto.mapihttp.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rialto.base.MalformedDataException;

/// What an HTTP response carries: a line for each meta-tag, and after DONE the additional headers,
/// an empty line and the response body. MS-OXCMAPIHTTP §2.2.2.2, §2.2.7, §3.2.5.2.
///
/// @param metaTags in the order they came; the last is DONE
/// @param headers by name without regard to case
public record ResponseStream(List<MetaTag> metaTags, Map<String, String> headers, byte[] body) {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 1000;

    /// How far the server is.
    public enum MetaTag {
        /// The request is in line.
        PROCESSING,
        /// It is being worked at, still.
        PENDING,
        /// What follows is the outcome.
        DONE;

        /// As it goes over the wire.
        public String line() { return name() + "\r\n"; }
    }

    /// Reads a stream to its end, as it comes.
    public static ResponseStream read(InputStream in) throws IOException {
        List<MetaTag> tags = new ArrayList<>();
        do {
            tags.add(tag(line(in, 0), tags.size()));
        } while (tags.getLast() != MetaTag.DONE);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in, 0); !line.isEmpty(); line = line(in, 0)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_LINES) {
                throw new MalformedDataException("an additional header without a name", 0);
            }
            headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return new ResponseStream(List.copyOf(tags), headers, in.readAllBytes());
    }

    private static MetaTag tag(String line, int position) {
        for (MetaTag tag : MetaTag.values()) {
            if (tag.name().equals(line) && position < MOST_LINES) {
                return tag;
            }
        }
        throw new MalformedDataException("a line that is no meta-tag", position);
    }

    private static String line(InputStream in, int position) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new MalformedDataException("a line without an end", position);
            }
            line.append((char) next);
        }
        if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
            throw new MalformedDataException("a line that does not end with CR LF", position);
        }
        return line.substring(0, line.length() - 1);
    }

    /// What comes last: DONE, the additional headers, the empty line and the body.
    public static byte[] ending(Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(MetaTag.DONE.line());
        headers.forEach((name, value) -> head.append(name).append(": ").append(value)
                .append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
