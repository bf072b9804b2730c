package org.rialto.store.blob;

import java.nio.ByteBuffer;

/// A blob's SHA-256 as rows have it: whole, and its first eight bytes for the index.
record BlobHash(ByteBuffer bytes) {
    BlobHash(byte[] bytes) { this(ByteBuffer.wrap(bytes)); }

    byte[] array() { return bytes.array(); }

    long prefix() { return bytes.getLong(0); }
}
