package org.rialto.imap.wire;

import java.io.IOException;
import java.util.List;

/// FETCH and UID FETCH. RFC 9051 §6.4.5; modifiers RFC 7162 §3.1.4.1 and §3.2.6:
///
/// ```
/// fetch           = "FETCH" SP sequence-set SP fetch-atts [SP fetch-modifiers]
/// fetch-modifiers = "(" fetch-modifier *(SP fetch-modifier) ")"
/// fetch-modifier  = "CHANGEDSINCE" SP mod-sequence-value / "VANISHED"
/// ```
///
/// @param changedSince -1 without the modifier
public record FetchCommand(boolean uid, SequenceSet set, List<FetchItem> items, long changedSince,
        boolean vanished) implements Command {
    public FetchCommand { items = List.copyOf(items); }

    public static FetchCommand read(ImapReader in) throws IOException { return read(in, false); }

    public static FetchCommand readUid(ImapReader in) throws IOException { return read(in, true); }

    private static FetchCommand read(ImapReader in, boolean uid) throws IOException {
        in.space();
        SequenceSet set = SequenceSet.read(in);
        in.space();
        List<FetchItem> items = FetchItem.readAll(in);
        long changedSince = -1;
        boolean vanished = false;
        if (in.trySkip(' ')) {
            in.skip('(');
            do {
                switch (in.keyword()) {
                    case "CHANGEDSINCE" -> {
                        in.space();
                        changedSince = in.number64();
                    }
                    case "VANISHED" -> vanished = true;
                    default -> throw in.syntax("no such modifier");
                }
            } while (in.trySkip(' '));
            in.skip(')');
        }
        if (vanished && (!uid || changedSince < 0)) {
            throw in.syntax("VANISHED goes with UID FETCH and CHANGEDSINCE");
        }
        return new FetchCommand(uid, set, items, changedSince, vanished);
    }
}
