package org.rialto.pop3;

/// Every limit of a POP3 listener.
///
/// @param commandLineOctets    longest command line with its CRLF; RFC 2449 §4 asks for 255, SASL
///                             responses are longer
/// @param errors               refused commands before the connection is ended
/// @param idleTimeoutMillis    longest silence; at least 10 minutes by RFC 1939 §3
/// @param loginTimeoutMillis   longest time until the log-in
/// @param commandTimeoutMillis longest time from a command line's first byte to its last
public record Pop3Limits(int commandLineOctets, int errors, int idleTimeoutMillis,
        int loginTimeoutMillis, int commandTimeoutMillis) {
    public static final Pop3Limits DEFAULT = new Pop3Limits(12_288, 20, 600_000, 120_000, 60_000);
}
