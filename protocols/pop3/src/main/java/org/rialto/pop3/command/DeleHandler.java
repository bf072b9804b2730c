package org.rialto.pop3.command;

import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// DELE: marks a message; QUIT deletes it. RFC 1939 §5.
public final class DeleHandler {
    private DeleHandler() {}

    public static Pop3Reply handle(Pop3Command.Dele command, Pop3Connection session) {
        if (!session.maildrop().has(command.message())) {
            return ListHandler.noSuchMessage();
        }
        session.maildrop().delete(command.message());
        return Pop3Reply.ok("marked as deleted");
    }
}
