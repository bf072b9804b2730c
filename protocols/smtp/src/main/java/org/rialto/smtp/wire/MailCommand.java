package org.rialto.smtp.wire;

/// MAIL: begins a transaction. RFC 5321 §4.1.1.2; what the parameters mean is the handler's.
public record MailCommand(SmtpPath reversePath, SmtpParameters parameters) implements SmtpCommand {

    /// `mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF`
    public static MailCommand read(LineCursor cursor) {
        cursor.skipSpaces();
        if (!cursor.skipIgnoringCase("FROM:")) {
            throw cursor.malformed("expected FROM:<address>");
        }
        SmtpPath path = SmtpPath.read(cursor);
        return new MailCommand(path, SmtpParameters.read(cursor));
    }
}
