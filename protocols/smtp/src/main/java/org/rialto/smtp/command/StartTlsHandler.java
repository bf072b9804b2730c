package org.rialto.smtp.command;

import java.io.IOException;
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpState;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;

/// STARTTLS: goes on inside TLS, with everything said so far forgotten. RFC 3207 §4. Commands that
/// were sent in the clear behind it end the connection: they might be somebody else's.
public final class StartTlsHandler {
    private StartTlsHandler() {}

    public static SmtpReply handle(SmtpCommand.StartTls command, SmtpConnection session)
            throws IOException {
        if (session.connection().isSecure()) {
            return SmtpReply.of(503, "5.5.1", "TLS is on already");
        }
        if (!session.connection().canStartTls()) {
            return SmtpReply.of(502, "5.5.1", "TLS is not available");
        }
        if (session.connection().hasBufferedInput()) {
            session.become(new SmtpState.Closed());
            return SmtpReply.of(421, "4.7.0", "commands behind STARTTLS are not accepted");
        }
        session.write(SmtpReply.of(220, "2.0.0", "begin TLS"));
        session.connection().startTls();
        session.authenticate(null);
        session.become(new SmtpState.Connected());
        return SmtpReply.NONE;
    }
}
