package org.rialto.smtp.command;

import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;

/// NOOP: nothing. RFC 5321 §4.1.1.9.
public final class NoopHandler {
    private NoopHandler() {}

    public static SmtpReply handle(SmtpCommand.Noop command, SmtpConnection session) {
        return SmtpReply.of(250, "2.0.0", "ok");
    }
}
