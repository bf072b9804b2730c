package org.rialto.pop3.command;

import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// NOOP: nothing. RFC 1939 §5.
public final class NoopHandler {
    private NoopHandler() {}

    public static Pop3Reply handle(Pop3Command.Noop command, Pop3Connection session) {
        return Pop3Reply.ok("");
    }
}
