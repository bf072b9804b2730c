package org.rialto.transport;

import org.rialto.directory.SmtpAddress;

/// The door of this room: what a protocol that takes messages needs. A message is begun with its
/// envelope, its bytes are written, and commit makes it durable; from then on it is delivered,
/// relayed or reported to its sender, whatever happens.
public interface Transport {
    /// Answers MAIL: may this client send with this reverse path? An authenticated user may send as
    /// its own addresses and those it was granted; nobody else may use a user's address when the
    /// configuration says so. The envelope's recipients are not looked at.
    SenderVerdict verifySender(Envelope envelope);

    /// How many recipients the message's authenticated user may name, groups counting as one.
    int recipientLimit(Envelope envelope);

    /// Answers RCPT: would a message in this envelope reach this address? Looks at the envelope's
    /// sender, size and authenticated user, not at its recipients. Never expands a group further
    /// than it needs to know that it may be written to.
    ///
    /// @throws MailError.Unavailable when the directory cannot answer now
    RecipientVerdict verify(Envelope envelope, SmtpAddress recipient);

    /// Begins a message. Each call is matched by a commit or an abort (close aborts).
    ///
    /// @throws MailError.Unavailable when shutting down or short of disk
    /// @throws MailError.TooLarge    when the envelope's size is over the limit
    Intake begin(Envelope envelope);
}
