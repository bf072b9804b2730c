package org.rialto.imap.command;

import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.DateTimes;
import org.rialto.formats.header.EncodedWords;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.mime.ImapAddress;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MailAddress;
import org.rialto.formats.text.MessageText;
import org.rialto.imap.view.FlagNames;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.FlagList;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.SearchKey;
import org.rialto.mapi.MailError;
import org.rialto.store.MessageFlags;
import org.rialto.store.MessageRow;
import org.rialto.store.search.IndexedText;
import org.rialto.store.search.TextField;
import org.rialto.store.search.TextHits;
import org.rialto.store.search.TextMatcher;
import org.rialto.store.search.TextQuery;
import org.rialto.store.search.Words;

/// Turns search keys into tests of one message. A test may need the message's row or even its
/// bytes; asked without them it answers that it does not know, so that most messages are decided
/// from what the session holds already.
final class SearchTests {
    /// Three-valued, so that NOT and OR stay right while something is unknown.
    enum Answer {
        YES, NO, UNKNOWN;

        static Answer of(boolean value) { return value ? YES : NO; }
    }

    /// How much of a message is at hand.
    enum Depth {
        VIEW, ROW, BYTES
    }

    /// @param message null at [Depth#VIEW]
    interface Test {
        Answer test(int position, @Nullable OpenMessage message, Depth depth) throws IOException;
    }

    private interface RowTest {
        boolean test(MessageRow row);
    }

    private interface MessageTest {
        boolean test(OpenMessage message) throws IOException;
    }

    private static final Set<TextField> BODY_FIELDS = Set.of(TextField.BODY);
    private static final Set<TextField> PEOPLE_FIELDS = Set.of(TextField.PEOPLE);
    private static final Set<TextField> SUBJECT_FIELDS = Set.of(TextField.SUBJECT);
    private static final int SEARCHED_CHARACTERS = 4 << 20;

    private final SelectedFolder folder;
    private final long now = System.currentTimeMillis();
    private boolean needsStructure;
    private boolean needsProperties;
    private boolean namesModSeq;

    SearchTests(SelectedFolder folder) { this.folder = folder; }

    /// Whether a test reads structures.
    boolean needsStructure() { return needsStructure; }

    /// Whether a test reads properties.
    boolean needsProperties() { return needsProperties; }

    /// Whether MODSEQ is among the keys, so that the answer tells mod-sequences.
    boolean namesModSeq() { return namesModSeq; }

    Test of(SearchKey key) {
        MessageView view = folder.view();
        return switch (key) {
            case SearchKey.All _,SearchKey.SaveDateSupported _ -> byView(position -> true);
            case SearchKey.Flag flag -> flag(flag);
            case SearchKey.New _ -> byView(position -> folder.isRecent(position)
                    && (view.flags(position) & MessageFlags.READ) == 0);
            case SearchKey.Keyword keyword -> keyword(keyword);
            case SearchKey.Numbers numbers -> numbers(numbers);
            case SearchKey.ModSeq modSeq -> {
                namesModSeq = true;
                yield byView(position -> view.changeNumber(position) >= modSeq.atLeast());
            }
            case SearchKey.Size size -> byStructure(message -> size.larger()
                    ? message.size() > size.octets()
                    : message.size() < size.octets());
            case SearchKey.Within within -> byRow(row -> (now
                    - row.received().toEpochMilli() <= within.seconds() * 1000) == within
                            .younger());
            case SearchKey.Day day -> day(day);
            case SearchKey.EmailId id -> byRow(
                    row -> ObjectIds.emailId(folder.mailbox(), row).equals(id.id()));
            case SearchKey.ThreadId id -> {
                needsProperties = true;
                yield byRow(row -> id.id().equals(ObjectIds.threadId(row)));
            }
            case SearchKey.Header header -> header(header);
            case SearchKey.Body body -> body(body.text());
            case SearchKey.Text text -> {
                String folded = Words.fold(text.text());
                yield any(List.of(body(text.text()),
                        byBytes(message -> headerContains(message, folded))));
            }
            case SearchKey.Not not -> {
                Test inner = of(not.key());
                yield (position, message, depth) -> switch (inner.test(position, message,
                        depth)) {
                    case YES -> Answer.NO;
                    case NO -> Answer.YES;
                    case UNKNOWN -> Answer.UNKNOWN;
                };
            }
            case SearchKey.Or or -> any(List.of(of(or.first()), of(or.second())));
            case SearchKey.And and -> all(and.keys().stream().map(this::of).toList());
        };
    }

    /// What the index does not have yet is read and judged by the index's own rules; text without
    /// any word, which the index cannot find, is looked for as it is.
    private Test body(String text) {
        TextQuery query = new TextQuery(text, TextQuery.Match.SUBSTRING, BODY_FIELDS);
        TextMatcher matcher = new TextMatcher(query);
        if (!matcher.hasWords()) {
            String folded = Words.fold(text);
            return byBytes(message -> Words.fold(bodyText(message)).contains(folded));
        }
        return indexed(text, BODY_FIELDS, false, byBytes(
                message -> matcher.matches(new IndexedText("", "", "", bodyText(message)))));
    }

    /// Asks the full-text index, whose answer for the body is final (it looks over punctuation and
    /// accents, as RFC 9051 §6.4.4 allows) and for header fields is checked. Messages it does not
    /// have yet are read.
    private Test indexed(String text, Set<TextField> fields, boolean checked, Test read) {
        if (Words.of(text, 1).isEmpty()) {
            return read;
        }
        TextHits hits = folder.mailbox().read(snapshot -> snapshot.searchText(folder.folderId(),
                new TextQuery(text, TextQuery.Match.SUBSTRING, fields)));
        return (position, message, depth) -> {
            int uid = folder.view().uid(position);
            boolean hit = Arrays.binarySearch(hits.uids(), uid) >= 0;
            if (hit && !checked) {
                return Answer.YES;
            }
            return hit || Arrays.binarySearch(hits.unindexedUids(), uid) >= 0
                    ? read.test(position, message, depth)
                    : Answer.NO;
        };
    }

    // ---- what depth a test needs

    private static Test byView(IntPredicate test) {
        return (position, message, depth) -> Answer.of(test.test(position));
    }

    private static Test byRow(RowTest test) {
        return (position, message, depth) -> message == null
                ? Answer.UNKNOWN
                : Answer.of(test.test(message.row()));
    }

    private Test byStructure(MessageTest test) {
        needsStructure = true;
        return (position, message, depth) -> message == null
                ? Answer.UNKNOWN
                : Answer.of(test.test(message));
    }

    private Test byBytes(MessageTest test) {
        needsStructure = true;
        return (position, message, depth) -> message == null || depth != Depth.BYTES
                ? Answer.UNKNOWN
                : Answer.of(test.test(message));
    }

    private static Test all(List<Test> tests) {
        return (position, message, depth) -> {
            Answer answer = Answer.YES;
            for (Test test : tests) {
                switch (test.test(position, message, depth)) {
                    case NO -> {
                        return Answer.NO;
                    }
                    case UNKNOWN -> answer = Answer.UNKNOWN;
                    case YES -> {
                    }
                }
            }
            return answer;
        };
    }

    private static Test any(List<Test> tests) {
        return (position, message, depth) -> {
            Answer answer = Answer.NO;
            for (Test test : tests) {
                switch (test.test(position, message, depth)) {
                    case YES -> {
                        return Answer.YES;
                    }
                    case UNKNOWN -> answer = Answer.UNKNOWN;
                    case NO -> {
                    }
                }
            }
            return answer;
        };
    }

    // ---- single keys

    private Test flag(SearchKey.Flag key) {
        MessageView view = folder.view();
        if (key.flag() == FlagList.RECENT) {
            return byView(position -> folder.isRecent(position) == key.set());
        }
        int bit = FlagNames.systemBit(key.flag());
        return byView(position -> (view.flags(position) & bit) != 0 == key.set());
    }

    private Test keyword(SearchKey.Keyword key) {
        MessageView view = folder.view();
        int bit = FlagNames.bit(key.keyword());
        if (bit != 0) {
            return byView(position -> (view.flags(position) & bit) != 0 == key.set());
        }
        int number = folder.keywordNumber(key.keyword());
        if (number < 0) {
            return byView(position -> !key.set());
        }
        return byView(position -> (view.keywords(position) >>> number & 1) != 0 == key.set());
    }

    private Test numbers(SearchKey.Numbers key) {
        MessageView view = folder.view();
        boolean uid = key.uid() || key.set().isSavedResult();
        NumberSet set = key.set().isSavedResult()
                ? folder.savedResult()
                : key.set().resolve(uid ? view.largestUid() : view.count());
        return byView(position -> set.contains(uid ? view.uid(position) : position + 1L));
    }

    private Test day(SearchKey.Day key) {
        return switch (key.kind()) {
            case INTERNAL -> byRow(row -> matches(key, utcDay(row.received())));
            case SAVED -> byRow(row -> matches(key, utcDay(row.saved())));
            case SENT -> byStructure(message -> matches(key, sentDay(message)));
        };
    }

    private static LocalDate utcDay(java.time.Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static LocalDate sentDay(OpenMessage message) {
        OffsetDateTime sent = DateTimes.parse(message.structure().envelope().date());
        return sent == null ? utcDay(message.row().received()) : sent.toLocalDate();
    }

    private static boolean matches(SearchKey.Day key, LocalDate day) {
        return switch (key.comparison()) {
            case BEFORE -> day.isBefore(key.day());
            case ON -> day.equals(key.day());
            case SINCE -> !day.isBefore(key.day());
        };
    }

    /// Fields of the envelope are at hand with the row; others are read from the message.
    private Test header(SearchKey.Header key) {
        String folded = Words.fold(key.text());
        return switch (key.field().toUpperCase(Locale.ROOT)) {
            case "FROM" -> indexed(key.text(), PEOPLE_FIELDS, true,
                    byEnvelope(folded, envelope -> addresses(envelope.from())));
            case "TO" -> indexed(key.text(), PEOPLE_FIELDS, true,
                    byEnvelope(folded, envelope -> addresses(envelope.to())));
            case "CC" -> indexed(key.text(), PEOPLE_FIELDS, true,
                    byEnvelope(folded, envelope -> addresses(envelope.cc())));
            case "BCC" -> indexed(key.text(), PEOPLE_FIELDS, true,
                    byEnvelope(folded, envelope -> addresses(envelope.bcc())));
            case "SENDER" -> byEnvelope(folded, envelope -> addresses(envelope.sender()));
            case "REPLY-TO" -> byEnvelope(folded, envelope -> addresses(envelope.replyTo()));
            case "SUBJECT" -> indexed(key.text(), SUBJECT_FIELDS, true,
                    byEnvelope(folded, envelope -> decoded(envelope.subject())));
            case "MESSAGE-ID" -> byEnvelope(folded, ImapEnvelope::messageId);
            case "IN-REPLY-TO" -> byEnvelope(folded, ImapEnvelope::inReplyTo);
            case "DATE" -> byEnvelope(folded, ImapEnvelope::date);
            default -> byBytes(message -> fieldContains(message, key.field(), folded));
        };
    }

    private interface EnvelopeText {
        @Nullable
        String of(ImapEnvelope envelope);
    }

    private Test byEnvelope(String folded, EnvelopeText text) {
        return byStructure(message -> {
            String found = text.of(message.structure().envelope());
            return found != null && Words.fold(found).contains(folded);
        });
    }

    private static @Nullable String decoded(@Nullable String raw) {
        return raw == null ? null : EncodedWords.decode(raw);
    }

    private static @Nullable String addresses(List<ImapAddress> list) {
        if (list.isEmpty()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (MailAddress address : MailAddress.of(list)) {
            texts.add(address.toHeaderText());
        }
        return String.join(", ", texts);
    }

    // ---- reading messages

    private static boolean fieldContains(OpenMessage message, String field, String folded)
            throws IOException {
        HeaderFields header = message.headerFields(message.structure().root());
        for (int at = header.find(field, 0); at >= 0; at = header.find(field, at + 1)) {
            if (Words.fold(EncodedWords.decode(header.raw(at))).contains(folded)) {
                return true;
            }
        }
        return false;
    }

    private static boolean headerContains(OpenMessage message, String folded)
            throws IOException {
        HeaderFields header = message.headerFields(message.structure().root());
        for (int at = 0; at < header.count(); at++) {
            String line = header.name(at) + ": " + EncodedWords.decode(header.raw(at));
            if (Words.fold(line).contains(folded)) {
                return true;
            }
        }
        return false;
    }

    private static String bodyText(OpenMessage message) throws IOException {
        return MessageText.searchable(message.structure(), message, SEARCHED_CHARACTERS);
    }

    /// A message that cannot be read is found by nothing that looks into it.
    static Answer unreadable(MailError error) { return Answer.NO; }
}
