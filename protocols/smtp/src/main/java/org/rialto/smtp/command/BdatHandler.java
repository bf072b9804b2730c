package org.rialto.smtp.command;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.base.net.Connection;
import org.rialto.mapi.MailError;
import org.rialto.smtp.IncomingMessage;
import org.rialto.smtp.SmtpConnection;
import org.rialto.smtp.SmtpErrors;
import org.rialto.smtp.SmtpState;
import org.rialto.smtp.wire.BdatCommand;
import org.rialto.smtp.wire.LineEndings;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.transport.Envelope;

/// BDAT: takes a chunk of the message. RFC 3030 §2. The chunk is read whatever the answer is, since
/// a pipelining client has sent it already; unless it is far too large, which ends the connection.
public final class BdatHandler {
    private static final long OVERSHOOT_OCTETS = 64L << 20;

    private BdatHandler() {}

    public static SmtpReply handle(BdatCommand command, SmtpConnection session)
            throws IOException {
        long limit = session.configuration().limits().messageOctets();
        if (command.sizeOctets() > limit + OVERSHOOT_OCTETS) {
            session.become(new SmtpState.Closed());
            return SmtpReply.of(552, "5.3.4", "messages may have " + limit + " octets");
        }
        SmtpState.Chunking chunking;
        switch (session.state()) {
            case SmtpState.Chunking now -> chunking = now;
            case SmtpState.Addressing now -> {
                SmtpReply problem = now.transaction().recipients().isEmpty()
                        ? SmtpReply.of(554, "5.5.1", "no valid recipients")
                        : null;
                IncomingMessage message = null;
                if (problem == null) {
                    try {
                        message = new IncomingMessage(session, now.transaction().envelope());
                    } catch (MailError e) {
                        problem = SmtpErrors.of(e);
                    }
                }
                if (problem != null || message == null) {
                    return refuse(command, session, problem);
                }
                chunking = new SmtpState.Chunking(now.greeting(), now.transaction(), message,
                        new LineEndings());
                session.become(chunking);
            }
            case SmtpState.Connected _,SmtpState.Greeted _,SmtpState.Closed _ -> {
                return refuse(command, session,
                        SmtpReply.of(503, "5.5.1", "a chunk needs MAIL and RCPT before it"));
            }
        }
        return take(command, session, chunking);
    }

    /// The message has failed: later chunks of it meet [SmtpState.Greeted] and are refused.
    private static SmtpReply refuse(BdatCommand command, SmtpConnection session,
            @Nullable SmtpReply reply) throws IOException {
        read(command.sizeOctets(), session, OutputStream.nullOutputStream(), null);
        session.reset();
        return reply == null ? SmtpReply.of(503, "5.5.1", "bad sequence") : reply;
    }

    private static SmtpReply take(BdatCommand command, SmtpConnection session,
            SmtpState.Chunking chunking) throws IOException {
        IncomingMessage message = chunking.message();
        boolean binary = chunking.transaction().start().body() == Envelope.Body.BINARY_MIME;
        read(command.sizeOctets(), session, message, binary ? null : chunking.lineEndings());
        SmtpReply refusal = message.refusal();
        if (refusal != null && !command.last()) {
            session.reset();
            return refusal;
        }
        if (!command.last()) {
            return SmtpReply.of(250, "2.0.0", command.sizeOctets() + " octets received");
        }
        try {
            chunking.lineEndings().end();
            return message.finish(chunking.lineEndings());
        } finally {
            session.reset();
        }
    }

    private static void read(long size, SmtpConnection session, OutputStream into,
            @Nullable LineEndings lineEndings) throws IOException {
        Connection connection = session.connection();
        Pace.begin(connection, session.configuration().limits());
        long left = size;
        while (left > 0) {
            if (!connection.hasBufferedInput()) {
                connection.flush();
                if (!connection.fill()) {
                    throw new EOFException("the connection ended in the middle of a chunk");
                }
            }
            int start = connection.inputStart();
            int count = (int) Math.min(left, connection.inputEnd() - start);
            byte[] input = connection.inputBytes();
            if (lineEndings != null) {
                lineEndings.check(input, start, start + count);
            }
            into.write(input, start, count);
            connection.consume(count);
            left -= count;
        }
        Pace.end(connection);
    }
}
