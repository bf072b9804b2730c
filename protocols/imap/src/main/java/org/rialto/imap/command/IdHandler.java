package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.wire.IdCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ID. RFC 2971. What the client says of itself goes to the log of those who look for quirks.
public final class IdHandler {
    private static final Logger log = LoggerFactory.getLogger(IdHandler.class);

    private IdHandler() {}

    public static Completion handle(ImapSession session, IdCommand command) throws IOException {
        log.debug("{}: client {}", session.connection().name(), command.fields());
        session.out().untagged().text("ID (\"name\" \"Rialto\")").endLine();
        return Completion.ok("ID done");
    }
}
