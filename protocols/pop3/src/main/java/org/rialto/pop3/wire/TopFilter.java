package org.rialto.pop3.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Lets the header section, the empty line and the first lines of the body through. RFC 1939 §7,
/// TOP.
public final class TopFilter extends FilterOutputStream {
    private long bodyLines;
    private boolean inBody;
    private boolean lineEmpty = true;

    public TopFilter(OutputStream out, int bodyLines) {
        super(out);
        this.bodyLines = bodyLines;
    }

    /// Nothing more will be let through.
    public boolean done() { return inBody && bodyLines == 0; }

    @Override
    public void write(int value) throws IOException { write(new byte[]{(byte) value}, 0, 1); }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        while (at < end && !done()) {
            byte b = bytes[at++];
            if (b == '\n') {
                if (inBody) {
                    bodyLines--;
                } else if (lineEmpty) {
                    inBody = true;
                }
                lineEmpty = true;
            } else if (b != '\r') {
                lineEmpty = false;
            }
        }
        out.write(bytes, offset, at - offset);
    }
}
