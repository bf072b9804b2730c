package org.rialto.smtp.wire;

/// RCPT: adds a recipient. RFC 5321 §4.1.1.3.
public record RcptCommand(SmtpPath recipient, SmtpParameters parameters) implements SmtpCommand {

    /// ```
    /// rcpt = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path )
    ///        [SP Rcpt-parameters] CRLF
    /// ```
    public static RcptCommand read(LineCursor cursor) {
        cursor.skipSpaces();
        if (!cursor.skipIgnoringCase("TO:")) {
            throw cursor.malformed("expected TO:<address>");
        }
        SmtpPath path = SmtpPath.read(cursor);
        if (path.address().isEmpty() && !path.postmaster()) {
            throw cursor.malformed("a recipient must not be empty");
        }
        return new RcptCommand(path, SmtpParameters.read(cursor));
    }
}
