package org.rialto.transport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// What surrounds a message: MAIL FROM with its parameters, who sends it, and RCPT TO. RFC 5321
/// §2.3.1, RFC 3461 §4, RFC 6152, RFC 3030, RFC 6531, RFC 8689.
///
/// @param sender         the reverse path; null is `<>`
/// @param body           the BODY parameter
/// @param smtpUtf8       the SMTPUTF8 parameter was given
/// @param returnContent  the RET parameter; null when it was not given
/// @param envelopeId     the ENVID parameter, xtext decoded; null when it was not given
/// @param requireTls     the REQUIRETLS parameter was given
/// @param sizeBytes      the SIZE parameter; 0 when it was not given
/// @param authenticated  primary address of the authenticated user; null for anyone else
/// @param client         where it came from
/// @param recipients     in the order of RCPT TO
public record Envelope(@Nullable SmtpAddress sender, Body body, boolean smtpUtf8,
        @Nullable ReturnContent returnContent, @Nullable String envelopeId, boolean requireTls,
        long sizeBytes, @Nullable SmtpAddress authenticated, Client client,
        List<Recipient> recipients) {

    public Envelope { recipients = List.copyOf(recipients); }

    /// A plain envelope without parameters.
    public static Envelope of(@Nullable SmtpAddress sender, Client client,
            List<Recipient> recipients) {
        return new Envelope(sender, Body.SEVEN_BIT, false, null, null, false, 0, null, client,
                recipients);
    }

    public Envelope withRecipient(Recipient recipient) {
        List<Recipient> more = new ArrayList<>(recipients);
        more.add(recipient);
        return withRecipients(more);
    }

    public Envelope withRecipients(List<Recipient> others) {
        return new Envelope(sender, body, smtpUtf8, returnContent, envelopeId, requireTls,
                sizeBytes, authenticated, client, others);
    }

    /// BODY parameter: RFC 6152 §3 and RFC 3030 §3.
    public enum Body {
        SEVEN_BIT, EIGHT_BIT_MIME, BINARY_MIME
    }

    /// RET parameter: RFC 3461 §4.3.
    public enum ReturnContent {
        FULL, HEADERS
    }

    /// Where a message came from, for the queue's display and the log.
    ///
    /// @param address  the peer's IP address as text, or `local`
    /// @param greeting what it said in HELO or EHLO; empty when there was none
    /// @param protocol as in the Received field's WITH clause (`ESMTPSA`), or the submitting
    ///                 protocol's name
    /// @param tls      the connection was encrypted
    public record Client(String address, String greeting, String protocol, boolean tls) {}
}
