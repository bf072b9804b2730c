package org.rialto.pop3.command;

import org.rialto.mapi.MailError;
import org.rialto.pop3.Maildrop;
import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.Pop3Errors;
import org.rialto.pop3.Pop3State;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// QUIT: the end; after the log-in, deletes what is marked first and says whether that succeeded.
/// RFC 1939 §4 and §6.
public final class QuitHandler {
    private QuitHandler() {}

    public static Pop3Reply handle(Pop3Command.Quit command, Pop3Connection session) {
        Pop3Reply reply = Pop3Reply.ok("goodbye");
        if (session.state() instanceof Pop3State.Transaction(_, Maildrop maildrop)) {
            try {
                reply = Pop3Reply.ok(maildrop.update() + " messages deleted, goodbye");
            } catch (MailError e) {
                reply = Pop3Errors.of(e);
            }
        }
        session.become(new Pop3State.Closed());
        return reply;
    }
}
