package org.rialto.transport.outbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;

/// Signs what leaves for other servers (DKIM, RFC 6376). The server wires it to the SMTP room's
/// signer; this room may not know protocols.
@FunctionalInterface
public interface OutboundSigner {
    /// Signs nothing.
    OutboundSigner NONE = (sender, message) -> new byte[0];

    /// The header fields to put in front of the message, each ended by CRLF; empty when there is no
    /// key for the message's author domain.
    ///
    /// @param sender the reverse path; null is `<>`
    byte[] sign(@Nullable SmtpAddress sender, Content message) throws IOException;
}
