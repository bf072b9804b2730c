package org.rialto.autodiscover;

/// A protocol of plain mail programs and where it listens.
///
/// @param implicitTls else STARTTLS
public record MailService(Kind kind, int port, boolean implicitTls) {
    public enum Kind {
        IMAP, POP3, SMTP
    }
}
