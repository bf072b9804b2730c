package org.rialto.imap.command;

import java.io.IOException;
import java.util.Set;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.SearchReturn;

/// The answer of an extended search or sort: `esearch-response` of RFC 9051 §7.3.4.
///
/// @param ascending the positions found, ascending
/// @param ordered   the same in the order of the answer
record SearchResult(SelectedFolder folder, int[] ascending, int[] ordered, boolean uid,
        boolean modSeq) {

    /// Keeps what `$` means from now on: with MIN or MAX alone only those (RFC 5182 §2.4).
    void save(Set<SearchReturn> returns) {
        if (!returns.contains(SearchReturn.SAVE)) {
            return;
        }
        boolean all = returns.contains(SearchReturn.ALL) || returns.contains(SearchReturn.COUNT)
                || !returns.contains(SearchReturn.MIN) && !returns.contains(SearchReturn.MAX);
        if (all || ordered.length == 0) {
            folder.saveResult(folder.numbers(ascending, true));
            return;
        }
        boolean both = returns.contains(SearchReturn.MIN) && returns.contains(SearchReturn.MAX);
        int first = ordered[0];
        int last = ordered[ordered.length - 1];
        int[] kept = both && first != last
                ? new int[]{first, last}
                : new int[]{returns.contains(SearchReturn.MIN) ? first : last};
        folder.saveResult(folder.numbers(kept, true));
    }

    void write(ImapSession session, Set<SearchReturn> returns) throws IOException {
        if (returns.size() == 1 && returns.contains(SearchReturn.SAVE)) {
            return;
        }
        ImapWriter out = session.out();
        out.untagged().text("ESEARCH (TAG ").string(session.tag()).put(')');
        if (uid) {
            out.text(" UID");
        }
        boolean any = ordered.length > 0;
        long highest = 0;
        if (returns.contains(SearchReturn.MIN) && any) {
            out.text(" MIN ").number(number(ordered[0]));
            highest = folder.view().changeNumber(ordered[0]);
        }
        if (returns.contains(SearchReturn.MAX) && any) {
            int last = ordered[ordered.length - 1];
            out.text(" MAX ").number(number(last));
            highest = Math.max(highest, folder.view().changeNumber(last));
        }
        if (returns.contains(SearchReturn.ALL) && any) {
            out.text(" ALL ");
            writeAll(out);
        }
        if (returns.contains(SearchReturn.COUNT)) {
            out.text(" COUNT ").number(ordered.length);
        }
        if (modSeq && any) {
            boolean whole = returns.contains(SearchReturn.ALL)
                    || returns.contains(SearchReturn.COUNT);
            out.text(" MODSEQ ").number(whole ? highest() : highest);
        }
        out.endLine();
    }

    private long highest() {
        long highest = 0;
        for (int position : ordered) {
            highest = Math.max(highest, folder.view().changeNumber(position));
        }
        return highest;
    }

    private long number(int position) {
        MessageView view = folder.view();
        return uid ? view.uid(position) : position + 1L;
    }

    private void writeAll(ImapWriter out) throws IOException {
        if (ordered == ascending) {
            NumberSet numbers = folder.numbers(ascending, uid);
            out.numbers(numbers);
            return;
        }
        for (int i = 0; i < ordered.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            out.number(number(ordered[i]));
        }
    }
}
