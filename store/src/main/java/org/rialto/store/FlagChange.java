package org.rialto.store;

import java.util.Set;

/// A change of state bits and keywords: those in `clear` are removed, then those in `set` added.
///
/// @param clearKeywords keywords removed; [#replaceKeywords] first removes all
/// @param unchangedSince messages with a higher change number are left alone and reported
///        (IMAP UNCHANGEDSINCE); `Long.MAX_VALUE` for no condition
public record FlagChange(int set, int clear, Set<String> setKeywords, Set<String> clearKeywords,
        boolean replaceKeywords, long unchangedSince) {
    public static FlagChange set(int flags) {
        return new FlagChange(flags, 0, Set.of(), Set.of(), false, Long.MAX_VALUE);
    }

    public static FlagChange clear(int flags) {
        return new FlagChange(0, flags, Set.of(), Set.of(), false, Long.MAX_VALUE);
    }
}
