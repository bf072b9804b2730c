package org.rialto.transport.submission;

import java.time.Instant;
import org.rialto.mapi.PropertyBag;

/// What came of submitting a message.
public sealed interface Outcome {
    /// It is with its recipients, or in the queue.
    ///
    /// @param queueId    its name in the log
    /// @param properties of the message as it was sent
    record Sent(String queueId, PropertyBag properties) implements Outcome {}

    /// It is sent when its time comes.
    record Deferred(Instant until) implements Outcome {}

    /// A client is to send it.
    record LeftToSpooler() implements Outcome {}

    /// It is not sent, and is as it was.
    record Refused(Refusal refusal) implements Outcome {}
}
