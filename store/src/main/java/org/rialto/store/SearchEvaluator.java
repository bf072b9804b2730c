package org.rialto.store;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.rialto.database.UncheckedSqlException;
import org.rialto.mapi.FuzzyLevel;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.Restriction;
import org.rialto.store.search.TextField;
import org.rialto.store.search.TextHits;
import org.rialto.store.search.TextQuery;
import org.rialto.store.search.Words;

/// Whether messages of one folder satisfy a restriction. What a restriction says of a body that is
/// not stored as a property (it is in the message's MIME), the full-text index answers; of a
/// message that is not indexed yet nobody can tell, unless the rest decides.
final class SearchEvaluator {
    enum Outcome {
        MATCH, NO_MATCH, PENDING
    }

    private static final Restriction TRUE = Restriction.and();
    private static final Restriction FALSE = Restriction.or();
    private static final Set<Integer> BODIES = Set.of(PropertyTags.PidTagBody.id(),
            PropertyTags.PidTagHtml.id());
    private static final Set<Integer> SUBJECTS = Set.of(PropertyTags.PidTagSubject.id(),
            PropertyTags.PidTagNormalizedSubject.id());

    private final SqlSnapshot snapshot;
    private final long folderId;
    private final Restriction restriction;
    private final ObjectIds ids;
    private final Map<Restriction.Content, int[]> found = new HashMap<>();

    SearchEvaluator(SqlSnapshot snapshot, long folderId, Restriction restriction) {
        this.snapshot = snapshot;
        this.folderId = folderId;
        this.restriction = restriction;
        this.ids = new ObjectIds(snapshot.info());
    }

    /// @param row read with its properties
    Outcome evaluate(MessageRow row) {
        MessageValues values = new MessageValues(ids, row,
                () -> UncheckedSqlException.of(() -> snapshot.messages.content(row.messageId())));
        boolean most = substitute(restriction, row, true, 0).matches(values);
        boolean least = row.textId() != 0
                ? most
                : substitute(restriction, row, false, 0).matches(values);
        if (most == least) {
            return most ? Outcome.MATCH : Outcome.NO_MATCH;
        }
        return Outcome.PENDING;
    }

    /// The restriction with what the index says of the row in place of what it asks of bodies.
    private Restriction substitute(Restriction some, MessageRow row, boolean unknown, int depth) {
        if (depth > Restriction.DEEPEST) {
            throw new MailError.Invalid("the restriction is nested too deep");
        }
        return switch (some) {
            case Restriction.And and -> new Restriction.And(and.restrictions().stream()
                    .map(each -> substitute(each, row, unknown, depth + 1)).toList());
            case Restriction.Or or -> new Restriction.Or(or.restrictions().stream()
                    .map(each -> substitute(each, row, unknown, depth + 1)).toList());
            case Restriction.Not not ->
                new Restriction.Not(substitute(not.restriction(), row, !unknown, depth + 1));
            case Restriction.Count count ->
                substitute(count.restriction(), row, unknown, depth + 1);
            case Restriction.Comment comment -> comment.restriction() == null
                    ? TRUE
                    : substitute(comment.restriction(), row, unknown, depth + 1);
            case Restriction.Content content -> ofBody(content, row, unknown);
            case Restriction.Property property -> property;
            case Restriction.CompareProperties compare -> compare;
            case Restriction.BitMask mask -> mask;
            case Restriction.Size size -> size;
            case Restriction.Exist exist -> exist;
            case Restriction.SubObject subObject -> subObject;
        };
    }

    private Restriction ofBody(Restriction.Content content, MessageRow row, boolean unknown) {
        byte[] properties = row.encodedProperties();
        boolean asksForText = BODIES.contains(content.tag().id())
                && content.value().value() instanceof String;
        if (!asksForText
                || properties != null && PropertyBag.find(properties, content.tag()) != null) {
            return content;
        }
        if (row.textId() == 0) {
            return unknown ? TRUE : FALSE;
        }
        return Arrays.binarySearch(hits(content), row.uid()) >= 0 ? TRUE : FALSE;
    }

    private int[] hits(Restriction.Content content) {
        return found.computeIfAbsent(content, _ -> {
            boolean prefix = (content.fuzzyLevel().low() & 3) == FuzzyLevel.PREFIX;
            return UncheckedSqlException.of(() -> search(content,
                    prefix ? TextQuery.Match.PREFIX : TextQuery.Match.SUBSTRING,
                    EnumSet.of(TextField.BODY))).uids();
        });
    }

    private TextHits search(Restriction.Content content, TextQuery.Match match,
            Set<TextField> fields) throws SQLException {
        String text = content.value().value().toString();
        return new TextRows(snapshot.sql, snapshot.mailboxId).search(folderId,
                new TextQuery(text, match, fields));
    }

    /// UIDs, ascending, outside of which nothing in the folder can match, where the index knows.
    Optional<int[]> candidates() throws SQLException {
        List<Restriction> all = restriction instanceof Restriction.And and
                ? and.restrictions()
                : List.of(restriction);
        for (Restriction each : all) {
            if (each instanceof Restriction.Content content
                    && content.value().value() instanceof String text
                    && !Words.of(text, 1).isEmpty()) {
                boolean body = content.tag().id() == PropertyTags.PidTagBody.id();
                if (body || SUBJECTS.contains(content.tag().id())) {
                    TextHits hits = search(content, TextQuery.Match.SUBSTRING,
                            EnumSet.of(body ? TextField.BODY : TextField.SUBJECT));
                    return Optional.of(IntStream.concat(Arrays.stream(hits.uids()),
                            Arrays.stream(hits.unindexedUids())).sorted().toArray());
                }
            }
        }
        return Optional.empty();
    }
}
