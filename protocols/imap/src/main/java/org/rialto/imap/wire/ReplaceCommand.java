package org.rialto.imap.wire;

import java.io.IOException;

/// REPLACE and UID REPLACE: append and expunge in one. RFC 8508 §3:
/// `replace = "REPLACE" SP seq-number SP mailbox append-message`. The message is read by the
/// handler as with [AppendCommand].
///
/// @param number a message number, or with `uid` a unique identifier; 0 for `*`
public record ReplaceCommand(boolean uid, long number, String mailbox) implements Command {

    public static ReplaceCommand read(ImapReader in) throws IOException { return read(in, false); }

    public static ReplaceCommand readUid(ImapReader in) throws IOException {
        return read(in, true);
    }

    private static ReplaceCommand read(ImapReader in, boolean uid) throws IOException {
        in.space();
        long number = in.trySkip('*') ? 0 : in.nonZeroNumber();
        in.space();
        return new ReplaceCommand(uid, number, in.mailbox());
    }
}
