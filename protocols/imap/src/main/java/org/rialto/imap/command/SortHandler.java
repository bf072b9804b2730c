package org.rialto.imap.command;

import java.io.IOException;
import java.util.Set;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.SearchReturn;
import org.rialto.imap.wire.SortCommand;

/// SORT and UID SORT. RFC 5256; SORT=DISPLAY RFC 5957; ESORT RFC 5267 §3.
public final class SortHandler {
    private SortHandler() {}

    public static Completion handle(ImapSession session, SortCommand command) throws IOException {
        SelectedFolder folder = session.selected();
        Set<SearchReturn> returns = command.returns();
        if (returns != null && returns.contains(SearchReturn.SAVE)) {
            folder.saveResult(NumberSet.EMPTY);
        }
        SearchEvaluator evaluator = new SearchEvaluator(folder, session.server().blobs());
        int[] positions = evaluator.find(command.key());
        int[] ordered = MessageSorter.sort(folder, session.server().blobs(), positions,
                command.criteria());
        if (evaluator.namesModSeq()) {
            session.enableCondstore();
        }
        if (returns == null) {
            SearchHandler.writeOld(session.out(), "SORT", folder.view(), ordered, command.uid(),
                    evaluator.namesModSeq());
        } else {
            SearchResult result = new SearchResult(folder, positions, ordered, command.uid(),
                    evaluator.namesModSeq());
            result.save(returns);
            result.write(session, returns);
        }
        return Completion.ok("SORT done");
    }
}
