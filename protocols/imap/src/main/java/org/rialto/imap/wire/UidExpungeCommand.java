package org.rialto.imap.wire;

/// UID EXPUNGE. RFC 4315 §2.1: `uid-expunge = "UID" SP "EXPUNGE" SP sequence-set`.
public record UidExpungeCommand(SequenceSet uids) implements Command {

    public static UidExpungeCommand read(ImapReader in) {
        in.space();
        return new UidExpungeCommand(SequenceSet.read(in));
    }
}
