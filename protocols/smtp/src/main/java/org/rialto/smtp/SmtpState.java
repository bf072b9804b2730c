package org.rialto.smtp;

import org.rialto.smtp.wire.EhloCommand;
import org.rialto.smtp.wire.LineEndings;

/// Where a conversation stands. RFC 5321 §4.1.4, RFC 3030 §2.
/// ```
///             EHLO, HELO             MAIL                BDAT
/// Connected ─────────────▶ Greeted ────────▶ Addressing ───────▶ Chunking ─┐ BDAT
///     ▲                     ▲  ▲ │            │ RCPT ▲│              │  ▲   │
///     │ STARTTLS            │  │ └ EHLO, RSET │      └┘              │  └───┘
///     └─────────────────────┘  │              │ DATA, RSET, EHLO     │ BDAT LAST, RSET, EHLO,
///                              └──────────────┴──────────────────────┘ a chunk that failed
///
/// any ── QUIT, a limit, a timeout, the end of the stream ──▶ Closed
/// ```
/// Who the client is authenticated as is the connection's, not the state's.
public sealed interface SmtpState {

    /// Nothing said yet, or TLS has just begun.
    record Connected() implements SmtpState {}

    /// Between messages.
    record Greeted(EhloCommand greeting) implements SmtpState {}

    /// MAIL was accepted; recipients are coming.
    record Addressing(EhloCommand greeting, Transaction transaction) implements SmtpState {}

    /// Some chunks of the message are here.
    record Chunking(EhloCommand greeting, Transaction transaction, IncomingMessage message,
            LineEndings lineEndings) implements SmtpState {}

    /// Nothing more is read.
    record Closed() implements SmtpState {}
}
