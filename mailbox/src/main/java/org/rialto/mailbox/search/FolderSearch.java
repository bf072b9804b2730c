package org.rialto.mailbox.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.rialto.extraction.TextExtractor;
import org.rialto.store.Blobs;
import org.rialto.store.Mailbox;
import org.rialto.store.MessagePart;
import org.rialto.store.MessageRow;
import org.rialto.store.search.TextHits;
import org.rialto.store.search.TextMatcher;
import org.rialto.store.search.TextQuery;

/// Finds messages of a folder by their text: by the index, and by reading the few that are not in
/// it yet, so that the answer is never stale.
public final class FolderSearch {
    private static final int BATCH = 64;
    private final MessageTexts texts;

    /// @param extractor reads the documents that are attached to what is not indexed yet
    public FolderSearch(Blobs blobs, TextExtractor extractor) {
        this.texts = new MessageTexts(blobs, extractor);
    }

    /// UIDs of the folder's messages that match, ascending. A query without any word, only
    /// punctuation, matches nothing.
    public int[] find(Mailbox mailbox, long folderId, TextQuery query) {
        TextMatcher matcher = new TextMatcher(query);
        if (!matcher.hasWords()) {
            return new int[0];
        }
        TextHits hits = mailbox.read(snapshot -> snapshot.searchText(folderId, query));
        int[] unindexed = hits.unindexedUids();
        if (unindexed.length == 0) {
            return hits.uids();
        }
        IntStream.Builder read = IntStream.builder();
        for (int from = 0; from < unindexed.length; from += BATCH) {
            int[] some = Arrays.copyOfRange(unindexed, from,
                    Math.min(unindexed.length, from + BATCH));
            List<MessageRow> rows = mailbox.read(snapshot -> snapshot.messages(folderId, some,
                    EnumSet.allOf(MessagePart.class)));
            rows.stream().filter(row -> matcher.matches(texts.of(mailbox, row)))
                    .forEach(row -> read.add(row.uid()));
        }
        return IntStream.concat(Arrays.stream(hits.uids()), read.build()).sorted().toArray();
    }
}
