package org.rialto.transport.queue;

import java.time.Instant;
import org.rialto.store.BlobRef;
import org.rialto.transport.Envelope;
import org.rialto.transport.MessageTraits;

/// A message as the queue keeps it. Its envelope's recipients are empty here: those that are not
/// done have rows of their own.
public record QueuedMessage(long queueId, Instant arrived, BlobRef content, MessageTraits traits,
        boolean held, Envelope envelope) {
    public String name() { return QueueId.text(queueId); }
}
