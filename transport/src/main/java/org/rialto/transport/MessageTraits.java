package org.rialto.transport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// What a message's bytes ask of the next server. Found while they pass by on intake.
///
/// @param utf8Header   a byte over 127 in the message's header, and the message came with SMTPUTF8:
///                     needs it onward (RFC 6531 §3.2)
/// @param eightBitBody a byte over 127 elsewhere: needs 8BITMIME (RFC 6152)
/// @param binaryBody   a null byte, a bare CR or LF, or a line over 998 bytes: needs BINARYMIME
///                     (RFC 3030)
public record MessageTraits(boolean utf8Header, boolean eightBitBody, boolean binaryBody) {
    public static final MessageTraits PLAIN = new MessageTraits(false, false, false);

    /// Whether the next server must know SMTPUTF8: for the header, or for an address that has no
    /// ASCII form.
    public boolean needsSmtpUtf8(@Nullable SmtpAddress sender, List<Recipient> recipients) {
        return utf8Header || sender != null && !sender.hasAsciiLocalPart()
                || !recipients.stream().allMatch(to -> to.address().hasAsciiLocalPart());
    }
}
