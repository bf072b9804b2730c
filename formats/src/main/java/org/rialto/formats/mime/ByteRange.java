package org.rialto.formats.mime;

/// A stretch of a message's bytes.
public record ByteRange(long offset, long length) {
    /// The part of this range that IMAP's `<from.count>` asks for: cut to what is there, empty when
    /// it starts past the end (RFC 9051 §6.4.5).
    public ByteRange partial(long from, long count) {
        long start = Math.min(from, length);
        return new ByteRange(offset + start, Math.min(count, length - start));
    }

    /// One past the last byte.
    public long end() { return offset + length; }
}
