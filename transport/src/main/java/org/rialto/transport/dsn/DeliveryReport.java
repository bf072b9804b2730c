package org.rialto.transport.dsn;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.EnhancedStatus;
import org.rialto.transport.Recipient;
import org.rialto.transport.outbound.Content;

/// What is to be told about one message. RFC 3464.
///
/// @param sender        whom to tell
/// @param envelopeId    ENVID, if the sender gave one
/// @param arrived       when the message came
/// @param subject       of the message, as its header has it (decoded); null when it has none
/// @param original      the message
/// @param returnContent what goes back of it
/// @param smtpUtf8      the sender's side knows internationalised mail: RFC 6533's forms are used
/// @param eightBit      the original has bytes over 127
public record DeliveryReport(SmtpAddress sender, @Nullable String envelopeId, Instant arrived,
        @Nullable String subject, List<Line> lines, Content original, Returned returnContent,
        boolean smtpUtf8, boolean eightBit) {

    public DeliveryReport { lines = List.copyOf(lines); }

    /// RFC 3464 §2.3.3.
    public enum Action {
        FAILED("failed"), DELAYED("delayed"), DELIVERED("delivered"), RELAYED("relayed"), EXPANDED(
                "expanded");

        private final String word;

        Action(String word) { this.word = word; }

        String word() { return word; }
    }

    /// How much of the message goes back.
    public enum Returned {
        FULL, HEADERS
    }

    /// One recipient.
    ///
    /// @param diagnostic a peer's reply when `replied`, else our own words
    /// @param remoteHost the peer; empty when none was reached
    /// @param retryUntil of a delayed one: when it fails for good
    public record Line(Recipient recipient, Action action, EnhancedStatus status,
            String diagnostic, String remoteHost, boolean replied, Instant lastAttempt,
            @Nullable Instant retryUntil) {}

    /// The worst that happened: it decides the subject.
    Action worst() {
        return lines.stream().map(Line::action).min(Enum::compareTo).orElse(Action.DELIVERED);
    }
}
