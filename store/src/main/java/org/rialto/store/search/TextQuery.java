package org.rialto.store.search;

import java.util.Set;

/// What to look for. Letter case, accents, and which punctuation or space stands between words do
/// not matter.
///
/// @param fields a match in any of them counts
public record TextQuery(String text, Match match, Set<TextField> fields) {
    public TextQuery { fields = Set.copyOf(fields); }

    /// How the text's ends may lie in words.
    public enum Match {
        /// Anywhere, in the middle of words too (IMAP SEARCH; MS-OXCDATA FL_SUBSTRING).
        SUBSTRING,
        /// From the start of a word (FL_PREFIX).
        PREFIX,
        /// Whole words, and their other inflected forms.
        WORDS
    }
}
