package org.rialto.transport.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.transport.Envelope.ReturnContent;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.MessageTraits;
import org.rialto.transport.Recipient;

/// A message on its way to one destination, with the recipients there.
///
/// @param sender     null is `<>`
/// @param requireTls RFC 8689: only over verified TLS, only to peers that promise the same
public record OutboundMessage(String queueId, @Nullable SmtpAddress sender,
        List<Recipient> recipients, @Nullable ReturnContent returnContent,
        @Nullable String envelopeId, boolean requireTls, MessageTraits traits, Content content) {

    public OutboundMessage { recipients = List.copyOf(recipients); }

    OutboundMessage with(MessageTraits otherTraits, Content otherContent) {
        return new OutboundMessage(queueId, sender, recipients, returnContent, envelopeId,
                requireTls, otherTraits, otherContent);
    }
}
