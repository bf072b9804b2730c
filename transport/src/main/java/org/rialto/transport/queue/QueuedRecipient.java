package org.rialto.transport.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.Recipient;

/// A recipient that the message has not reached, or about whom its sender is to be told.
///
/// @param number        names it within the message
/// @param destination   where it goes: [#HERE], [#REPORT] or an ASCII domain
/// @param due           when it is tried next
/// @param last          what became of the last attempt; null before the first
/// @param delayReported the sender knows that it takes long
public record QueuedRecipient(int number, Recipient recipient, String destination, State state,
        int attempts, Instant due, @Nullable LastAttempt last, boolean delayReported) {
    /// Destination of the recipients whose mailbox is on this server.
    public static final String HERE = "";
    /// Destination of those about whom a report to the sender is due.
    public static final String REPORT = "!";

    /// What is to be done. The codes are stored.
    public enum State {
        WAITING(0), REPORT_FAILED(1), REPORT_RELAYED(2), REPORT_DELIVERED(3), REPORT_EXPANDED(4);

        private final int code;

        State(int code) { this.code = code; }

        int code() { return code; }

        static State of(int code) {
            for (State state : values()) {
                if (state.code == code) {
                    return state;
                }
            }
            throw new IllegalStateException("a queue row has the unknown state " + code);
        }
    }

    /// @param diagnostic a peer's reply (then `replied`) or our own words
    /// @param remoteHost the peer; empty when there was none
    public record LastAttempt(Instant when, EnhancedStatus status, String diagnostic,
            String remoteHost, boolean replied) {}

    /// One that was never tried.
    public static QueuedRecipient waiting(int number, Recipient recipient, String destination,
            Instant due) {
        return new QueuedRecipient(number, recipient, destination, State.WAITING, 0, due, null,
                false);
    }

    /// The sender is to be told, now.
    public QueuedRecipient report(State what, LastAttempt attempt) {
        return new QueuedRecipient(number, recipient, REPORT, what, attempts + 1, attempt.when(),
                attempt, delayReported);
    }

    /// To be tried again.
    public QueuedRecipient deferred(Instant next, LastAttempt attempt) {
        return new QueuedRecipient(number, recipient, destination, State.WAITING, attempts + 1,
                next, attempt, delayReported);
    }
}
