package org.rialto.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.mapi.MailError;
import org.rialto.store.BlobWriter;
import org.rialto.transport.queue.QueueId;

/// An intake of the real transport: the bytes go to the store's blob writer, and on their way their
/// structure and traits are found, so that nothing is read twice.
final class MailIntake extends Intake {
    private final Envelope envelope;
    private final Consumer<Incoming> acceptance;
    private final BlobWriter blob;
    private final TransportConfiguration configuration;
    private final Clock clock;
    private final Runnable ended;
    private final MimeScanner structure = new MimeScanner();
    private final TraitScanner traits = new TraitScanner();
    private final ReturnPath incoming = new ReturnPath(this::take);
    private final int returnPathBytes;
    private final long queueId = QueueId.next();
    private boolean open = true;

    /// @param acceptance takes responsibility for the message when it is complete
    MailIntake(Envelope envelope, Consumer<Incoming> acceptance, BlobWriter blob,
            TransportConfiguration configuration, Clock clock, Runnable ended) {
        this.envelope = envelope;
        this.acceptance = acceptance;
        this.blob = blob;
        this.configuration = configuration;
        this.clock = clock;
        this.ended = ended;
        byte[] returnPath = ReturnPath.field(envelope.sender());
        this.returnPathBytes = returnPath.length;
        store(returnPath, 0, returnPathBytes);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!open) {
            throw new IllegalStateException("the intake has ended");
        }
        if (blob.length() - returnPathBytes + length > configuration.messageBytes()) {
            abort();
            throw new MailError.TooLarge("the message is larger than "
                    + configuration.messageBytes() + " bytes");
        }
        incoming.write(bytes, offset, length);
    }

    private void take(byte[] bytes, int offset, int length) {
        store(bytes, offset, length);
        traits.write(bytes, offset, length);
    }

    private void store(byte[] bytes, int offset, int length) {
        try {
            blob.write(bytes, offset, length);
        } catch (IOException e) {
            abort();
            throw new MailError.Unavailable("the message cannot be stored now", e);
        }
        structure.write(bytes, offset, length);
    }

    @Override
    public Receipt commit() {
        if (!open) {
            throw new IllegalStateException("the intake has ended");
        }
        try {
            incoming.finish();
            if (traits.hops() > configuration.hops()) {
                throw new MailError.Invalid("the message went through " + traits.hops()
                        + " servers already and loops");
            }
            Incoming message = new Incoming(queueId, clock.instant(), envelope, blob.finish(),
                    returnPathBytes, traits.traits(envelope.smtpUtf8()), structure.finish());
            acceptance.accept(message);
            return new Receipt(message.name());
        } catch (UncheckedIOException e) {
            throw new MailError.Unavailable("the message cannot be stored now", e);
        } finally {
            abort();
        }
    }

    @Override
    public void abort() {
        if (open) {
            open = false;
            blob.close();
            ended.run();
        }
    }
}
