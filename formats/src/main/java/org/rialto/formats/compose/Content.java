package org.rialto.formats.compose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Bytes that can be read once or more when a message is written: a stream that is opened late, so
/// that no attachment sits in memory.
@FunctionalInterface
public interface Content {
    InputStream open() throws IOException;

    static Content of(byte[] bytes) { return () -> new ByteArrayInputStream(bytes); }
}
