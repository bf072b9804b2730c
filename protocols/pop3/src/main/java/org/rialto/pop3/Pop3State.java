package org.rialto.pop3;

import org.rialto.directory.sasl.Login;

/// Where a session stands. RFC 1939 §4 to §6.
/// ```
///                 PASS, AUTH                     QUIT (deletes)
/// Authorization ──────────────▶ Transaction ───────────────────▶ Closed
///    ▲   │                          │                              ▲
///    └───┘ STLS, USER               └── timeout, end of stream ────┤
///    └────────── QUIT, a limit, a timeout, end of stream ──────────┘
/// ```
/// Only QUIT in Transaction deletes; any other end leaves the maildrop as it was.
public sealed interface Pop3State {

    /// Nobody has logged in.
    ///
    /// @param userName of USER, waiting for PASS; "" before
    record Authorization(String userName) implements Pop3State {}

    /// The maildrop is open and locked, as long as the log-in holds.
    record Transaction(Login login, Maildrop maildrop) implements Pop3State {}

    /// Nothing more is read.
    record Closed() implements Pop3State {}
}
