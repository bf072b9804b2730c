package org.rialto.smtp.command;

import java.io.EOFException;
import java.io.IOException;
import org.rialto.base.net.Connection;
import org.rialto.smtp.IncomingMessage;
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpLimits;
import org.rialto.smtp.SmtpState;
import org.rialto.smtp.Transaction;
import org.rialto.smtp.wire.DataScanner;
import org.rialto.smtp.wire.SmtpCommand;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.transport.Envelope;

/// DATA: takes the message. RFC 5321 §4.1.1.4.
public final class DataHandler {
    /// A message over the limit is read on for so long, to answer at its end as one should.
    private static final long OVERSHOOT_OCTETS = 64L << 20;

    private DataHandler() {}

    public static SmtpReply handle(SmtpCommand.Data command, SmtpConnection session)
            throws IOException {
        if (!(session.state() instanceof SmtpState.Addressing(_, Transaction transaction))) {
            throw new IllegalStateException(command + " outside of its states");
        }
        if (transaction.recipients().isEmpty()) {
            return SmtpReply.of(554, "5.5.1", "no valid recipients");
        }
        if (transaction.start().body() == Envelope.Body.BINARY_MIME) {
            return SmtpReply.of(503, "5.5.1", "BINARYMIME needs BDAT");
        }
        IncomingMessage message = new IncomingMessage(session, transaction.envelope());
        try {
            session.write(SmtpReply.of(354, "", "send the message, end with <CRLF>.<CRLF>"));
            return receive(message, session);
        } finally {
            message.abort();
            session.reset();
        }
    }

    private static SmtpReply receive(IncomingMessage message, SmtpConnection session)
            throws IOException {
        Connection connection = session.connection();
        SmtpLimits limits = session.configuration().limits();
        connection.flush();
        Pace.begin(connection, limits);
        DataScanner scanner = new DataScanner();
        while (true) {
            int start = connection.inputStart();
            int end = connection.inputEnd();
            int consumed = scanner.scan(connection.inputBytes(), start, end, message);
            connection.consume(consumed - start);
            if (scanner.finished()) {
                break;
            }
            if (scanner.octets() > limits.messageOctets() + OVERSHOOT_OCTETS) {
                session.become(new SmtpState.Closed());
                return SmtpReply.of(421, "4.3.4", "the message is far too large");
            }
            if (!connection.fill()) {
                throw new EOFException("the connection ended in the middle of a message");
            }
        }
        Pace.end(connection);
        return message.finish(scanner.lineEndings());
    }
}
