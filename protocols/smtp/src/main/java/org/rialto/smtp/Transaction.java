package org.rialto.smtp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rialto.transport.Envelope;
import org.rialto.directory.SmtpAddress;
import org.rialto.transport.Recipient;

/// A mail transaction in the making: MAIL and the recipients so far. RFC 5321 §3.3.
public final class Transaction {
    private final Envelope start;
    private final List<Recipient> recipients = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    public Transaction(Envelope start) { this.start = start; }

    /// The envelope as MAIL made it, without recipients.
    public Envelope start() { return start; }

    public Envelope envelope() { return start.withRecipients(recipients); }

    public boolean contains(SmtpAddress address) { return keys.contains(address.key()); }

    public void add(Recipient recipient) {
        if (keys.add(recipient.address().key())) {
            recipients.add(recipient);
        }
    }

    public List<Recipient> recipients() { return recipients; }
}
