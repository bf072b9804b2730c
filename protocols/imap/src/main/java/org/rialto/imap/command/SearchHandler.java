package org.rialto.imap.command;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.SearchCommand;
import org.rialto.imap.wire.SearchReturn;

/// SEARCH and UID SEARCH. RFC 9051 §6.4.4; ESEARCH RFC 4731, SEARCHRES RFC 5182, MODSEQ RFC 7162.
public final class SearchHandler {
    private SearchHandler() {}

    public static Completion handle(ImapSession session, SearchCommand command)
            throws IOException {
        SelectedFolder folder = session.selected();
        Set<SearchReturn> returns = command.returns();
        if (returns == null && session.features().rev2()) {
            returns = EnumSet.of(SearchReturn.ALL);
        }
        if (returns != null && returns.contains(SearchReturn.SAVE)) {
            // What a failing search leaves behind is nothing (RFC 5182 §2.1).
            folder.saveResult(NumberSet.EMPTY);
        }
        SearchEvaluator evaluator = new SearchEvaluator(folder, session.server().blobs());
        int[] positions = evaluator.find(command.key());
        if (evaluator.namesModSeq()) {
            session.enableCondstore();
        }
        if (returns == null) {
            writeOld(session.out(), "SEARCH", folder.view(), positions, command.uid(),
                    evaluator.namesModSeq());
        } else {
            SearchResult result = new SearchResult(folder, positions, positions, command.uid(),
                    evaluator.namesModSeq());
            result.save(returns);
            result.write(session, returns);
        }
        return Completion.ok("SEARCH done");
    }

    /// `"SEARCH" *(SP nz-number) [SP "(" "MODSEQ" SP mod-sequence-value ")"]`, and SORT's likewise.
    static void writeOld(ImapWriter out, String name, MessageView view, int[] positions,
            boolean uid, boolean modSeq) throws IOException {
        out.untagged().text(name);
        long highest = 0;
        for (int position : positions) {
            out.put(' ').number(uid ? view.uid(position) : position + 1L);
            highest = Math.max(highest, view.changeNumber(position));
        }
        if (modSeq && positions.length > 0) {
            out.text(" (MODSEQ ").number(highest).put(')');
        }
        out.endLine();
    }
}
