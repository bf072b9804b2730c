package org.rialto.imap.view;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rialto.imap.wire.FlagList;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.store.MessageFlags;
import org.rialto.store.Snapshot;

/// How the store's state bits and IMAP's flags correspond. RFC 9051 §2.3.2; the keywords that have
/// a MAPI meaning are bits there too.
public final class FlagNames {
    /// The bits that clients set, in the order they are listed.
    private static final int[] BITS = {MessageFlags.ANSWERED, MessageFlags.FLAGGED,
            MessageFlags.MARKED_DELETED, MessageFlags.READ, MessageFlags.UNSENT,
            MessageFlags.FORWARDED, MessageFlags.RECEIPT_SENT};
    private static final String[] NAMES = {"\\Answered", "\\Flagged", "\\Deleted", "\\Seen",
            "\\Draft", "$Forwarded", "$MDNSent"};
    private static final String FORWARDED = "$forwarded";
    private static final String RECEIPT_SENT = "$mdnsent";
    /// Every bit that FLAGS replaces.
    public static final int ALL_BITS;

    static {
        int all = 0;
        for (int bit : BITS) {
            all |= bit;
        }
        ALL_BITS = all;
    }

    private FlagNames() {}

    /// The bits a client names.
    public static int bits(FlagList flags) {
        int system = flags.system();
        int bits = ((system & FlagList.SEEN) != 0 ? MessageFlags.READ : 0)
                | ((system & FlagList.ANSWERED) != 0 ? MessageFlags.ANSWERED : 0)
                | ((system & FlagList.FLAGGED) != 0 ? MessageFlags.FLAGGED : 0)
                | ((system & FlagList.DELETED) != 0 ? MessageFlags.MARKED_DELETED : 0)
                | ((system & FlagList.DRAFT) != 0 ? MessageFlags.UNSENT : 0);
        for (String keyword : flags.keywords()) {
            bits |= bit(keyword);
        }
        return bits;
    }

    /// The keywords a client names that are not bits.
    public static Set<String> keywords(FlagList flags) {
        Set<String> keywords = new HashSet<>();
        for (String keyword : flags.keywords()) {
            if (bit(keyword) == 0) {
                keywords.add(keyword);
            }
        }
        return keywords;
    }

    /// The bit of a keyword that is one, else 0.
    public static int bit(String keyword) {
        return switch (keyword.toLowerCase(Locale.ROOT)) {
            case FORWARDED -> MessageFlags.FORWARDED;
            case RECEIPT_SENT -> MessageFlags.RECEIPT_SENT;
            default -> 0;
        };
    }

    /// The bit of one system flag of [FlagList].
    public static int systemBit(int flag) {
        return switch (flag) {
            case FlagList.SEEN -> MessageFlags.READ;
            case FlagList.ANSWERED -> MessageFlags.ANSWERED;
            case FlagList.FLAGGED -> MessageFlags.FLAGGED;
            case FlagList.DELETED -> MessageFlags.MARKED_DELETED;
            case FlagList.DRAFT -> MessageFlags.UNSENT;
            default -> throw Refusal.bad(ResponseCode.CLIENTBUG, "No such flag");
        };
    }

    /// `"(" [flag-fetch *(SP flag-fetch)] ")"`
    ///
    /// @param keywordNames by bit number
    public static void write(ImapWriter out, int flags, long keywords, List<String> keywordNames,
            boolean recent) throws IOException {
        out.put('(');
        boolean first = true;
        for (int i = 0; i < BITS.length; i++) {
            if ((flags & BITS[i]) != 0) {
                separate(out, first).text(NAMES[i]);
                first = false;
            }
        }
        for (long rest = keywords; rest != 0; rest &= rest - 1) {
            int number = Long.numberOfTrailingZeros(rest);
            if (number < keywordNames.size()) {
                separate(out, first).text(keywordNames.get(number));
                first = false;
            }
        }
        if (recent) {
            separate(out, first).text("\\Recent");
        }
        out.put(')');
    }

    /// All flags that messages of a folder have or may get: the FLAGS response, and with
    /// `permanent` the list of PERMANENTFLAGS, where `\*` says that there is room for keywords.
    public static String list(List<String> keywordNames, boolean permanent) {
        StringBuilder list = new StringBuilder("(");
        for (String name : NAMES) {
            list.append(list.length() == 1 ? "" : " ").append(name);
        }
        for (String name : keywordNames) {
            list.append(' ').append(name);
        }
        boolean more = permanent && keywordNames.size() < Snapshot.MOST_KEYWORDS;
        return list.append(more ? " \\*)" : ")").toString();
    }

    private static ImapWriter separate(ImapWriter out, boolean first) throws IOException {
        return first ? out : out.put(' ');
    }
}
