package org.rialto.imap.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The octets of a literal that is too large to keep: the message of APPEND and REPLACE. Ends after
/// the announced size; a connection that ends earlier is an error, so that half a message is never
/// taken for a whole one.
public final class MessageLiteral extends InputStream {
    private final ImapReader reader;
    private final InputStream in;
    private final long size;
    private final boolean binary;
    private final boolean utf8;
    private long remaining;
    private boolean finished;

    MessageLiteral(ImapReader reader, InputStream in, long size, boolean binary, boolean utf8) {
        this.reader = reader;
        this.in = in;
        this.size = size;
        this.remaining = size;
        this.binary = binary;
        this.utf8 = utf8;
    }

    /// The announced size, in octets.
    public long size() { return size; }

    /// Sent as `~{n}`: NUL octets are allowed (RFC 3516 §4.4).
    public boolean isBinary() { return binary; }

    /// Sent as `UTF8 (~{n} …)`: headers in UTF-8 (RFC 6855 §4).
    public boolean isUtf8() { return utf8; }

    @Override
    public int read() throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection ended within a literal");
        }
        remaining--;
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (remaining == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw new EOFException("the connection ended within a literal");
        }
        remaining -= count;
        return count;
    }

    void discard() throws IOException {
        in.skipNBytes(remaining);
        remaining = 0;
    }

    /// Passes over what was not read and goes on with the line.
    public void finish() throws IOException {
        if (!finished) {
            finished = true;
            discard();
            reader.closeMessageLiteral(utf8);
        }
    }
}
