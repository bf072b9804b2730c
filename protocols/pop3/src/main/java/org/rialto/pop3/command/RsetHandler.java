package org.rialto.pop3.command;

import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// RSET: takes all marks back. RFC 1939 §5.
public final class RsetHandler {
    private RsetHandler() {}

    public static Pop3Reply handle(Pop3Command.Rset command, Pop3Connection session) {
        session.maildrop().undelete();
        return Pop3Reply.ok(session.maildrop().count() + " messages");
    }
}
