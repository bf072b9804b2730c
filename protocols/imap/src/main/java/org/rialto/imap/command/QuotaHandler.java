package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.account.MailboxRoot;
import org.rialto.imap.wire.GetQuotaCommand;
import org.rialto.imap.wire.GetQuotaRootCommand;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.SetQuotaCommand;
import org.rialto.store.MailboxInfo;

/// GETQUOTA, GETQUOTAROOT and SETQUOTA. RFC 9208. A mailbox's quota root is its prefix; the limit
/// is where it takes no more mail. Quotas are set by administrators, not here.
public final class QuotaHandler {
    private static final long UNIT = 1024;

    private QuotaHandler() {}

    public static Completion getQuota(ImapSession session, GetQuotaCommand command)
            throws IOException {
        for (MailboxRoot root : session.account().roots()) {
            if (root.prefix().equals(command.root())) {
                write(session.out(), root);
                return Completion.ok("GETQUOTA done");
            }
        }
        throw Refusal.no(ResponseCode.NONEXISTENT, "There is no such quota root");
    }

    public static Completion getQuotaRoot(ImapSession session, GetQuotaRootCommand command)
            throws IOException {
        FolderPlace place = session.account().require(command.mailbox());
        session.out().untagged().text("QUOTAROOT ").mailbox(place.name()).put(' ')
                .string(place.root().prefix()).endLine();
        write(session.out(), place.root());
        return Completion.ok("GETQUOTAROOT done");
    }

    public static Completion setQuota(ImapSession session, SetQuotaCommand command) {
        throw Refusal.no(ResponseCode.NOPERM, "Quotas are set by the administrator");
    }

    private static void write(ImapWriter out, MailboxRoot root) throws IOException {
        MailboxInfo info = root.mailbox().read(snapshot -> snapshot.info());
        long limit = info.quota().prohibitReceiveBytes();
        out.untagged().text("QUOTA ").string(root.prefix()).text(" (");
        if (limit > 0) {
            out.text("STORAGE ").number((info.contentSize() + UNIT - 1) / UNIT).put(' ')
                    .number(limit / UNIT);
        }
        out.put(')').endLine();
    }
}
