package org.rialto.transport.queue;

import java.time.Instant;
import org.rialto.store.BlobRef;
import org.rialto.transport.Envelope;
import org.rialto.transport.MessageTraits;

/// A message as the queue keeps it. Its envelope's recipients are empty here: those that are not
/// done have rows of their own.
///
/// @param content         what mailboxes get: the Return-Path field and the message
/// @param returnPathBytes how long that field is; what goes to other servers begins behind it
public record QueuedMessage(long queueId, Instant arrived, BlobRef content, int returnPathBytes,
        MessageTraits traits, boolean held, Envelope envelope) {
    /// As the sender counts it.
    public long sizeBytes() { return content.length() - returnPathBytes; }

    public String name() { return QueueId.text(queueId); }
}
