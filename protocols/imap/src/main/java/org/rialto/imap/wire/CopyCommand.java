package org.rialto.imap.wire;

import java.io.IOException;

/// COPY and MOVE with their UID forms. RFC 9051 §6.4.7, §6.4.8:
/// `copy = "COPY" SP sequence-set SP mailbox`.
public record CopyCommand(boolean uid, boolean move, SequenceSet set,
        String mailbox) implements Command {

    public static CopyCommand readCopy(ImapReader in) throws IOException {
        return read(in, false, false);
    }

    public static CopyCommand readUidCopy(ImapReader in) throws IOException {
        return read(in, true, false);
    }

    public static CopyCommand readMove(ImapReader in) throws IOException {
        return read(in, false, true);
    }

    public static CopyCommand readUidMove(ImapReader in) throws IOException {
        return read(in, true, true);
    }

    private static CopyCommand read(ImapReader in, boolean uid, boolean move) throws IOException {
        in.space();
        SequenceSet set = SequenceSet.read(in);
        in.space();
        return new CopyCommand(uid, move, set, in.mailbox());
    }
}
