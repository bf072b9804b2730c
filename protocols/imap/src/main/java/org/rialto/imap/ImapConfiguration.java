package org.rialto.imap;

import org.rialto.imap.wire.ImapLimits;

/// How IMAP is served. Times in milliseconds.
///
/// @param hostName            in the greeting
/// @param limits              what one command may hold
/// @param strangerTimeout     how long somebody may take to log in
/// @param idleTimeout         how long a logged-in client may be silent; RFC 9051 §5.4 asks for
///                            30 minutes or more
/// @param keepAliveInterval   how often an idling client is told that the server is still there
/// @param minimumRate         octets a second that a client must send of a message
public record ImapConfiguration(String hostName, ImapLimits limits, int strangerTimeout,
        int idleTimeout, int keepAliveInterval, int minimumRate) {

    public static ImapConfiguration forHost(String hostName) {
        return new ImapConfiguration(hostName, ImapLimits.DEFAULT, 60_000, 31 * 60_000, 120_000,
                128);
    }
}
