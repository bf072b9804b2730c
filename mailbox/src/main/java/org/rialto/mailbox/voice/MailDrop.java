package org.rialto.mailbox.voice;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// The way that mail takes into mailboxes, with rules, quotas and journal: the transport, which this
/// room does not know.
@FunctionalInterface
public interface MailDrop {
    /// A whole message, header and body, with CR LF.
    @FunctionalInterface
    interface Message {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Hands a message over, once: under a name that was handed over before, nothing happens. When
    /// this returns, it is on disk.
    ///
    /// @param name of what is handed over, the same after a crash
    /// @param sender whom failures are told; null for nobody
    /// @throws IOException what the message's bytes come from fails
    /// @throws org.rialto.mapi.MailError.Quota the mailbox takes no more
    void drop(String name, @Nullable SmtpAddress sender, SmtpAddress recipient, Message message)
            throws IOException;
}
