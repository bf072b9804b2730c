package org.rialto.transport.submission;

/// Why a message is not sent. The text is for people.
public record Refusal(Reason reason, String text) {
    public enum Reason {
        /// It is no message that can be sent: associated, or in recoverable items.
        NOT_SENDABLE,
        /// It is on its way already.
        ALREADY_SUBMITTED, NO_RECIPIENTS, TOO_MANY_RECIPIENTS,
        /// Larger than the server or the user's limit allows.
        TOO_LARGE,
        /// The user may neither send as whom the message names, nor on their behalf.
        MAY_NOT_SEND_AS,
        /// The mailbox is so full that nothing may be sent.
        MAILBOX_FULL,
        /// The user has sent enough for today.
        ENOUGH_TODAY
    }

    /// Thrown inside of this package only; what it offers answers with the refusal.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Refused(Reason reason, String text) {
            super(text, null, false, false);
            this.refusal = new Refusal(reason, text);
        }

        Refusal refusal() { return refusal; }
    }
}
