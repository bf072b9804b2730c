package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.Account;
import org.rialto.imap.account.MailboxRoot;
import org.rialto.imap.wire.ImapWriter;

/// NAMESPACE. RFC 9051 §6.3.10: the user's own, other users' (when some shared something), public
/// folders (when there are any).
public final class NamespaceHandler {
    private NamespaceHandler() {}

    public static Completion handle(ImapSession session) throws IOException {
        boolean users = false;
        boolean shared = false;
        for (MailboxRoot root : session.account().roots()) {
            users |= root.prefix().startsWith(Account.OTHER_USERS);
            shared |= root.prefix().startsWith(Account.PUBLIC_FOLDERS);
        }
        ImapWriter out = session.out();
        out.untagged().text("NAMESPACE ((\"\" \"/\")) ");
        write(out, users, Account.OTHER_USERS);
        out.put(' ');
        write(out, shared, Account.PUBLIC_FOLDERS);
        out.endLine();
        return Completion.ok("NAMESPACE done");
    }

    private static void write(ImapWriter out, boolean there, String prefix) throws IOException {
        if (there) {
            out.text("((").string(prefix).text(" \"/\"))");
        } else {
            out.nil();
        }
    }
}
