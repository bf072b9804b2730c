package org.rialto.pop3.command;

import java.io.IOException;
import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.Pop3State;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;

/// STLS: goes on inside TLS, with what was said so far forgotten. RFC 2595 §4. Commands that were
/// sent in the clear behind it end the connection: they might be somebody else's.
public final class StlsHandler {
    private StlsHandler() {}

    public static Pop3Reply handle(Pop3Command.Stls command, Pop3Connection session)
            throws IOException {
        if (session.connection().isSecure()) {
            return Pop3Reply.error("TLS is on already");
        }
        if (!session.connection().canStartTls()) {
            return Pop3Reply.error("TLS is not available");
        }
        if (session.connection().hasBufferedInput()) {
            session.become(new Pop3State.Closed());
            return Pop3Reply.error("commands behind STLS are not accepted");
        }
        session.write(Pop3Reply.ok("begin TLS"));
        session.connection().startTls();
        session.become(new Pop3State.Authorization(""));
        return Pop3Reply.NONE;
    }
}
