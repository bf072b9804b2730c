package org.rialto.smtp.wire;

import org.rialto.base.MalformedDataException;

/// A command as the client sent it. RFC 5321 §4.1, and the documents of the extensions named at
/// each record. `read` starts after the verb.
public sealed interface SmtpCommand
        permits EhloCommand, MailCommand, RcptCommand, BdatCommand, AuthCommand, SmtpCommand.Data,
        SmtpCommand.Rset, SmtpCommand.Noop, SmtpCommand.Quit, SmtpCommand.Help,
        SmtpCommand.StartTls, SmtpCommand.Vrfy, SmtpCommand.Expn {

    /// `"DATA" CRLF`.
    record Data() implements SmtpCommand {
        public static Data read(LineCursor cursor) {
            cursor.requireEnd();
            return new Data();
        }
    }

    /// `"RSET" CRLF`.
    record Rset() implements SmtpCommand {
        public static Rset read(LineCursor cursor) {
            cursor.requireEnd();
            return new Rset();
        }
    }

    /// `"NOOP" [ SP String ] CRLF`.
    record Noop() implements SmtpCommand {
        public static Noop read(LineCursor cursor) {
            cursor.rest();
            return new Noop();
        }
    }

    /// `"QUIT" CRLF`.
    record Quit() implements SmtpCommand {
        public static Quit read(LineCursor cursor) {
            cursor.requireEnd();
            return new Quit();
        }
    }

    /// `"HELP" [ SP String ] CRLF`.
    record Help() implements SmtpCommand {
        public static Help read(LineCursor cursor) {
            cursor.rest();
            return new Help();
        }
    }

    /// `"STARTTLS" CRLF`, RFC 3207 §4.
    record StartTls() implements SmtpCommand {
        public static StartTls read(LineCursor cursor) {
            cursor.requireEnd();
            return new StartTls();
        }
    }

    /// `"VRFY" SP String CRLF`.
    record Vrfy(String text) implements SmtpCommand {
        public static Vrfy read(LineCursor cursor) { return new Vrfy(argument(cursor)); }
    }

    /// `"EXPN" SP String CRLF`.
    record Expn(String text) implements SmtpCommand {
        public static Expn read(LineCursor cursor) { return new Expn(argument(cursor)); }
    }

    private static String argument(LineCursor cursor) {
        cursor.skipSpaces();
        String text = cursor.rest();
        if (text.isEmpty()) {
            throw new MalformedDataException("an argument is missing", cursor.position());
        }
        return text;
    }
}
