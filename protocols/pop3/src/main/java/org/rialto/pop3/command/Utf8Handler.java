package org.rialto.pop3.command;

import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// UTF8: the client takes internationalised messages and names. RFC 6856 §2.1. Nothing changes by
/// it, since messages are sent as they are stored to every client.
public final class Utf8Handler {
    private Utf8Handler() {}

    public static Pop3Reply handle(Pop3Command.Utf8 command, Pop3Connection session) {
        return Pop3Reply.ok("UTF8 enabled");
    }
}
