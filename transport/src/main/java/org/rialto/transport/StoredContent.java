package org.rialto.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.rialto.store.BlobReader;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.transport.outbound.Content;

/// A queued message's bytes, in the store's blobs.
record StoredContent(Blobs blobs, BlobRef blob) implements Content {
    @Override
    public InputStream open() throws IOException {
        BlobReader reader = blobs.open(blob);
        return new FilterInputStream(reader.stream(0, reader.length())) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    reader.close();
                }
            }
        };
    }

    @Override
    public long sizeBytes() { return blob.length(); }
}
