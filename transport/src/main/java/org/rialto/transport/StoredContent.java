package org.rialto.transport;

import java.io.InputStream;
import org.rialto.store.Blobs;
import org.rialto.transport.outbound.Content;
import org.rialto.transport.queue.QueuedMessage;

/// A queued message's bytes in the store's blobs, as they go to other servers: from behind the
/// Return-Path field, which is for mailboxes.
record StoredContent(Blobs blobs, QueuedMessage message) implements Content {
    @Override
    public InputStream open() {
        return blobs.stream(message.content(), message.returnPathBytes(), sizeBytes());
    }

    @Override
    public long sizeBytes() { return message.sizeBytes(); }
}
