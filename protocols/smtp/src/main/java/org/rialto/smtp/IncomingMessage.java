package org.rialto.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.smtp.wire.LineEndings;
import org.rialto.smtp.wire.SmtpReply;
import org.rialto.transport.Envelope;
import org.rialto.transport.Intake;
import org.rialto.smtp.authentication.Examination;
import org.rialto.smtp.authentication.HeaderSection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A message on its way from the connection to the transport. The header section is held until it
/// is whole, since fields are added on top, checked and taken out; the body streams through.
///
/// A refusal does not throw: the rest is read and dropped, so that the conversation stays in step,
/// and the refusal is the answer at the end.
public final class IncomingMessage extends OutputStream {
    private static final Logger log = LoggerFactory.getLogger(IncomingMessage.class);
    private static final int HEADER_FIRST_OCTETS = 2048;
    /// What of a large piece is copied before it is known where the header section ends.
    private static final int HEADER_STEP_OCTETS = 2048;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final SmtpConnection session;
    private final Envelope envelope;
    private final Intake intake;
    private final String id;
    private byte[] header = new byte[HEADER_FIRST_OCTETS];
    private int headerLength;
    private boolean inBody;
    private final @Nullable Examination examination;
    /// The fields and the body, where what goes on top is known only at the end.
    private @Nullable HeldBody held;
    private byte[] fields = new byte[0];
    private long octets;
    private byte last;
    private @Nullable SmtpReply refusal;
    private boolean ended;

    /// Begins with the transport.
    ///
    /// @throws MailError when it does not take a message now
    public IncomingMessage(SmtpConnection session, Envelope envelope) {
        this.session = session;
        this.envelope = envelope;
        this.intake = session.transport().begin(envelope);
        this.examination = envelope.authenticated() != null
                ? null
                : session.messageAuthentication().begin(
                        session.connection().remoteAddress().getAddress(),
                        envelope.client().greeting(), envelope.sender(),
                        session.configuration().hostName());
        this.id = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }

    public long octets() { return octets; }

    /// From here on the message is only read, not kept. The first refusal counts.
    public void refuse(SmtpReply reply) {
        if (refusal == null) {
            refusal = reply;
            intake.abort();
        }
    }

    /// Why the message is not wanted; null when it still is.
    public @Nullable SmtpReply refusal() { return refusal; }

    @Override
    public void write(int value) { write(new byte[]{(byte) value}, 0, 1); }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        octets += length;
        last = bytes[offset + length - 1];
        if (octets > session.configuration().limits().messageOctets()) {
            refuse(SmtpReply.of(552, "5.3.4", "the message is larger than "
                    + session.configuration().limits().messageOctets() + " octets"));
        }
        if (refusal != null) {
            return;
        }
        try {
            int done = 0;
            while (!inBody && done < length && refusal == null) {
                int some = Math.min(HEADER_STEP_OCTETS, length - done);
                addHeader(bytes, offset + done, some);
                done += some;
            }
            if (done < length && refusal == null) {
                writeBody(bytes, offset + done, length - done);
            }
        } catch (MailError e) {
            log.info("{}: message {} refused: {}", session, id, e.getMessage());
            refuse(SmtpErrors.of(e));
        }
    }

    private void addHeader(byte[] bytes, int offset, int length) {
        int before = headerLength;
        if (length > header.length - before) {
            header = Arrays.copyOf(header, Math.max(before + length, header.length * 2));
        }
        System.arraycopy(bytes, offset, header, before, length);
        headerLength += length;
        int end = HeaderSection.findEnd(header, before, headerLength);
        if (end > 0 || headerLength > session.configuration().limits().headerOctets()) {
            endHeader(end > 0 ? end : headerLength);
        }
    }

    /// The header section is whole, `header[0..end)`; what is behind it belongs to the body.
    private void endHeader(int end) {
        if (end > session.configuration().limits().headerOctets()) {
            refuse(SmtpReply.of(552, "5.3.4", "the header section is larger than "
                    + session.configuration().limits().headerOctets() + " octets"));
            return;
        }
        HeaderSection section = HeaderSection.parse(header, end);
        HeaderRules rules = new HeaderRules(session, envelope);
        SmtpReply problem = rules.check(section);
        if (problem != null) {
            refuse(problem);
            return;
        }
        String received = ReceivedField.write(envelope, session.configuration().hostName(),
                session.connection().tlsDescription(), id, ZonedDateTime.now());
        fields = (received + rules.rewrite(section) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        inBody = true;
        int body = section.lengthOctets();
        if (examination != null) {
            examination.header(section);
        }
        if (examination != null && examination.needsBody()) {
            held = new HeldBody();
        } else if (beginBody()) {
            intake.write(fields);
        }
        if (refusal == null) {
            writeBody(header, body, headerLength - body);
        }
        header = new byte[0];
    }

    private void writeBody(byte[] bytes, int offset, int length) {
        if (held == null || examination == null) {
            intake.write(bytes, offset, length);
            return;
        }
        examination.body(bytes, offset, length);
        try {
            held.write(bytes, offset, length);
        } catch (IOException e) {
            throw new MailError.Unavailable("there is no room for the message now", e);
        }
    }

    /// Writes what message authentication has found; false when that is a reason to refuse.
    private boolean beginBody() {
        if (examination == null) {
            return true;
        }
        Examination.Verdict verdict = examination.finish();
        if (verdict.refusal() != null) {
            refuse(SmtpReply.of(550, verdict.refusal().status(), verdict.refusal().text()));
            return false;
        }
        intake.write(verdict.field().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private void passOnHeldBody() {
        HeldBody body = held;
        if (body == null || !beginBody()) {
            return;
        }
        try {
            intake.write(fields);
            body.transferTo(intake);
        } catch (IOException e) {
            throw new MailError.Unavailable("the message cannot be read back now", e);
        }
    }

    /// All bytes are here: answers the client, 250 only when the message is on disk.
    public SmtpReply finish(LineEndings lineEndings) {
        if (!lineEndings.clean()) {
            refuse(bareLineEnd(lineEndings));
        }
        // The last chunk of BDAT may end in mid-line; the line ends here (RFC 3030 §2).
        if (last != '\n' && envelope.body() != Envelope.Body.BINARY_MIME) {
            write(LINE_END, 0, LINE_END.length);
        }
        try {
            if (refusal == null && !inBody) {
                endHeader(headerLength);
            }
            if (refusal == null) {
                passOnHeldBody();
            }
            if (refusal != null) {
                log.info("{}: message {} of {} refused: {} {}", session, id, sender(),
                        refusal.code(), refusal.lines().getFirst());
                return refusal;
            }
            // Who has lost the account while sending sends nothing any more.
            session.authenticated();
            Intake.Receipt receipt = intake.commit();
            ended = true;
            log.info("{}: message {} of {} for {} recipients accepted, {} octets, queued as {}",
                    session, id, sender(), envelope.recipients().size(), octets,
                    receipt.queueId());
            session.messageAccepted();
            return SmtpReply.of(250, "2.0.0", "queued as " + receipt.queueId());
        } catch (MailError e) {
            log.info("{}: message {} of {} refused: {}", session, id, sender(), e.getMessage());
            return e instanceof MailError.Invalid
                    ? SmtpReply.of(554, "5.4.6", String.valueOf(e.getMessage()))
                    : SmtpErrors.of(e);
        } finally {
            abort();
        }
    }

    private String sender() {
        return "<" + (envelope.sender() == null ? "" : envelope.sender()) + ">";
    }

    private static SmtpReply bareLineEnd(LineEndings lineEndings) {
        return SmtpReply.of(550, "5.6.11", (lineEndings.bareLf()
                ? "the message holds a line feed without carriage return"
                : "the message holds a carriage return without line feed")
                + ", which may not be sent");
    }

    /// Forgets the message, unless it was accepted.
    public void abort() {
        if (held != null) {
            held.close();
        }
        if (!ended) {
            ended = true;
            intake.abort();
        }
    }
}
