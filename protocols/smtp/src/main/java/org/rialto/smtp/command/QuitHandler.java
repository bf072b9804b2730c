package org.rialto.smtp.command;

import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpState;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;

/// QUIT: the end. RFC 5321 §4.1.1.10.
public final class QuitHandler {
    private QuitHandler() {}

    public static SmtpReply handle(SmtpCommand.Quit command, SmtpConnection session) {
        session.become(new SmtpState.Closed());
        return SmtpReply.of(221, "2.0.0", session.configuration().hostName() + " says goodbye");
    }
}
