package org.rialto.store.search;

import java.util.List;

/// Looks for a query in texts that are not in the index (yet), with the same answers as the index.
public final class TextMatcher {
    private static final int QUERY_WORDS = 64;
    private static final int TEXT_WORDS = 200_000;
    private final TextQuery query;
    private final List<String> words;
    private final String wanted;

    public TextMatcher(TextQuery query) {
        this.query = query;
        this.words = Words.of(query.text(), QUERY_WORDS);
        boolean openStart = query.match() == TextQuery.Match.SUBSTRING
                && Words.startsWithWord(query.text());
        boolean openEnd = query.match() != TextQuery.Match.WORDS
                && Words.endsWithWord(query.text());
        wanted = (openStart ? "" : " ") + String.join(" ", words) + (openEnd ? "" : " ");
    }

    /// Whether the query has words; one of punctuation only matches nothing here.
    public boolean hasWords() { return !words.isEmpty(); }

    public boolean matches(IndexedText text) {
        return hasWords() && query.fields().stream().anyMatch(field -> matches(field.of(text)));
    }

    private boolean matches(String text) {
        List<String> found = Words.of(text, TEXT_WORDS);
        if (query.match() == TextQuery.Match.WORDS && words.size() == 1) {
            String stem = TextIndex.stem(words.getFirst());
            return found.stream().anyMatch(word -> TextIndex.stem(word).equals(stem));
        }
        return (" " + String.join(" ", found) + " ").contains(wanted);
    }
}
