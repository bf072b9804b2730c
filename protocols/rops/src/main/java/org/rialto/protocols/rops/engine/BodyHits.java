package org.rialto.protocols.rops.engine;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.store.Mailbox;
import org.rialto.store.MessageRow;
import org.rialto.store.search.TextField;
import org.rialto.store.search.TextQuery;

/// What the full-text index says of restrictions on plain text bodies that no property has, so that
/// messages need not be opened. As in search folders, the index has the last word where letter case
/// does not matter; else it says only which messages cannot satisfy the restriction.
final class BodyHits {
    /// A table has had so many restrictions: the oldest results are of no use any more.
    private static final int MOST_KEPT = 16;
    private static final int PART = 0x3;

    /// @param texts null where the text has no word that could be looked for
    /// @param lastNumber of the mailbox: later texts are not among them
    private record Hits(long @Nullable [] texts, long lastNumber) {}

    private final Mailbox mailbox;
    private final Map<Restriction.Content, Hits> found = new HashMap<>();

    BodyHits(Mailbox mailbox) { this.mailbox = mailbox; }

    /// Null where the body itself must tell.
    @Nullable
    Boolean satisfies(Restriction.Content content, MessageRow row) {
        if (content.tag().id() != PropertyTags.PidTagBody.id() || row.textId() == 0
                || !(content.value().value() instanceof String text)) {
            return null;
        }
        Hits hits = found.get(content);
        if (hits == null || hits.lastNumber() < row.textId()) {
            hits = search(text);
            if (found.size() >= MOST_KEPT) {
                found.clear();
            }
            found.put(content, hits);
        }
        if (hits.texts() == null) {
            return null;
        }
        if (Arrays.binarySearch(hits.texts(), row.textId()) < 0) {
            return false;
        }
        boolean exactly = !content.fuzzyLevel().ignoresCase()
                || (content.fuzzyLevel().low() & PART) != FuzzyLevel.SUBSTRING;
        return exactly ? null : Boolean.TRUE;
    }

    private Hits search(String text) {
        TextQuery query = new TextQuery(text, TextQuery.Match.SUBSTRING,
                EnumSet.of(TextField.BODY));
        return mailbox.read(snapshot -> new Hits(snapshot.matchingTexts(query).orElse(null),
                snapshot.lastNumber()));
    }
}
