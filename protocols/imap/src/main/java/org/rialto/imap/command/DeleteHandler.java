package org.rialto.imap.command;

import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.DeleteCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;

/// DELETE. RFC 9051 §6.3.5. Mailboxes with a role, and those with others below, stay.
public final class DeleteHandler {
    private DeleteHandler() {}

    public static Completion handle(ImapSession session, DeleteCommand command) {
        FolderPlace place = session.account().require(command.mailbox());
        if (place.folder().special() != null) {
            throw Refusal.no(ResponseCode.CANNOT, "That mailbox cannot be deleted");
        }
        if (place.folder().childCount() > 0) {
            throw Refusal.no(ResponseCode.HASCHILDREN, "Delete the mailboxes below it first");
        }
        SelectedFolder selected = session.selectedOrNull();
        if (selected != null && selected.folderId() == place.folderId()
                && selected.mailbox().info().guid().equals(place.mailbox().info().guid())) {
            session.authenticated(session.account());
        }
        place.mailbox().<Boolean>write(change -> {
            change.deleteFolder(place.folderId(), false);
            return true;
        });
        return Completion.ok("Mailbox deleted");
    }
}
