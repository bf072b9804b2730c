package org.rialto.transport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.MimeScan;
import org.rialto.store.BlobRef;
import org.rialto.transport.queue.QueueId;
import org.rialto.transport.queue.QueuedMessage;

/// A message whose bytes are complete and stored but which nothing refers to yet.
record Incoming(long queueId, Instant arrived, Envelope envelope, BlobRef content,
        MessageTraits traits, MimeScan scan) {

    String name() { return QueueId.text(queueId); }

    QueuedMessage queued() {
        return new QueuedMessage(queueId, arrived, content, traits, false,
                envelope.withRecipients(java.util.List.of()));
    }

    @Nullable
    String returnPath() { return envelope.sender() == null ? null : envelope.sender().toString(); }
}
