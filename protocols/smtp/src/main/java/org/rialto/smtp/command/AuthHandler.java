package org.rialto.smtp.command;

import java.io.IOException;
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
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpErrors;
import org.rialto.smtp.wire.AuthCommand;
import org.rialto.smtp.wire.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// AUTH: who the client is. RFC 4954; the mechanisms are the directory's, LOGIN as MS-XLOGIN §2.2.2
/// and §3.2.5 have it.
public final class AuthHandler {
    private static final Logger log = LoggerFactory.getLogger(AuthHandler.class);
    /// The longest message of a mechanism in base64, with its CRLF.
    private static final int LINE_LIMIT_OCTETS = SaslExchange.MESSAGE_LIMIT_BYTES / 3 * 4 + 16;

    private AuthHandler() {}

    public static SmtpReply handle(AuthCommand command, SmtpConnection session)
            throws IOException {
        if (session.authenticated() != null) {
            return SmtpReply.of(503, "5.5.1", "you are authenticated already");
        }
        if (!session.configuration().offersAuthentication()) {
            return SmtpReply.of(503, "5.5.1", "authentication is not offered here");
        }
        Peer peer = session.peer();
        boolean isOffered = Mechanism.ofName(command.mechanism())
                .filter(session.authenticator().mechanisms(peer)::contains).isPresent();
        SaslExchange exchange = session.authenticator().begin(command.mechanism(), peer);
        byte[] response = command.initialResponse().orElse(null);
        if (!isOffered) {
            // Says why at once: unknown, or in need of encryption.
            response = new byte[0];
        }
        while (true) {
            switch (exchange.next(response)) {
                case SaslStep.Challenge(byte[] data) -> {
                    session.write(SmtpReply.of(334, "",
                            Base64.getEncoder().encodeToString(data)));
                    Answer answer = readResponse(session);
                    if (answer.problem() != null) {
                        return answer.problem();
                    }
                    response = answer.data();
                }
                case SaslStep.Finished(Outcome outcome, byte[] _) -> {
                    return finish(outcome, exchange.mechanism(), session);
                }
            }
        }
    }

    /// What the client answers to a challenge, or what is wrong with that.
    private record Answer(byte[] data, @Nullable SmtpReply problem) {
        static Answer problem(int code, String status, String text) {
            return new Answer(new byte[0], SmtpReply.of(code, status, text));
        }
    }

    private static Answer readResponse(SmtpConnection session) throws IOException {
        byte[] line;
        try {
            line = session.readResponse(LINE_LIMIT_OCTETS);
        } catch (LineTooLongException e) {
            session.connection().skipLine();
            return Answer.problem(500, "5.5.6", "the response is too long");
        }
        String text = new String(line, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.equals("*")) {
            return Answer.problem(501, "5.7.0", "authentication cancelled");
        }
        try {
            return new Answer(text.isEmpty() ? new byte[0] : AuthCommand.decode(text), null);
        } catch (MalformedDataException e) {
            return Answer.problem(501, "5.5.2", "the response is not valid base64");
        }
    }

    private static SmtpReply finish(Outcome outcome, Mechanism mechanism,
            SmtpConnection session) {
        return switch (outcome) {
            case Outcome.Granted(Login login) -> {
                session.authenticate(login);
                log.info("{}: authenticated as {} by {}", session, login.actor().label(),
                        mechanism.saslName());
                yield SmtpReply.of(235, "2.7.0", "authenticated");
            }
            case Outcome.Refused refused -> {
                log.info("{}: {} refused: {}", session, mechanism.saslName(), refused.reason());
                yield SmtpErrors.of(refused);
            }
        };
    }
}
