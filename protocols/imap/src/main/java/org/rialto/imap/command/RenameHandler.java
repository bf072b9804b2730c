package org.rialto.imap.command;

import java.util.Arrays;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.Account;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.wire.RenameCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.store.FolderIndex;
import org.rialto.store.SpecialFolder;

/// RENAME. RFC 9051 §6.3.6. Renaming INBOX moves its messages to a new mailbox and leaves it empty.
public final class RenameHandler {
    private RenameHandler() {}

    public static Completion handle(ImapSession session, RenameCommand command) {
        Account account = session.account();
        FolderPlace place = account.require(command.from());
        if (place.folder().special() == SpecialFolder.INBOX) {
            moveInbox(account, place, command.to());
            return Completion.ok("Messages moved, INBOX is empty");
        }
        if (place.folder().special() != null) {
            throw Refusal.no(ResponseCode.CANNOT, "That mailbox cannot be renamed");
        }
        if (command.to().equals(command.from())) {
            throw Refusal.no(ResponseCode.ALREADYEXISTS, "It has that name already");
        }
        account.rename(place, command.to());
        return Completion.ok("Mailbox renamed");
    }

    private static void moveInbox(Account account, FolderPlace inbox, String name) {
        FolderPlace target = account.create(name);
        if (target.root() != inbox.root()) {
            throw Refusal.no(ResponseCode.CANNOT, "INBOX cannot be renamed to another user's");
        }
        FolderIndex index = inbox.mailbox().read(snapshot -> snapshot.index(inbox.folderId()));
        inbox.mailbox().moveMessages(inbox.folderId(), Arrays.copyOf(index.uids(), index.count()),
                target.mailbox(), target.folderId(), moved -> {});
    }
}
