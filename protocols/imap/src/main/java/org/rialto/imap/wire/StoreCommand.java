package org.rialto.imap.wire;

import java.io.IOException;

/// STORE and UID STORE. RFC 9051 §6.4.6; UNCHANGEDSINCE RFC 7162 §3.1.3:
///
/// ```
/// store           = "STORE" SP sequence-set [SP "(" "UNCHANGEDSINCE" SP mod-sequence-valzer ")"]
///                   SP store-att-flags
/// store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))
/// ```
///
/// @param unchangedSince -1 without the modifier
public record StoreCommand(boolean uid, SequenceSet set, long unchangedSince, Mode mode,
        boolean silent, FlagList flags) implements Command {
    /// What becomes of the flags named.
    public enum Mode {
        REPLACE, ADD, REMOVE
    }

    public static StoreCommand read(ImapReader in) throws IOException { return read(in, false); }

    public static StoreCommand readUid(ImapReader in) throws IOException { return read(in, true); }

    private static StoreCommand read(ImapReader in, boolean uid) {
        in.space();
        SequenceSet set = SequenceSet.read(in);
        in.space();
        long unchangedSince = -1;
        if (in.trySkip('(')) {
            if (!in.trySkipWord("UNCHANGEDSINCE")) {
                throw in.syntax("no such modifier");
            }
            in.space();
            unchangedSince = in.number64();
            in.skip(')');
            in.space();
        }
        Mode mode = in.trySkip('+') ? Mode.ADD : in.trySkip('-') ? Mode.REMOVE : Mode.REPLACE;
        boolean silent = switch (in.keyword()) {
            case "FLAGS" -> false;
            case "FLAGS.SILENT" -> true;
            default -> throw in.syntax("expected FLAGS");
        };
        in.space();
        FlagList flags = in.peek() == '(' ? FlagList.read(in) : FlagList.readFlags(in);
        return new StoreCommand(uid, set, unchangedSince, mode, silent, flags);
    }
}
