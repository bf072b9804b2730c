package org.rialto.imap.command;

import java.io.IOException;
import org.rialto.directory.sasl.Outcome;
import org.rialto.imap.Completion;
import org.rialto.imap.ImapServer;
import org.rialto.imap.ImapSession;
import org.rialto.imap.account.Account;
import org.rialto.imap.wire.LoginCommand;
import org.rialto.imap.wire.Refusal;
import org.rialto.imap.wire.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// LOGIN. RFC 9051 §6.2.3. Refused in the clear except from this machine.
public final class LoginHandler {
    private static final Logger log = LoggerFactory.getLogger(LoginHandler.class);

    private LoginHandler() {}

    public static Completion handle(ImapSession session, LoginCommand command)
            throws IOException {
        if (!session.isConfidential()) {
            throw Refusal.no(ResponseCode.PRIVACYREQUIRED, "Start TLS first");
        }
        return finish(session, session.server().authenticator().password(command.user(),
                command.password(), "", ImapServer.peer(session.connection())));
    }

    /// What an attempt to log in, by whatever means, ends with.
    static Completion finish(ImapSession session, Outcome outcome) throws IOException {
        return switch (outcome) {
            case Outcome.Granted granted -> {
                session.logIn(new Account(granted.login(), session.server().mailboxes(),
                        session.server().directory()));
                session.useLimitsOfUsers();
                log.info("{}: {} logged in from {}", session.connection().name(),
                        granted.actor().label(),
                        session.connection().remoteAddress().getAddress().getHostAddress());
                yield Completion.ok(
                        new ResponseCode(
                                "CAPABILITY " + CapabilityHandler.capabilities(session)),
                        "Logged in");
            }
            case Outcome.Refused refused -> throw refusal(refused);
        };
    }

    private static Refusal refusal(Outcome.Refused refused) {
        return switch (refused.reason()) {
            case INVALID_CREDENTIALS -> Refusal.no(ResponseCode.AUTHENTICATIONFAILED,
                    refused.message());
            case ACCOUNT_DISABLED, AUTHORIZATION_DENIED -> Refusal
                    .no(ResponseCode.AUTHORIZATIONFAILED, refused.message());
            case PASSWORD_EXPIRED -> Refusal.no(ResponseCode.EXPIRED, refused.message());
            case TOO_MANY_ATTEMPTS -> Refusal.no(ResponseCode.LIMIT, refused.message());
            case ENCRYPTION_REQUIRED -> Refusal.no(ResponseCode.PRIVACYREQUIRED,
                    refused.message());
            case UNSUPPORTED_MECHANISM -> Refusal.no(ResponseCode.CANNOT, refused.message());
            case MALFORMED -> Refusal.bad(refused.message());
            case UNAVAILABLE -> Refusal.no(ResponseCode.UNAVAILABLE, refused.message());
        };
    }
}
