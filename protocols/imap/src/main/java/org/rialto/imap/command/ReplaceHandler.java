package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.view.SelectedFolder;
import org.rialto.imap.wire.NumberSet;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ReplaceCommand;
import org.rialto.imap.wire.ResponseCode;
import org.rialto.store.Change;
import org.rialto.store.NewMessage;
import org.rialto.store.Rights;

/// REPLACE and UID REPLACE. RFC 8508: adds a message and removes another, in one. Within one
/// mailbox store only.
public final class ReplaceHandler {
    private ReplaceHandler() {}

    public static Completion handle(ImapSession session, ReplaceCommand command)
            throws IOException {
        SelectedFolder folder = session.selected();
        folder.requireWritable();
        int uid = uid(folder, command);
        FolderPlace place = session.account().require(command.mailbox(), ResponseCode.TRYCREATE);
        if (!place.folder().allows(Rights.CREATE)) {
            throw Refusal.no(ResponseCode.NOPERM, "You may not add messages to that mailbox");
        }
        if (!place.mailbox().info().guid().equals(folder.mailbox().info().guid())) {
            throw Refusal.no(ResponseCode.CANNOT, "The other mailbox is another user's");
        }
        NewMessage message = AppendHandler.readMessage(session, new AppendHandler.Room(place));
        session.in().endOfCommand();
        if (message == null) {
            throw Refusal.no(null, "A message is not replaced by nothing");
        }
        Change.Added added = folder.mailbox().write(change -> {
            Change.Added result = change.addMessage(place.folderId(), message);
            change.deleteMessages(folder.folderId(), new int[]{uid}, false);
            return result;
        });
        session.out().status("*", "OK",
                ResponseCode.appendUid(Integer.toUnsignedLong(place.folder().uidValidity()),
                        NumberSet.of(added.uid())),
                "Replacement added");
        return Completion.ok("REPLACE done");
    }

    private static int uid(SelectedFolder folder, ReplaceCommand command) {
        int position;
        if (command.number() == 0) {
            position = folder.view().count() - 1;
        } else if (command.uid()) {
            position = command.number() > Integer.MAX_VALUE
                    ? -1
                    : folder.view().position((int) command.number());
        } else {
            position = command.number() > folder.view().count() ? -1 : (int) command.number() - 1;
        }
        if (position < 0 || folder.view().isGone(position)) {
            throw Refusal.no(ResponseCode.NONEXISTENT, "There is no such message");
        }
        return folder.view().uid(position);
    }
}
