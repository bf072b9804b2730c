package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.Account;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.view.FlagNames;
import org.rialto.imap.view.MessageView;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.ImapWriter;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.imap.wire.SelectCommand;
import org.rialto.store.Folder;
import org.rialto.store.MessageFlags;
import org.rialto.store.Rights;

/// SELECT and EXAMINE. RFC 9051 §6.3.2, §6.3.3; CONDSTORE and QRESYNC RFC 7162.
public final class SelectHandler {
    private static final int WRITING_RIGHTS = Rights.CREATE | Rights.EDIT_ANY | Rights.EDIT_OWNED
            | Rights.DELETE_ANY | Rights.DELETE_OWNED;

    private SelectHandler() {}

    public static Completion handle(ImapSession session, SelectCommand command)
            throws IOException {
        Account account = session.account();
        ImapWriter out = session.out();
        if (command.resynchronize() != null && !session.features().qresync()) {
            throw Refusal.bad("Enable QRESYNC first");
        }
        boolean wasSelected = session.selectedOrNull() != null;
        session.authenticated(account);
        if (wasSelected && (session.features().qresync() || session.features().rev2())) {
            out.status("*", "OK", ResponseCode.CLOSED, "The previous mailbox is closed");
        }
        FolderPlace place = account.require(command.mailbox());
        Folder row = place.folder();
        if (!row.allows(Rights.READ_ANY)) {
            throw Refusal.no(ResponseCode.NOPERM, "You may not read that mailbox");
        }
        if (command.condstore()) {
            session.features().enableCondstore();
        }
        boolean readOnly = command.readOnly() || (row.rights() & WRITING_RIGHTS) == 0;
        SelectedFolder folder = new SelectedFolder(place.mailbox(), row.folderId(), place.name(),
                readOnly, session.features());
        session.select(account, folder);
        describe(session, folder, place);
        if (command.resynchronize() != null) {
            ResynchronizeWriter.write(out, folder, command.resynchronize());
        }
        return Completion.ok(readOnly ? ResponseCode.READ_ONLY : ResponseCode.READ_WRITE,
                "Mailbox selected");
    }

    private static void describe(ImapSession session, SelectedFolder folder, FolderPlace place)
            throws IOException {
        ImapWriter out = session.out();
        MessageView view = folder.view();
        out.untagged().text("FLAGS ").text(FlagNames.list(folder.keywordNames(), false)).endLine();
        out.untagged().text("OK [PERMANENTFLAGS ")
                .text(folder.isReadOnly() ? "()" : FlagNames.list(folder.keywordNames(), true))
                .text("] Flags that last").endLine();
        out.untagged().number(view.count()).text(" EXISTS").endLine();
        if (!session.features().rev2()) {
            out.untagged().number(folder.recentCount()).text(" RECENT").endLine();
            writeFirstUnseen(out, view);
        }
        out.untagged().text("OK [UIDVALIDITY ").number(Integer.toUnsignedLong(folder.uidValidity()))
                .text("] UIDs valid").endLine();
        out.untagged().text("OK [UIDNEXT ").number(Integer.toUnsignedLong(folder.nextUid()))
                .text("] Next UID").endLine();
        out.untagged().text("OK [HIGHESTMODSEQ ")
                .number(Math.max(1, view.contentsChangeNumber())).text("] Highest").endLine();
        out.untagged().text("OK [MAILBOXID (")
                .text(ObjectIds.mailboxId(place.mailbox(), place.folderId())).text(")] Id")
                .endLine();
        if (session.features().rev2()) {
            out.untagged().text("LIST () \"/\" ").mailbox(place.name()).endLine();
        }
    }

    private static void writeFirstUnseen(ImapWriter out, MessageView view) throws IOException {
        for (int position = 0; position < view.count(); position++) {
            if ((view.flags(position) & MessageFlags.READ) == 0) {
                out.untagged().text("OK [UNSEEN ").number(position + 1).text("] First unseen")
                        .endLine();
                return;
            }
        }
    }
}
