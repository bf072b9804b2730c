package org.rialto.mailbox.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// A message that a rule sends; the transport takes it together with the delivery that it is of.
///
/// @param sender the reverse path; null is `<>`, so that nobody answers an automatic answer
/// @param author in whose name: the owner of the mailbox
/// @param asItCame whether it is the delivered message's own bytes
/// @param reply to be sent only once to this sender; null: each time
public record Outgoing(Kind kind, @Nullable SmtpAddress sender, SmtpAddress author,
        List<SmtpAddress> recipients, boolean asItCame, Content content, @Nullable Reply reply) {
    public Outgoing { recipients = List.copyOf(recipients); }

    /// What it is, which the mailboxes here that get it are told.
    public enum Kind {
        REPLY, OUT_OF_OFFICE, FORWARD, DELEGATE
    }

    /// Its MIME.
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /// An answer of a rule that keeps a history. MS-OXORULE §3.2.5.1.1.
    public record Reply(long folderId, long ruleId, String sender) {}
}
