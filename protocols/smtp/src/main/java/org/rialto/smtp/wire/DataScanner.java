package org.rialto.smtp.wire;

import java.io.IOException;
import java.io.OutputStream;
import org.rialto.base.ByteSearch;

/// Reads what follows DATA: takes the stuffed dots out and finds the end. RFC 5321 §4.1.1.4,
/// §4.5.2 and §2.3.8.
///
/// Only `CRLF "." CRLF` ends a message. A CR or LF that stands alone is remembered
/// ([#lineEndings]) and never taken for a line's end: servers that disagree about that are what
/// SMTP smuggling needs. From the first one on nothing more is written, since the message is going
/// to be refused; its end is still looked for, so that the conversation stays in step.
///
/// Works on whatever pieces arrive, without a string or an object per line.
public final class DataScanner {
    /// At the start of a line, which is also where a message starts.
    private static final int LINE_START = 0;
    /// After a dot at the start of a line; the dot is held back.
    private static final int DOT = 1;
    /// After CR after such a dot; both are held back.
    private static final int DOT_CR = 2;
    private static final int TEXT = 3;
    private static final int CR = 4;

    private final LineEndings lineEndings = new LineEndings();
    private int state = LINE_START;
    private boolean finished;
    private long octets;

    /// Scans `buffer[from..to)`, writes the message's bytes to `out` and returns the position
    /// behind what was consumed: `to`, or less when [#finished].
    public int scan(byte[] buffer, int from, int to, OutputStream out) throws IOException {
        int run = from;
        int at = from;
        while (at < to && !finished) {
            switch (state) {
                case TEXT -> at = skipText(buffer, at, to);
                case LINE_START -> {
                    if (buffer[at] == '.') {
                        write(buffer, run, at, out);
                        run = ++at;
                        state = DOT;
                    } else {
                        state = TEXT;
                    }
                }
                case DOT -> {
                    if (buffer[at] == '\r') {
                        run = ++at;
                        state = DOT_CR;
                    } else {
                        // The dot was stuffed; what follows is text, even a second dot.
                        state = TEXT;
                    }
                }
                case DOT_CR -> {
                    if (buffer[at] == '\n') {
                        run = ++at;
                        finished = true;
                    } else {
                        lineEndings.foundBareCr();
                        state = TEXT;
                    }
                }
                case CR -> {
                    if (buffer[at] == '\n') {
                        at++;
                        state = LINE_START;
                    } else {
                        lineEndings.foundBareCr();
                        state = TEXT;
                    }
                }
                default -> throw new IllegalStateException();
            }
        }
        if (!finished) {
            write(buffer, run, at, out);
        }
        return at;
    }

    /// Moves to behind the next CR or LF and sets the state that follows it.
    private int skipText(byte[] buffer, int from, int to) {
        for (int at = ByteSearch.lineEnd(buffer, from, to); at < to; at = ByteSearch
                .lineEnd(buffer, at + 1, to)) {
            if (buffer[at] == '\r') {
                state = CR;
                return at + 1;
            }
            lineEndings.foundBareLf();
        }
        return to;
    }

    private void write(byte[] buffer, int from, int to, OutputStream out) throws IOException {
        if (to > from) {
            octets += to - from;
            if (lineEndings.clean()) {
                out.write(buffer, from, to - from);
            }
        }
    }

    /// The end was read; nothing more is consumed.
    public boolean finished() { return finished; }

    public LineEndings lineEndings() { return lineEndings; }

    /// Octets of message so far, without stuffing and end, written or not.
    public long octets() { return octets; }
}
