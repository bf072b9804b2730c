package org.rialto.pop3.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.base.net.LineTooLongException;
import org.rialto.directory.sasl.Login;
import org.rialto.directory.sasl.Mechanism;
import org.rialto.directory.sasl.Outcome;
import org.rialto.directory.sasl.Peer;
import org.rialto.directory.sasl.SaslExchange;
import org.rialto.directory.sasl.SaslStep;
import org.rialto.pop3.Maildrop;
import org.rialto.pop3.Pop3Connection;
import org.rialto.pop3.Pop3Errors;
import org.rialto.pop3.Pop3State;
import org.rialto.pop3.wire.Pop3Command;
import org.rialto.pop3.wire.Pop3Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// USER, PASS and AUTH: who the client is; then the maildrop is locked and listed. RFC 1939 §7,
/// RFC 5034; the mechanisms are the directory's.
public final class LoginHandler {
    private static final Logger log = LoggerFactory.getLogger(LoginHandler.class);
    /// The longest message of a mechanism in base64, with its CRLF.
    private static final int LINE_LIMIT_OCTETS = SaslExchange.MESSAGE_LIMIT_BYTES / 3 * 4 + 16;

    private LoginHandler() {}

    /// Says nothing about whether the user exists.
    public static Pop3Reply handleUser(Pop3Command.User command, Pop3Connection session) {
        if (!session.mayLogIn()) {
            return Pop3Reply.error("a password needs an encrypted connection, say STLS first");
        }
        session.become(new Pop3State.Authorization(command.name()));
        return Pop3Reply.ok("send the password");
    }

    public static Pop3Reply handlePass(Pop3Command.Pass command, Pop3Connection session)
            throws IOException {
        if (!(session.state() instanceof Pop3State.Authorization(String name))
                || name.isEmpty()) {
            return Pop3Reply.error("send USER first");
        }
        session.become(new Pop3State.Authorization(""));
        return finish(session.authenticator().password(name, command.password(), "",
                session.peer()), "USER", session);
    }

    public static Pop3Reply handleAuth(Pop3Command.Auth command, Pop3Connection session)
            throws IOException {
        Peer peer = session.peer();
        if (command.mechanism().isEmpty()) {
            session.write(Pop3Reply.ok("mechanisms:"));
            for (Mechanism mechanism : session.authenticator().mechanisms(peer)) {
                session.connection().write(mechanism.saslName() + "\r\n");
            }
            session.connection().write(".\r\n");
            return Pop3Reply.NONE;
        }
        String name = command.mechanism().get();
        boolean isOffered = Mechanism.ofName(name)
                .filter(session.authenticator().mechanisms(peer)::contains).isPresent();
        SaslExchange exchange = session.authenticator().begin(name, peer);
        byte[] response = command.initialResponse().orElse(null);
        if (!isOffered) {
            // Says why at once: unknown, or in need of encryption.
            response = new byte[0];
        }
        while (true) {
            switch (exchange.next(response)) {
                case SaslStep.Challenge(byte[] data) -> {
                    session.connection().write(
                            "+ " + Base64.getEncoder().encodeToString(data) + "\r\n");
                    Answer answer = readResponse(session);
                    if (answer.problem() != null) {
                        return answer.problem();
                    }
                    response = answer.data();
                }
                case SaslStep.Finished(Outcome outcome, byte[] _) -> {
                    return finish(outcome, exchange.mechanism().saslName(), session);
                }
            }
        }
    }

    /// What the client answers to a challenge, or what is wrong with that.
    private record Answer(byte[] data, @Nullable Pop3Reply problem) {
        static Answer problem(String text) {
            return new Answer(new byte[0], Pop3Reply.error(text));
        }
    }

    private static Answer readResponse(Pop3Connection session) throws IOException {
        String text;
        try {
            text = new String(session.readResponse(LINE_LIMIT_OCTETS),
                    StandardCharsets.ISO_8859_1);
        } catch (LineTooLongException e) {
            session.connection().skipLine();
            return Answer.problem("the response is too long");
        }
        if (text.equals("*")) {
            return Answer.problem("authentication cancelled");
        }
        try {
            return new Answer(text.isEmpty() ? new byte[0] : Pop3Command.Auth.decode(text), null);
        } catch (MalformedDataException e) {
            return Answer.problem("the response is not valid base64");
        }
    }

    private static Pop3Reply finish(Outcome outcome, String how, Pop3Connection session)
            throws IOException {
        return switch (outcome) {
            case Outcome.Refused refused -> {
                log.info("{}: {} refused: {}", session, how, refused.reason());
                yield Pop3Errors.of(refused);
            }
            case Outcome.Granted(Login login) -> {
                String user = login.actor().label();
                // Listing a large maildrop may take longer than a log-in may.
                session.connection().setTotalTimeout(0);
                Maildrop maildrop = Maildrop.open(session.server().mailboxes().open(login),
                        session.server().maildrops(), session.server().blobs());
                if (maildrop == null) {
                    log.info("{}: the maildrop of {} is in use", session, user);
                    yield Pop3Reply.error("IN-USE", "another session has the maildrop open");
                }
                session.begin(login, maildrop);
                log.info("{}: logged in as {} by {}, {} messages", session, user, how,
                        maildrop.count());
                yield Pop3Reply.ok(maildrop.count() + " messages, " + maildrop.size()
                        + " octets");
            }
        };
    }
}
