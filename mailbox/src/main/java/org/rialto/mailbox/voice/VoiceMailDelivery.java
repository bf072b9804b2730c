package org.rialto.mailbox.voice;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;
import org.rialto.items.voice.VoiceMessage;
import org.rialto.items.voice.VoiceMessageWriter;

/// Puts what a call left into a mailbox, as mail comes into it: rules, quotas and journal apply.
public final class VoiceMailDelivery {
    private final MailDrop drop;
    private final VoiceMessageWriter writer;

    /// @param service the address that stands for the server as a sender
    public VoiceMailDelivery(MailDrop drop, SmtpAddress service) {
        this.drop = drop;
        this.writer = new VoiceMessageWriter(service.toString());
    }

    /// Delivers; durable when this returns. The same message may be handed in again after a crash:
    /// under the same Message-ID it is delivered once.
    ///
    /// @throws IOException a recording cannot be read
    /// @throws org.rialto.mapi.MailError.NotFound the recipient is nobody here
    /// @throws org.rialto.mapi.MailError.Quota the mailbox takes no more
    public void deliver(VoiceMessage message) throws IOException {
        @Nullable
        SmtpAddress caller = message.caller().address().isEmpty()
                ? null
                : SmtpAddress.parseOrNull(message.caller().address());
        drop.drop(message.messageId(), caller, SmtpAddress.parse(message.to().address()),
                out -> writer.write(message, out));
    }
}
