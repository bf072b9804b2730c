package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.FolderPlace;
import org.rialto.imap.wire.CreateCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;

/// CREATE. RFC 9051 §6.3.4; USE RFC 6154 §3. A mailbox is born with a folder for each special use
/// that there is, so another one is refused with USEATTR.
public final class CreateHandler {
    private CreateHandler() {}

    public static Completion handle(ImapSession session, CreateCommand command)
            throws IOException {
        if (!command.specialUses().isEmpty()) {
            throw Refusal.no(ResponseCode.USEATTR,
                    "Every special use that is supported has its mailbox already");
        }
        FolderPlace place = session.account().create(command.mailbox());
        return Completion.ok(
                new ResponseCode("MAILBOXID ("
                        + ObjectIds.mailboxId(place.mailbox(), place.folderId()) + ")"),
                "Mailbox created");
    }
}
