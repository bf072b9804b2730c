package org.rialto.imap.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.FlagNames;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.StoreCommand;
import org.rialto.store.Change;
import org.rialto.store.FlagChange;
import org.rialto.store.MessageFlags;

/// STORE and UID STORE. RFC 9051 §6.4.6; UNCHANGEDSINCE RFC 7162 §3.1.3.
public final class StoreHandler {
    private StoreHandler() {}

    public static Completion handle(ImapSession session, StoreCommand command) throws IOException {
        if (command.unchangedSince() >= 0) {
            session.enableCondstore();
        }
        SelectedFolder folder = session.selected();
        folder.requireWritable();
        int[] positions = folder.positions(command.set(), command.uid());
        int[] uids = folder.view().uidsAt(positions);
        if (positions.length == 0) {
            return Completion.ok("Nothing to store");
        }
        FlagChange flagChange = flagChange(command, folder.allowsDeleting());
        Change.FlagsChanged changed = folder.mailbox().changeFlags(folder.folderId(), uids,
                flagChange);
        tell(session, command, changed.uids());
        if (changed.modifiedUids().length > 0) {
            return Completion.ok(ResponseCode.modified(
                    modified(folder.view(), changed.modifiedUids(), command.uid())),
                    "Some messages were changed meanwhile");
        }
        if (changed.uids().length < positions.length) {
            throw Refusal.no(ResponseCode.EXPUNGEISSUED, "Some messages exist no longer");
        }
        return Completion.ok("STORE done");
    }

    /// Flags that the user may not change are left out, as long as others remain (RFC 4314 §4).
    private static FlagChange flagChange(StoreCommand command, boolean mayDelete) {
        int allowed = mayDelete
                ? FlagNames.ALL_BITS
                : FlagNames.ALL_BITS & ~MessageFlags.MARKED_DELETED;
        int asked = FlagNames.bits(command.flags());
        int bits = asked & allowed;
        Set<String> keywords = FlagNames.keywords(command.flags());
        if (bits != asked && bits == 0 && keywords.isEmpty()) {
            throw Refusal.no(ResponseCode.NOPERM, "You may not delete messages here");
        }
        long unchangedSince = command.unchangedSince() < 0
                ? Long.MAX_VALUE
                : command.unchangedSince();
        return switch (command.mode()) {
            case REPLACE -> new FlagChange(bits, allowed, keywords, Set.of(), true,
                    unchangedSince);
            case ADD -> new FlagChange(bits, 0, keywords, Set.of(), false, unchangedSince);
            case REMOVE -> new FlagChange(0, bits, Set.of(), keywords, false, unchangedSince);
        };
    }

    /// Tells what others changed, then the new flags of the messages named: all of them, or with
    /// .SILENT only their mod-sequences, which RFC 7162 §3.1.3 wants told even so.
    private static void tell(ImapSession session, StoreCommand command, int[] storedUids)
            throws IOException {
        SelectedFolder folder = session.selected();
        int[] stored = storedUids.clone();
        Arrays.sort(stored);
        folder.update(session.out(), true, false, ascending(stored));
        MessageView view = folder.view();
        if (command.silent() && !session.features().condstore()) {
            return;
        }
        for (int uid : stored) {
            int position = view.position(uid);
            if (position < 0) {
                continue;
            }
            if (!command.silent()) {
                folder.writeFlags(session.out(), position,
                        command.uid() || session.features().qresync());
            } else {
                session.out().untagged().number(position + 1).text(" FETCH (UID ").number(uid)
                        .text(" MODSEQ (").number(view.changeNumber(position)).text("))")
                        .endLine();
            }
        }
    }

    /// Whether a number is among these, for one that is asked about ascending numbers.
    private static IntPredicate ascending(int[] sorted) {
        return new IntPredicate() {
            private int next;

            @Override
            public boolean test(int number) {
                while (next < sorted.length && sorted[next] < number) {
                    next++;
                }
                return next < sorted.length && sorted[next] == number;
            }
        };
    }

    private static NumberSet modified(MessageView view, int[] uids, boolean uid) {
        int[] sorted = uids.clone();
        Arrays.sort(sorted);
        NumberSet.Builder numbers = new NumberSet.Builder();
        for (int modified : sorted) {
            int position = view.position(modified);
            if (uid) {
                numbers.add(modified);
            } else if (position >= 0) {
                numbers.add(position + 1L);
            }
        }
        return numbers.build();
    }
}
