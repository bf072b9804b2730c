package org.rialto.server.telephony;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Migrations;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.voice.MailDrop;
import org.rialto.transport.Envelope;
import org.rialto.transport.Intake;
import org.rialto.transport.MailTransport;
import org.rialto.transport.Recipient;

/// Hands over to the transport what calls left: once, since the name under which it is handed over is
/// written in the unit of work that takes the message.
final class VoiceMailDrop implements MailDrop {
    private static final Migrations MIGRATIONS = new Migrations("telephony", VoiceMailDrop.class);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final MailTransport transport;
    private final Clock clock;

    /// Undoes the unit of work.
    private static final class KnownAlready extends RuntimeException {
        private static final long serialVersionUID = 1;

        KnownAlready() { super(null, null, false, false); }
    }

    private VoiceMailDrop(MailTransport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    static VoiceMailDrop open(Database database, MailTransport transport, Clock clock) {
        MIGRATIONS.run(database);
        long before = clock.instant().minus(REMEMBERED).toEpochMilli();
        database.write(sql -> sql.update("DELETE FROM voice_mail_dropped WHERE dropped_at < ?",
                before));
        return new VoiceMailDrop(transport, clock);
    }

    @Override
    public void drop(String name, @Nullable SmtpAddress sender, SmtpAddress recipient,
            Message message) throws IOException {
        // The sender is who called, not who sends: nobody is told of a failure.
        Envelope envelope = Envelope.of(null, new Envelope.Client("local", "", "UM", false),
                List.of(Recipient.of(recipient)));
        long now = clock.millis();
        try (Intake intake = transport.submit(envelope, sql -> {
            if (sql.update("INSERT INTO voice_mail_dropped (name, dropped_at) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO NOTHING", name, now) == 0) {
                throw new KnownAlready();
            }
        })) {
            message.writeTo(intake);
            intake.commit();
        } catch (KnownAlready e) {
            // It has been delivered, or is on its way.
        }
    }
}
