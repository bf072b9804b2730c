package org.rialto.smtp;

/// Every limit of an SMTP listener. RFC 5321 §4.5.3.
///
/// @param messageOctets          largest message, also announced by SIZE
/// @param headerOctets           largest header section
/// @param recipients             most recipients of a message
/// @param messages               most messages of a connection; 0 is no limit
/// @param errors                 refused commands before the connection is ended
/// @param refusedRecipients      refused recipients, which are counted apart, likewise
/// @param idleCommands           commands in a row that bring no message forward, likewise
/// @param receivedFields         most `Received` fields; more is a loop
/// @param commandLineOctets      longest command line with its CRLF, at most 16,000
/// @param idleTimeoutMillis      longest silence
/// @param commandTimeoutMillis   longest time from a command line's first byte to its last
/// @param dataTimeoutMillis      longest time for the data of a message, or for a chunk
/// @param dataBytesPerSecond     slowest average rate for message data, after the grace
/// @param dataGraceMillis        how long the rate is not yet looked at
public record SmtpLimits(long messageOctets, int headerOctets, int recipients, int messages,
        int errors, int refusedRecipients, int idleCommands, int receivedFields,
        int commandLineOctets,
        int idleTimeoutMillis, int commandTimeoutMillis, int dataTimeoutMillis,
        int dataBytesPerSecond, int dataGraceMillis) {

    public static final SmtpLimits DEFAULT = new SmtpLimits(150L << 20, 1 << 20, 1000, 0, 20, 200,
            200, 50, 12_288 + 2, 300_000, 60_000, 3_600_000, 500, 60_000);

    public SmtpLimits {
        if (commandLineOctets < 512 || commandLineOctets > 16_000) {
            throw new IllegalArgumentException("commandLineOctets must be 512 to 16000");
        }
    }
}
