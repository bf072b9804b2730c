package org.rialto.smtp;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.rialto.transport.Envelope;
import org.rialto.transport.Recipient;

/// The trace field this server puts on top. RFC 5321 §4.4, RFC 3848, RFC 8314 §7.4 (tls clause as
/// a comment).
final class ReceivedField {
    /// RFC 5322 §3.3, always with a numeric zone.
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z",
            Locale.ROOT);

    private ReceivedField() {}

    /// ```
    /// Time-stamp-line = "Received:" FWS Stamp CRLF
    /// Stamp           = From-domain By-domain Opt-info [CFWS] ";" FWS date-time
    /// ```
    static String write(Envelope envelope, String hostName, String tls, String id,
            ZonedDateTime now) {
        Envelope.Client client = envelope.client();
        String address = client.address().indexOf(':') >= 0
                ? "IPv6:" + client.address()
                : client.address();
        StringBuilder field = new StringBuilder(256).append("Received: from ")
                .append(client.greeting()).append(" ([").append(address).append("])\r\n\tby ")
                .append(hostName).append(" with ").append(client.protocol());
        if (!tls.isEmpty()) {
            field.append("\r\n\t(").append(tls).append(')');
        }
        field.append("\r\n\tid ").append(id);
        List<Recipient> recipients = envelope.recipients();
        // More than one would tell a blind copy's recipient to the others.
        if (recipients.size() == 1) {
            field.append("\r\n\tfor <").append(recipients.getFirst().address()).append('>');
        }
        return field.append(";\r\n\t").append(DATE.format(now)).append("\r\n").toString();
    }
}
