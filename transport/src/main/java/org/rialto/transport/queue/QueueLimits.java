package org.rialto.transport.queue;

import java.util.Map;

/// How much the queue works on at a time.
///
/// @param sessions              attempts at a time, over all destinations
/// @param sessionsPerDestination attempts at a time to one destination outside
/// @param localDeliveries       deliveries at a time to mailboxes here, of messages that were queued
/// @param recipientsPerMessage  recipients in one transaction with a peer (RFC 5321 §4.5.3.1.8)
/// @param tasksInMemory         work known in memory; the rest stays in the database until its turn
/// @param messagesPerMinute     for destinations that want it slower; others are not limited
public record QueueLimits(int sessions, int sessionsPerDestination, int localDeliveries,
        int recipientsPerMessage, int tasksInMemory, Map<String, Integer> messagesPerMinute) {
    public static final QueueLimits STANDARD = new QueueLimits(200, 10, 16, 100, 10_000, Map.of());

    public QueueLimits { messagesPerMinute = Map.copyOf(messagesPerMinute); }
}
