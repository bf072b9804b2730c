package org.rialto.store.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.LongStream;
import org.rialto.database.Database;
import org.rialto.database.Dialect;
import org.rialto.database.Migrations;
import org.rialto.database.Sql;
import org.tartarus.snowball.ext.EnglishStemmer;

/// The index of words: SQLite's FTS5 or PostgreSQL's tsvector, over words that [Words] cut, so
/// that both find the same. Texts have numbers (`textId`, under 2^40) given by the caller, unique
/// in their mailbox.
///
/// Substrings are found exactly although only words are indexed: a word list per mailbox is
/// searched for words that contain the query's first word at their end, its last at their start
/// (or its only one anywhere), and the index is asked for those.
public final class TextIndex {
    private static final int MOST_WORDS = 200_000;
    /// PostgreSQL keeps no positions beyond.
    private static final int LAST_POSITION = 16_383;
    private static final int QUERY_WORDS = 64;
    private static final int WORDS_A_QUERY = 500;
    private static final int MAILBOX_SHIFT = 40;

    private TextIndex() {}

    /// Brings the tables up to date.
    public static void migrate(Database database) {
        new Migrations("search", TextIndex.class).run(database);
    }

    /// Indexes a text; one of that number must not be there.
    public static void add(Sql sql, long mailboxId, long textId, IndexedText text)
            throws SQLException {
        Set<String> distinct = new LinkedHashSet<>();
        List<List<String>> fields = new ArrayList<>();
        for (TextField field : TextField.values()) {
            List<String> words = Words.of(field.of(text), MOST_WORDS);
            fields.add(words);
            distinct.addAll(words);
        }
        if (sql.dialect() == Dialect.SQLITE) {
            sql.update("INSERT OR IGNORE INTO text_word (mailbox_id, word)"
                    + " SELECT ?, value FROM json_each(?)", mailboxId, jsonArray(distinct));
            sql.update("INSERT INTO text_index (rowid, subject, people, files, body)"
                    + " VALUES (?, ?, ?, ?, ?)", key(mailboxId, textId),
                    String.join(" ", fields.get(0)), String.join(" ", fields.get(1)),
                    String.join(" ", fields.get(2)), String.join(" ", fields.get(3)));
        } else {
            sql.update("INSERT INTO text_word (mailbox_id, word) SELECT ?, word"
                    + " FROM json_array_elements_text(CAST(? AS json)) AS word ORDER BY word"
                    + " ON CONFLICT DO NOTHING", mailboxId, jsonArray(distinct));
            sql.update("INSERT INTO text_index (mailbox_id, text_id, words)"
                    + " VALUES (?, ?, CAST(? AS tsvector))", mailboxId, textId, vector(fields));
        }
    }

    /// Forgets texts; those not there are no matter.
    public static void remove(Sql sql, long mailboxId, long... textIds) throws SQLException {
        if (sql.dialect() == Dialect.SQLITE) {
            long[] keys = LongStream.of(textIds).map(id -> key(mailboxId, id)).toArray();
            sql.update("DELETE FROM text_index WHERE " + sql.dialect().isAnyOf("rowid"),
                    sql.dialect().numbers(keys));
        } else {
            sql.update("DELETE FROM text_index WHERE mailbox_id = ? AND "
                    + sql.dialect().isAnyOf("text_id"), mailboxId, sql.dialect().numbers(textIds));
        }
    }

    /// The numbers of all texts of a mailbox.
    public static long[] textIds(Sql sql, long mailboxId) throws SQLException {
        List<Long> rows = sql.dialect() == Dialect.SQLITE
                ? sql.query("SELECT rowid FROM text_index WHERE rowid BETWEEN ? AND ?",
                        row -> row.getLong(1), key(mailboxId, 0), key(mailboxId + 1, 0) - 1)
                : sql.query("SELECT text_id FROM text_index WHERE mailbox_id = ?",
                        row -> row.getLong(1), mailboxId);
        long mask = (1L << MAILBOX_SHIFT) - 1;
        return rows.stream().mapToLong(row -> row & mask).toArray();
    }

    /// Forgets all texts and words of a mailbox.
    public static void clear(Sql sql, long mailboxId) throws SQLException {
        if (sql.dialect() == Dialect.SQLITE) {
            sql.update("DELETE FROM text_index WHERE rowid BETWEEN ? AND ?", key(mailboxId, 0),
                    key(mailboxId + 1, 0) - 1);
        } else {
            sql.update("DELETE FROM text_index WHERE mailbox_id = ?", mailboxId);
        }
        sql.update("DELETE FROM text_word WHERE mailbox_id = ?", mailboxId);
    }

    /// Makes an index that is damaged beyond use anew, empty, for all mailboxes; every message is
    /// then to be indexed again.
    public static void recreate(Database database) {
        database.write(sql -> {
            if (sql.dialect() == Dialect.SQLITE) {
                sql.update("DROP TABLE IF EXISTS text_index");
                sql.update("CREATE VIRTUAL TABLE text_index USING fts5(subject, people, files,"
                        + " body, content = '', contentless_delete = 1, tokenize = 'ascii')");
            } else {
                sql.update("DELETE FROM text_index");
            }
            sql.update("DELETE FROM text_word");
            sql.update("UPDATE message SET text_id = 0 WHERE text_id <> 0");
            return null;
        });
    }

    /// Numbers of the texts that match, ascending. Empty (not an empty array) when the query has no
    /// word to look for, only punctuation: then only reading the texts can tell.
    public static Optional<long[]> search(Sql sql, long mailboxId, TextQuery query)
            throws SQLException {
        List<String> words = Words.of(query.text(), QUERY_WORDS);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        long[] found = new long[0];
        for (List<Phrase> some : batches(phrases(sql, mailboxId, query, words))) {
            long[] more = match(sql, mailboxId, some, query.fields());
            found = found.length == 0
                    ? more
                    : LongStream.concat(Arrays.stream(found), Arrays.stream(more)).toArray();
        }
        return Optional.of(Arrays.stream(found).sorted().distinct().toArray());
    }

    /// Words that must follow one another; the last may go on when `open`.
    private record Phrase(List<String> words, boolean open) {}

    private static List<Phrase> phrases(Sql sql, long mailboxId, TextQuery query,
            List<String> words) throws SQLException {
        String first = words.getFirst();
        boolean open = query.match() != TextQuery.Match.WORDS && Words.endsWithWord(query.text());
        boolean openStart = query.match() == TextQuery.Match.SUBSTRING
                && Words.startsWithWord(query.text());
        List<String> starts = switch (query.match()) {
            case SUBSTRING -> {
                if (!openStart || isPair(first) && words.size() > 1) {
                    yield List.of(first);
                }
                yield words.size() == 1 && open
                        ? containing(sql, mailboxId, first)
                        : endingWith(sql, mailboxId, first);
            }
            case PREFIX -> List.of(first);
            case WORDS -> words.size() == 1
                    ? inflected(sql, mailboxId, first)
                    : List.of(first);
        };
        // A word that was expanded is whole; a pair of an unspaced script cannot go on.
        boolean openEnd = open && !isPair(words.getLast()) && !(words.size() == 1 && openStart);
        List<Phrase> phrases = new ArrayList<>();
        for (String start : starts) {
            List<String> phrase = new ArrayList<>(words);
            phrase.set(0, start);
            phrases.add(new Phrase(phrase, openEnd));
        }
        return phrases;
    }

    private static boolean isPair(String word) {
        return Words.isUnspaced(word) && word.codePointCount(0, word.length()) > 1;
    }

    private static List<String> containing(Sql sql, long mailboxId, String part)
            throws SQLException {
        String condition = sql.dialect() == Dialect.SQLITE
                ? "instr(word, ?) > 0"
                : "strpos(word, ?) > 0";
        return sql.query("SELECT word FROM text_word WHERE mailbox_id = ? AND " + condition,
                row -> row.getString(1), mailboxId, part);
    }

    private static List<String> endingWith(Sql sql, long mailboxId, String part)
            throws SQLException {
        String condition = sql.dialect() == Dialect.SQLITE
                ? "substr(word, -length(?)) = ?"
                : "right(word, length(?)) = ?";
        return sql.query("SELECT word FROM text_word WHERE mailbox_id = ? AND " + condition,
                row -> row.getString(1), mailboxId, part, part);
    }

    /// Words of the same English stem: those that begin like it are looked through.
    private static List<String> inflected(Sql sql, long mailboxId, String word)
            throws SQLException {
        String stem = stem(word);
        String start = stem.substring(0, Math.min(stem.length(), Math.max(2, stem.length() - 1)));
        List<String> same = new ArrayList<>(
                sql.query("SELECT word FROM text_word WHERE mailbox_id = ? AND word >= ?"
                        + " AND word < ?", row -> row.getString(1), mailboxId, start,
                        start + Character.MAX_VALUE));
        same.removeIf(other -> !stem(other).equals(stem));
        if (!same.contains(word)) {
            same.add(word);
        }
        return same;
    }

    static String stem(String word) {
        EnglishStemmer stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    private static List<List<Phrase>> batches(List<Phrase> phrases) {
        List<List<Phrase>> batches = new ArrayList<>();
        for (int from = 0; from < phrases.size(); from += WORDS_A_QUERY) {
            batches.add(phrases.subList(from, Math.min(phrases.size(), from + WORDS_A_QUERY)));
        }
        return batches;
    }

    private static long[] match(Sql sql, long mailboxId, List<Phrase> phrases,
            Set<TextField> fields) throws SQLException {
        List<Long> rows;
        if (sql.dialect() == Dialect.SQLITE) {
            rows = sql.query("SELECT rowid FROM text_index WHERE text_index MATCH ?"
                    + " AND rowid BETWEEN ? AND ?", row -> row.getLong(1),
                    sqliteExpression(phrases, fields), key(mailboxId, 0),
                    key(mailboxId + 1, 0) - 1);
        } else {
            rows = sql.query("SELECT text_id FROM text_index WHERE mailbox_id = ?"
                    + " AND words @@ CAST(? AS tsquery)", row -> row.getLong(1), mailboxId,
                    postgresExpression(phrases, fields));
        }
        long mask = (1L << MAILBOX_SHIFT) - 1;
        return rows.stream().mapToLong(row -> row & mask).toArray();
    }

    private static String sqliteExpression(List<Phrase> phrases, Set<TextField> fields) {
        StringBuilder expression = new StringBuilder();
        if (fields.size() < TextField.values().length) {
            StringJoiner columns = new StringJoiner(" ", "{", "} : ");
            fields.forEach(field -> columns.add(field.column()));
            expression.append(columns);
        }
        StringJoiner any = new StringJoiner(" OR ", "(", ")");
        for (Phrase phrase : phrases) {
            any.add('"' + String.join(" ", phrase.words()) + '"' + (phrase.open() ? " *" : ""));
        }
        return expression.append(any).toString();
    }

    private static String postgresExpression(List<Phrase> phrases, Set<TextField> fields) {
        StringBuilder weights = new StringBuilder();
        if (fields.size() < TextField.values().length) {
            EnumSet.copyOf(fields).forEach(field -> weights.append(field.weight()));
        }
        StringJoiner any = new StringJoiner(" | ");
        for (Phrase phrase : phrases) {
            StringJoiner words = new StringJoiner(" <-> ", "(", ")");
            for (int i = 0; i < phrase.words().size(); i++) {
                boolean open = phrase.open() && i == phrase.words().size() - 1;
                String labels = (open ? "*" : "") + weights;
                words.add("'" + phrase.words().get(i) + "'"
                        + (labels.isEmpty() ? "" : ":" + labels));
            }
            any.add(words.toString());
        }
        return any.toString();
    }

    /// The text form of a tsvector. Fields follow one another with a gap, so that no phrase spans
    /// two.
    private static String vector(List<List<String>> fields) {
        StringBuilder vector = new StringBuilder();
        int position = 1;
        for (TextField field : TextField.values()) {
            for (String word : fields.get(field.ordinal())) {
                vector.append('\'').append(word).append("':")
                        .append(Math.min(position++, LAST_POSITION)).append(field.weight())
                        .append(' ');
            }
            position += 2;
        }
        return vector.toString();
    }

    /// Words hold letters, digits and marks only: nothing to escape.
    private static String jsonArray(Set<String> words) {
        StringJoiner array = new StringJoiner("\",\"", "[\"", "\"]");
        array.setEmptyValue("[]");
        words.forEach(array::add);
        return array.toString();
    }

    private static long key(long mailboxId, long textId) {
        return (mailboxId << MAILBOX_SHIFT) + textId;
    }
}
