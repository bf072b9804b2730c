package org.rialto.imap.wire;

import java.time.LocalDate;
import java.util.List;

/// What SEARCH, SORT and THREAD select messages by: `search-key` of RFC 9051 §9, with MODSEQ
/// (RFC 7162), OLDER and YOUNGER (RFC 5032), EMAILID and THREADID (RFC 8474) and the SAVED keys
/// (RFC 8514).
public sealed interface SearchKey {
    /// Every message.
    record All() implements SearchKey {}

    /// A system flag is set, or not: bits of [FlagList].
    record Flag(int flag, boolean set) implements SearchKey {}

    record Keyword(String keyword, boolean set) implements SearchKey {}

    /// NEW: recent and not seen.
    record New() implements SearchKey {}

    /// Text in a header field; empty text asks whether the field is there.
    record Header(String field, String text) implements SearchKey {}

    record Body(String text) implements SearchKey {}

    /// Header or body.
    record Text(String text) implements SearchKey {}

    /// Which of a message's dates a [Day] compares.
    enum DateKind {
        INTERNAL, SENT, SAVED
    }

    /// How a [Day] compares, by day and without regard to time and zone.
    enum Comparison {
        BEFORE, ON, SINCE
    }

    record Day(DateKind kind, Comparison comparison, LocalDate day) implements SearchKey {}

    record SaveDateSupported() implements SearchKey {}

    /// INTERNALDATE within (`younger`) or before the last `seconds`.
    record Within(boolean younger, long seconds) implements SearchKey {}

    record Size(boolean larger, long octets) implements SearchKey {}

    record ModSeq(long atLeast) implements SearchKey {}

    record EmailId(String id) implements SearchKey {}

    record ThreadId(String id) implements SearchKey {}

    /// Message numbers, or with `uid` unique identifiers.
    record Numbers(SequenceSet set, boolean uid) implements SearchKey {}

    record Not(SearchKey key) implements SearchKey {}

    record Or(SearchKey first, SearchKey second) implements SearchKey {}

    record And(List<SearchKey> keys) implements SearchKey {
        public And { keys = List.copyOf(keys); }
    }
}
