package org.rialto.imap.wire;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an extended search answers: RFC 4731 (ESEARCH), RFC 5182 (SAVE), RFC 5267 (ESORT).
public enum SearchReturn {
    MIN, MAX, ALL, COUNT, SAVE;

    /// `["RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")" SP]`; null when absent. An
    /// empty list means ALL.
    static @Nullable Set<SearchReturn> readOptional(ImapReader in) {
        if (!in.trySkipWord("RETURN")) {
            return null;
        }
        Set<SearchReturn> options = EnumSet.noneOf(SearchReturn.class);
        in.space();
        in.skip('(');
        if (in.trySkip(')')) {
            options.add(ALL);
            in.space();
            return options;
        }
        do {
            options.add(switch (in.keyword()) {
                case "MIN" -> MIN;
                case "MAX" -> MAX;
                case "ALL" -> ALL;
                case "COUNT" -> COUNT;
                case "SAVE" -> SAVE;
                default -> throw in.syntax("no such search return option");
            });
        } while (in.trySkip(' '));
        in.skip(')');
        in.space();
        return options;
    }
}
