package org.rialto.imap.wire;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Flags that a client names, as bits for the system flags and words for the rest. RFC 9051 §2.3.2
/// and §9:
///
/// ```
/// flag-list    = "(" [flag *(SP flag)] ")"
/// flag         = "\Answered" / "\Flagged" / "\Deleted" / "\Seen" / "\Draft" /
///                flag-keyword / flag-extension
/// flag-keyword = "$MDNSent" / "$Forwarded" / … / atom
/// ```
///
/// @param system the bits below
/// @param keywords in the client's spelling, each once without regard to case
public record FlagList(int system, List<String> keywords) {
    public static final int SEEN = 1;
    public static final int ANSWERED = 2;
    public static final int FLAGGED = 4;
    public static final int DELETED = 8;
    public static final int DRAFT = 16;
    public static final int RECENT = 32;
    public static final FlagList NONE = new FlagList(0, List.of());
    private static final int MAX_KEYWORD_LENGTH = 100;

    public FlagList { keywords = List.copyOf(keywords); }

    /// A list in parentheses.
    static FlagList read(ImapReader in) {
        in.skip('(');
        FlagList flags = in.peek() == ')' ? NONE : readFlags(in);
        in.skip(')');
        return flags;
    }

    /// `flag *(SP flag)` to the end of what is not a flag.
    static FlagList readFlags(ImapReader in) {
        int system = 0;
        List<String> keywords = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>();
        do {
            if (in.trySkip('\\')) {
                system |= systemFlag(in);
            } else {
                String word = in.atom();
                if (word.length() > MAX_KEYWORD_LENGTH) {
                    throw in.syntax("a keyword is too long");
                }
                if (known.add(word.toLowerCase(Locale.ROOT))) {
                    keywords.add(word);
                    in.checkListSize(keywords.size());
                }
            }
        } while (in.trySkip(' '));
        return new FlagList(system, keywords);
    }

    private static int systemFlag(ImapReader in) {
        return switch (in.keyword()) {
            case "SEEN" -> SEEN;
            case "ANSWERED" -> ANSWERED;
            case "FLAGGED" -> FLAGGED;
            case "DELETED" -> DELETED;
            case "DRAFT" -> DRAFT;
            default -> throw in.syntax("no such system flag, or one that clients cannot set");
        };
    }
}
