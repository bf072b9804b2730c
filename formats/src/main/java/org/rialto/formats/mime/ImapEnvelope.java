package org.rialto.formats.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header of a message as IMAP's ENVELOPE shows it, RFC 9051 §7.5.2. All strings raw (one
/// character a byte), unfolded. `sender` and `replyTo` are what the header says; the accessors
/// with `OrFrom` give the default that ENVELOPE demands.
public record ImapEnvelope(@Nullable String date, @Nullable String subject, List<ImapAddress> from,
        List<ImapAddress> sender, List<ImapAddress> replyTo, List<ImapAddress> to,
        List<ImapAddress> cc, List<ImapAddress> bcc, @Nullable String inReplyTo,
        @Nullable String messageId) {
    public static final ImapEnvelope EMPTY = new ImapEnvelope(null, null, List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), null, null);

    public List<ImapAddress> senderOrFrom() { return sender.isEmpty() ? from : sender; }

    public List<ImapAddress> replyToOrFrom() { return replyTo.isEmpty() ? from : replyTo; }
}
