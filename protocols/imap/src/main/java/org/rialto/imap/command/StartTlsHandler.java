package org.rialto.imap.command;

import org.rialto.imap.Completion;
import org.rialto.imap.ImapSession;
import org.rialto.imap.wire.Refusal;

/// STARTTLS. RFC 9051 §6.2.1. What was learned before is forgotten; bytes that were sent behind
/// the command in the clear end the connection.
public final class StartTlsHandler {
    private StartTlsHandler() {}

    public static Completion handle(ImapSession session) {
        if (session.connection().isSecure()) {
            throw Refusal.bad("TLS is on already");
        }
        if (!session.connection().canStartTls()) {
            throw Refusal.no(null, "TLS is not available");
        }
        session.afterAnswer(() -> {
            session.connection().startTls();
            session.forgetFeatures();
        });
        return Completion.ok("Begin TLS now");
    }
}
