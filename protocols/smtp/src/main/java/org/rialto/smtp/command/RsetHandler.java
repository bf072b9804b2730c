package org.rialto.smtp.command;

import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;

/// RSET: forgets the message begun. RFC 5321 §4.1.1.5.
public final class RsetHandler {
    private RsetHandler() {}

    public static SmtpReply handle(SmtpCommand.Rset command, SmtpConnection session) {
        session.reset();
        return SmtpReply.of(250, "2.0.0", "reset");
    }
}
