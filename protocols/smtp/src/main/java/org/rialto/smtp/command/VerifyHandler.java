package org.rialto.smtp.command;

import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;

/// VRFY and EXPN: nobody is told who exists here, nor who is in a group. RFC 5321 §3.5.3.
public final class VerifyHandler {
    private VerifyHandler() {}

    public static SmtpReply handleVrfy(SmtpCommand.Vrfy command, SmtpConnection session) {
        return SmtpReply.of(252, "2.0.0", "not told; mail is accepted or refused at RCPT");
    }

    public static SmtpReply handleExpn(SmtpCommand.Expn command, SmtpConnection session) {
        return SmtpReply.of(252, "2.0.0", "not told; mail is accepted or refused at RCPT");
    }
}
