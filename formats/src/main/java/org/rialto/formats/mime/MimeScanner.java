package org.rialto.formats.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.HeaderFields;

/// Finds the parts of a message, RFC 5322 and RFC 2046, in one pass over bytes that are handed in
/// pieces of any size. Memory is bounded by [MimeLimits], not by the message. Every sequence of
/// bytes has a structure: what is malformed or beyond a limit makes the tree coarser, never an
/// error.
///
/// - Lines end in LF, with or without CR. A bare CR ends nothing.
/// - A header ends at its first empty line, or at a delimiter of an enclosing multipart.
/// - A delimiter is a line that starts with `--boundary`; the longest that matches wins. One of an
///   outer multipart also ends the inner ones, which lack their closing delimiter.
/// - Embedded messages (message/rfc822, message/global) are opened unless they are base64 or
///   quoted-printable.
public final class MimeScanner {
    private static final int CARRY_BYTES = 2048;

    private final MimeLimits limits;
    private final List<PartBuilder> stack = new ArrayList<>();
    private int parts = 1;
    private int retainedBytes;
    private boolean openNoMore;
    private @Nullable HeaderFields rootHeader;

    // Delimiters that can end what is being read now.
    private int delimiters;
    private boolean inHeader = true;
    private byte[] header = new byte[2048];
    private int headerLength;

    private long lineStart;
    private long lines;
    private int lineEnd;
    // The start of a line whose end has not been handed in yet.
    private final byte[] carry = new byte[CARRY_BYTES];
    private int carried;
    // Set once more than that of one line was consumed: it can be no delimiter.
    private boolean longLine;
    private boolean lastWasCr;

    public MimeScanner(MimeLimits limits) {
        this.limits = limits;
        stack.add(new PartBuilder(0, ContentType.TEXT_PLAIN, true));
    }

    public MimeScanner() { this(MimeLimits.DEFAULT); }

    /// Scans a whole message held in memory.
    public static MimeScan scan(byte[] message) {
        MimeScanner scanner = new MimeScanner();
        scanner.write(message, 0, message.length);
        return scanner.finish();
    }

    /// Scans a stream to its end, without closing it.
    public static MimeScan scan(InputStream message) throws IOException {
        MimeScanner scanner = new MimeScanner();
        byte[] buffer = new byte[64 << 10];
        for (int n = message.read(buffer); n >= 0; n = message.read(buffer)) {
            scanner.write(buffer, 0, n);
        }
        return scanner.finish();
    }

    /// The next bytes of the message.
    public void write(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if (carried > 0 || longLine) {
            at = completeLine(bytes, at, end);
        }
        while (at < end) {
            if (!inHeader && delimiters == 0) {
                at = countLines(bytes, at, end);
                continue;
            }
            int feed = LineFeeds.find(bytes, at, end);
            if (feed < 0) {
                keepForLater(bytes, at, end);
                return;
            }
            line(bytes, at, feed + 1);
            at = feed + 1;
        }
    }

    /// Nothing that follows can be a delimiter: only lines are counted, to the end.
    private int countLines(byte[] bytes, int from, int end) {
        lines += LineFeeds.count(bytes, from, end);
        lineStart += end - from;
        return end;
    }

    private int completeLine(byte[] bytes, int from, int end) {
        int feed = LineFeeds.find(bytes, from, end);
        if (feed < 0) {
            keepForLater(bytes, from, end);
            return end;
        }
        int size = feed + 1 - from;
        if (!longLine && carried + size <= CARRY_BYTES) {
            System.arraycopy(bytes, from, carry, carried, size);
            int length = carried + size;
            carried = 0;
            line(carry, 0, length);
            return feed + 1;
        }
        keepForLater(bytes, from, feed + 1);
        endLongLine(feed == from ? lastWasCr : bytes[feed - 1] == '\r');
        return feed + 1;
    }

    private void keepForLater(byte[] bytes, int from, int end) {
        int size = end - from;
        if (!longLine && carried + size <= CARRY_BYTES) {
            System.arraycopy(bytes, from, carry, carried, size);
            carried += size;
            return;
        }
        if (!longLine) {
            longLine = true;
            consumePiece(carry, 0, carried);
            carried = 0;
        }
        consumePiece(bytes, from, end);
    }

    private void consumePiece(byte[] bytes, int from, int end) {
        if (end > from) {
            if (inHeader) {
                keepHeader(bytes, from, end);
            }
            lineStart += end - from;
            boolean feed = bytes[end - 1] == '\n';
            int last = feed ? end - 2 : end - 1;
            if (last >= from) {
                lastWasCr = bytes[last] == '\r';
            }
        }
    }

    private void endLongLine(boolean cr) {
        longLine = false;
        lines++;
        lineEnd = cr ? 2 : 1;
    }

    // One whole line with its line feed (without, at the end of the message).
    private void line(byte[] bytes, int from, int to) {
        if (delimiters > 0 && bytes[from] == '-' && to - from > 2 && to - from <= CARRY_BYTES
                && bytes[from + 1] == '-'
                && delimiter(bytes, from, to)) {
            return;
        }
        lineStart += to - from;
        boolean ended = bytes[to - 1] == '\n';
        int end = !ended ? 0 : to - from > 1 && bytes[to - 2] == '\r' ? 2 : 1;
        lines += ended ? 1 : 0;
        lineEnd = end;
        if (inHeader) {
            if (ended && to - from == end) {
                endHeader();
            } else {
                keepHeader(bytes, from, to);
            }
        }
    }

    private void keepHeader(byte[] bytes, int from, int to) {
        int size = Math.min(to - from, limits.headerBytes() - headerLength);
        if (headerLength + size > header.length) {
            header = Arrays.copyOf(header,
                    Math.min(limits.headerBytes(),
                            Math.max(header.length * 2, headerLength + size)));
        }
        System.arraycopy(bytes, from, header, headerLength, size);
        headerLength += size;
    }

    // Delimiters are compared with the beginning of the line (RFC 2046 §5.1.1, note); of several
    // that match the longest is meant, of equal ones the innermost.
    private boolean delimiter(byte[] bytes, int from, int to) {
        int frame = -1;
        int longest = 0;
        for (int i = stack.size() - 1; i >= 0; i--) {
            byte[] wanted = stack.get(i).delimiter;
            if (wanted != null && wanted.length > longest && to - from >= wanted.length
                    && Arrays.equals(wanted, 0, wanted.length, bytes, from,
                            from + wanted.length)) {
                frame = i;
                longest = wanted.length;
            }
        }
        if (frame < 0) {
            return false;
        }
        int rest = from + longest;
        while (rest < to && (bytes[rest] == ' ' || bytes[rest] == '\t')) {
            rest++;
        }
        boolean closes = rest + 1 < to && bytes[rest] == '-' && bytes[rest + 1] == '-';
        return closes ? close(frame, bytes, from, to) : open(frame, bytes, from, to);
    }

    private boolean close(int frame, byte[] bytes, int from, int to) {
        endAbove(frame);
        stack.get(frame).delimiter = null;
        delimiters--;
        inHeader = false;
        passLine(bytes, from, to);
        return true;
    }

    private boolean open(int frame, byte[] bytes, int from, int to) {
        if (openNoMore || parts >= limits.parts()) {
            // The part at hand takes the rest of the message.
            openNoMore = true;
            for (PartBuilder part : stack) {
                part.delimiter = null;
            }
            delimiters = 0;
            return false;
        }
        endAbove(frame);
        passLine(bytes, from, to);
        startPart(stack.get(frame).defaultChildType(), false);
        return true;
    }

    private void passLine(byte[] bytes, int from, int to) {
        lineStart += to - from;
        boolean ended = bytes[to - 1] == '\n';
        lines += ended ? 1 : 0;
        lineEnd = !ended ? 0 : to - from > 1 && bytes[to - 2] == '\r' ? 2 : 1;
    }

    private void startPart(ContentType defaultType, boolean messageRoot) {
        parts++;
        stack.add(new PartBuilder(lineStart, defaultType, messageRoot));
        inHeader = true;
        headerLength = 0;
    }

    // Ends the parts inside the multipart `frame` where the line at hand starts.
    private void endAbove(int frame) {
        while (stack.size() > frame + 1) {
            endLast(lineEnd);
        }
    }

    private void endLast(int delimiterLineEnd) {
        if (inHeader) {
            readHeader(lineStart - delimiterLineEnd);
            inHeader = false;
        }
        PartBuilder ended = stack.removeLast();
        if (ended.delimiter != null) {
            delimiters--;
        }
        MimePart part = ended.build(lineStart, delimiterLineEnd, lines);
        stack.getLast().add(part);
    }

    private void endHeader() {
        readHeader(lineStart);
        inHeader = false;
        PartBuilder part = stack.getLast();
        if (openNoMore || stack.size() >= limits.nesting()) {
            return;
        }
        if (part.contentType().isMultipart()) {
            part.delimiter = part.declaredDelimiter();
            delimiters += part.delimiter == null ? 0 : 1;
        } else if (part.contentType().isMessage() && !part.isEncoded()
                && parts < limits.parts()) {
            startPart(ContentType.TEXT_PLAIN, true);
        }
    }

    private void readHeader(long bodyOffset) {
        PartBuilder part = stack.getLast();
        part.startBody(bodyOffset, lines);
        boolean root = rootHeader == null;
        byte[] kept = root ? Arrays.copyOf(header, headerLength) : header;
        HeaderFields fields = HeaderFields.parse(kept, 0, headerLength, limits.headerFields());
        if (root) {
            rootHeader = fields;
        }
        part.readHeader(fields, limits);
        retainedBytes += headerLength;
        openNoMore |= retainedBytes > limits.retainedBytes();
    }

    /// The message has ended. The scanner cannot be used again.
    public MimeScan finish() {
        if (carried > 0) {
            int length = carried;
            carried = 0;
            line(carry, 0, length);
        }
        while (stack.size() > 1) {
            endLast(0);
        }
        PartBuilder root = stack.getFirst();
        if (inHeader) {
            readHeader(lineStart);
        }
        HeaderFields fields = rootHeader == null ? HeaderFields.EMPTY : rootHeader;
        return new MimeScan(new MimeStructure(root.build(lineStart, 0, lines), lineStart), fields);
    }
}
