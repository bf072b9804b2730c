package org.rialto.pop3.command;

import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// STAT: how many messages, how many octets; marked ones left out. RFC 1939 §5.
public final class StatHandler {
    private StatHandler() {}

    public static Pop3Reply handle(Pop3Command.Stat command, Pop3Connection session) {
        return Pop3Reply.ok(session.maildrop().count() + " " + session.maildrop().size());
    }
}
