package org.rialto.imap.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// SELECT and EXAMINE. RFC 9051 §6.3.2, §6.3.3; parameters of RFC 7162 §3.1.8 and §3.2.5:
///
/// ```
/// select        = "SELECT" SP mailbox [select-params]
/// select-param  = "CONDSTORE" /
///                 "QRESYNC" SP "(" uidvalidity SP mod-sequence-value [SP known-uids]
///                 [SP seq-match-data] ")"
/// ```
///
/// @param resynchronize what the client remembers of the mailbox; null without QRESYNC
public record SelectCommand(String mailbox, boolean readOnly, boolean condstore,
        @Nullable Resynchronize resynchronize) implements Command {

    /// @param knownUids       which messages the client remembers; null for all
    /// @param matchSequence   numbers at which `matchUids` stood; null when not given
    public record Resynchronize(long uidValidity, long modSeq, @Nullable SequenceSet knownUids,
            @Nullable SequenceSet matchSequence, @Nullable SequenceSet matchUids) {}

    public static SelectCommand read(ImapReader in) throws IOException { return read(in, false); }

    public static SelectCommand readExamine(ImapReader in) throws IOException {
        return read(in, true);
    }

    private static SelectCommand read(ImapReader in, boolean readOnly) throws IOException {
        in.space();
        String mailbox = in.mailbox();
        boolean condstore = false;
        Resynchronize resynchronize = null;
        if (in.trySkip(' ')) {
            in.skip('(');
            do {
                switch (in.keyword()) {
                    case "CONDSTORE" -> condstore = true;
                    case "QRESYNC" -> resynchronize = readResynchronize(in);
                    default -> throw in.syntax("no such parameter");
                }
            } while (in.trySkip(' '));
            in.skip(')');
        }
        return new SelectCommand(mailbox, readOnly, condstore, resynchronize);
    }

    private static Resynchronize readResynchronize(ImapReader in) {
        in.space();
        in.skip('(');
        long uidValidity = in.nonZeroNumber();
        in.space();
        long modSeq = in.number64();
        SequenceSet known = null;
        SequenceSet matchSequence = null;
        SequenceSet matchUids = null;
        if (in.trySkip(' ') && in.peek() != '(') {
            known = knownSet(in);
            in.trySkip(' ');
        }
        if (in.trySkip('(')) {
            matchSequence = knownSet(in);
            in.space();
            matchUids = knownSet(in);
            in.skip(')');
        }
        in.skip(')');
        return new Resynchronize(uidValidity, modSeq, known, matchSequence, matchUids);
    }

    /// `known-uids = sequence-set` without `*`.
    private static SequenceSet knownSet(ImapReader in) {
        SequenceSet set = SequenceSet.read(in);
        if (set.hasStar() || set.isSavedResult()) {
            throw in.syntax("known identifiers are written out");
        }
        return set;
    }
}
