package org.rialto.transport;

import java.io.OutputStream;

/// A message on its way in: its bytes are written as a stream (header and body with CRLF line ends,
/// dots unstuffed, no final dot), then commit or abort ends it. Small messages stay in memory, large
/// ones go to disk as they come. Used by one thread; one envelope is one intake.
public abstract class Intake extends OutputStream {
    @Override
    public abstract void write(byte[] bytes, int offset, int length);

    @Override
    public void write(byte[] bytes) { write(bytes, 0, bytes.length); }

    @Override
    public void write(int oneByte) { write(new byte[]{(byte) oneByte}, 0, 1); }

    /// Takes responsibility for the message. When it returns, the message is on disk: in the
    /// mailboxes or in the queue. When it throws, nothing of the message is kept.
    ///
    /// @throws MailError.TooLarge    over the limit
    /// @throws MailError.Invalid     the message loops (too many Received fields): 554 5.4.6
    /// @throws MailError.Unavailable disk full, shutting down: 452 4.3.1
    public abstract Receipt commit();

    /// Forgets the message. Does nothing after commit or abort.
    public abstract void abort();

    @Override
    public void close() { abort(); }

    /// @param queueId names the message in the log, in replies and in the queue commands
    public record Receipt(String queueId) {}
}
