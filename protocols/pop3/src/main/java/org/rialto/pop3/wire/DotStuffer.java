package org.rialto.pop3.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Sends a message as a multi-line response: stuffs dots, ends with a dot on a line of its own.
/// RFC 1939 §3. A dot behind a bare LF is stuffed too, because clients split lines at LF: else such
/// a message could end early, with the rest taken for answers.
public final class DotStuffer extends FilterOutputStream {
    private boolean lineStart = true;
    private byte last = '\n';
    private boolean endsWithCrLf = true;

    public DotStuffer(OutputStream out) { super(out); }

    @Override
    public void write(int value) throws IOException { write(new byte[]{(byte) value}, 0, 1); }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int run = offset;
        for (int at = offset; at < end; at++) {
            byte b = bytes[at];
            if (lineStart && b == '.') {
                out.write(bytes, run, at - run);
                out.write('.');
                run = at;
            }
            lineStart = b == '\n';
        }
        out.write(bytes, run, end - run);
        if (length > 0) {
            byte before = length == 1 ? last : bytes[end - 2];
            last = bytes[end - 1];
            endsWithCrLf = last == '\n' && before == '\r';
        }
    }

    /// Ends the response; the stream below stays open.
    public void end() throws IOException {
        if (!endsWithCrLf) {
            out.write('\r');
            out.write('\n');
        }
        out.write('.');
        out.write('\r');
        out.write('\n');
    }
}
