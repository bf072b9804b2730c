package org.rialto.imap.wire;

import java.util.EnumSet;
import java.util.Set;

/// What STATUS tells of a mailbox: `status-att` of RFC 9051 §9, RECENT (RFC 3501), HIGHESTMODSEQ
/// (RFC 7162), MAILBOXID (RFC 8474), APPENDLIMIT (RFC 7889), DELETED-STORAGE (RFC 9208).
public enum StatusItem {
    MESSAGES("MESSAGES"), RECENT("RECENT"), UIDNEXT("UIDNEXT"), UIDVALIDITY("UIDVALIDITY"), UNSEEN(
            "UNSEEN"), DELETED("DELETED"), SIZE("SIZE"), HIGHESTMODSEQ("HIGHESTMODSEQ"), MAILBOXID(
                    "MAILBOXID"), APPENDLIMIT("APPENDLIMIT"), DELETED_STORAGE("DELETED-STORAGE");

    private final String name;

    StatusItem(String name) { this.name = name; }

    /// As the grammar spells it.
    public String grammarName() { return name; }

    /// `"(" status-att *(SP status-att) ")"`
    static Set<StatusItem> readAll(ImapReader in) {
        Set<StatusItem> items = EnumSet.noneOf(StatusItem.class);
        in.skip('(');
        do {
            items.add(read(in));
        } while (in.trySkip(' '));
        in.skip(')');
        return items;
    }

    private static StatusItem read(ImapReader in) {
        String name = in.keyword();
        for (StatusItem item : values()) {
            if (item.name.equals(name)) {
                return item;
            }
        }
        throw in.syntax("no such status item");
    }
}
