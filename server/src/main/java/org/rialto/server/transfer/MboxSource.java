package org.rialto.server.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An mbox file (RFC 4155, "mboxrd"): messages begin at a line `From ` behind an empty line, and
/// lines of a message that would look like one have a `>` in front, which is taken off.
record MboxSource(Path path) implements MailSource {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_PIECE = 64 * 1024;
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter
            .ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    static boolean looksLike(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(FROM.length), FROM);
        }
    }

    @Override
    public void forEach(@Nullable String after, Sink sink) throws IOException {
        long done = after == null ? 0 : Long.parseLong(after);
        try (Lines lines = new Lines(new BufferedInputStream(Files.newInputStream(path),
                1 << 16))) {
            long number = 0;
            byte[] separator = lines.next();
            if (separator == null || !isSeparator(separator)) {
                throw new IOException(path + " is not an mbox file: it does not begin with"
                        + " \"From \"");
            }
            while (separator != null) {
                number++;
                Content content = new Content(lines);
                if (number > done) {
                    sink.message(new Found(Long.toString(number), "", 0, date(separator)),
                            content);
                }
                content.skipRest();
                separator = content.separator;
            }
        }
    }

    private static boolean isSeparator(byte[] line) {
        return line.length > FROM.length && Arrays.equals(line, 0, FROM.length, FROM, 0,
                FROM.length);
    }

    /// `From ann@example.com Sat Jan  3 01:05:34 1996`
    private static @Nullable Instant date(byte[] separator) {
        String[] words = new String(separator, StandardCharsets.ISO_8859_1).trim().split(" +", 3);
        if (words.length < 3)
            return null;
        String text = words[2].replaceAll(" +", " ");
        try {
            return LocalDateTime.parse(text.length() > 24 ? text.substring(0, 24).trim() : text,
                    ASCTIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /// Lines with their ends, long ones in pieces.
    private static final class Lines implements AutoCloseable {
        private final InputStream in;
        private byte[] buffer = new byte[LONGEST_PIECE];

        Lines(InputStream in) { this.in = in; }

        byte @Nullable [] next() throws IOException {
            int length = 0;
            while (length < buffer.length) {
                int next = in.read();
                if (next < 0)
                    break;
                buffer[length++] = (byte) next;
                if (next == '\n')
                    break;
            }
            return length == 0 ? null : Arrays.copyOf(buffer, length);
        }

        @Override
        public void close() throws IOException { in.close(); }
    }

    /// One message, up to the next separator. The empty line before a separator belongs to it.
    private static final class Content extends InputStream {
        private final Lines lines;
        private byte[] piece = {};
        private int at;
        private byte @Nullable [] held;
        private boolean atLineStart = true;
        private boolean ended;
        private byte @Nullable [] separator;

        Content(Lines lines) { this.lines = lines; }

        private boolean more() throws IOException {
            while (!ended) {
                byte[] line = lines.next();
                boolean starts = atLineStart;
                if (line == null) {
                    ended = true;
                    break;
                }
                atLineStart = line[line.length - 1] == '\n';
                if (starts && held != null && isSeparator(line)) {
                    separator = line;
                    held = null;
                    ended = true;
                    break;
                }
                byte[] before = held;
                held = null;
                boolean empty = starts && (line.length == 1
                        || line.length == 2 && line[0] == '\r') && atLineStart;
                if (empty)
                    held = line;
                byte[] plain = starts ? unquoted(line) : line;
                piece = before == null
                        ? empty ? new byte[0] : plain
                        : empty ? before : join(before, plain);
                at = 0;
                if (piece.length > 0)
                    return true;
            }
            if (separator == null && held != null) {
                // The file's last empty line is the separator's, as before each message.
                held = null;
            }
            return false;
        }

        private static byte[] unquoted(byte[] line) {
            int marks = 0;
            while (marks < line.length && line[marks] == '>')
                marks++;
            boolean quoted = marks > 0 && isSeparator(Arrays.copyOfRange(line, marks,
                    line.length));
            return quoted ? Arrays.copyOfRange(line, 1, line.length) : line;
        }

        private static byte[] join(byte[] one, byte[] other) {
            byte[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }

        @Override
        public int read() throws IOException {
            if (at == piece.length && !more())
                return -1;
            return piece[at++] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0)
                return 0;
            if (at == piece.length && !more())
                return -1;
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        void skipRest() throws IOException {
            at = piece.length;
            while (more())
                at = piece.length;
        }
    }
}
