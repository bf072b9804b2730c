package org.rialto.imap.command;

import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.sasl.SaslExchange;
import org.rialto.directory.sasl.SaslStep;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapServer;
import org.rialto.imap.ImapSession;
import org.rialto.imap.wire.AuthenticateCommand;
import org.rialto.imap.wire.Refusal;

/// AUTHENTICATE. RFC 9051 §6.2.2; the initial response RFC 4959.
public final class AuthenticateHandler {
    private static final byte[] EMPTY = new byte[0];

    private AuthenticateHandler() {}

    public static Completion handle(ImapSession session, AuthenticateCommand command)
            throws IOException {
        SaslExchange exchange = session.server().authenticator().begin(command.mechanism(),
                ImapServer.peer(session.connection()));
        SaslStep step = exchange.next(initial(command));
        for (;;) {
            switch (step) {
                case SaslStep.Challenge challenge -> step = exchange
                        .next(answer(session, challenge.data()));
                case SaslStep.Finished finished -> {
                    return LoginHandler.finish(session, finished.outcome());
                }
            }
        }
    }

    private static byte @Nullable [] initial(AuthenticateCommand command) {
        String initial = command.initialResponse();
        return initial == null ? null : initial.equals("=") ? EMPTY : decode(initial);
    }

    private static byte[] answer(ImapSession session, byte[] challenge) throws IOException {
        session.out().text("+ ").text(Base64.getEncoder().encodeToString(challenge)).endLine()
                .flush();
        String line = session.in().nextBareLine();
        if (line == null) {
            throw new java.io.EOFException();
        }
        if (line.equals("*")) {
            throw Refusal.bad("Authentication was cancelled");
        }
        return decode(line);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.bad("That is not base64");
        }
    }
}
