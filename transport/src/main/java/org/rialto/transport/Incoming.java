package org.rialto.transport;

import java.time.Instant;
import org.rialto.formats.mime.MimeScan;
import org.rialto.store.BlobRef;
import org.rialto.transport.queue.QueueId;
import org.rialto.transport.queue.QueuedMessage;

/// A message whose bytes are complete and stored but which nothing refers to yet.
///
/// @param content         what mailboxes get: the Return-Path field and the message
/// @param returnPathBytes how long that field is
record Incoming(long queueId, Instant arrived, Envelope envelope, BlobRef content,
        int returnPathBytes, MessageTraits traits, MimeScan scan) {

    String name() { return QueueId.text(queueId); }

    QueuedMessage queued() {
        return new QueuedMessage(queueId, arrived, content, returnPathBytes, traits, false,
                envelope.withRecipients(java.util.List.of()));
    }

    /// As the sender counts it.
    long sizeBytes() { return content.length() - returnPathBytes; }
}
