package org.rialto.smtp;

/// What a listener is for.
public enum SmtpRole {
    /// Port 25: anyone may bring mail for this organisation; RFC 5321.
    RECEIVING,
    /// Ports 587 (STARTTLS) and 465 (implicit TLS): users hand in their mail; RFC 6409, RFC 8314.
    SUBMISSION
}
