package org.rialto.imap.wire;

/// What one client may make the reader hold. Each limit has the same name in the configuration.
///
/// @param maxLineBytes     one line, without its literals (RFC 7162 §4 asks for 8,192 or more)
/// @param maxCommandBytes  one command with its buffered literals; not the messages of APPEND
/// @param maxLiteralBytes  one literal that is kept in memory (names, passwords, search text)
/// @param maxDiscardBytes  a refused non-synchronizing literal up to this size is read and thrown
///                         away; a larger one ends the connection
/// @param maxNesting       parentheses, NOT and OR within one another
/// @param maxListItems     members of one parenthesised list, and search keys of one command
/// @param maxMessageBytes  one message of APPEND; announced as APPENDLIMIT
public record ImapLimits(int maxLineBytes, int maxCommandBytes, int maxLiteralBytes,
        int maxDiscardBytes, int maxNesting, int maxListItems, long maxMessageBytes) {

    public static final ImapLimits DEFAULT = new ImapLimits(64 << 10, 256 << 10, 64 << 10, 1 << 20,
            32, 2_000, 150L << 20);

    /// The same for a stranger: nobody needs a long command to log in. Access tokens are longer
    /// than passwords, though.
    public ImapLimits beforeAuthentication() {
        return new ImapLimits(Math.min(maxLineBytes, 16 << 10), Math.min(maxCommandBytes, 32 << 10),
                Math.min(maxLiteralBytes, 16 << 10), Math.min(maxDiscardBytes, 16 << 10),
                maxNesting, Math.min(maxListItems, 64), 0);
    }
}
