package org.rialto.transport.outbound;

import java.io.IOException;
import java.io.InputStream;

/// A message's bytes, which can be read more than once.
public interface Content {
    /// From the first byte.
    InputStream open() throws IOException;

    long sizeBytes();

    /// Bytes in memory.
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public InputStream open() { return new java.io.ByteArrayInputStream(bytes); }

            @Override
            public long sizeBytes() { return bytes.length; }
        };
    }

    /// This content behind some bytes of header.
    default Content behind(byte[] header) {
        if (header.length == 0) {
            return this;
        }
        Content rest = this;
        return new Content() {
            @Override
            public InputStream open() throws IOException {
                return new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(header),
                        rest.open());
            }

            @Override
            public long sizeBytes() { return header.length + rest.sizeBytes(); }
        };
    }
}
