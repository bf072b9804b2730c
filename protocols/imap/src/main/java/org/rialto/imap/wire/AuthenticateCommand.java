package org.rialto.imap.wire;

import org.jspecify.annotations.Nullable;

/// AUTHENTICATE. RFC 9051 §6.2.2, with the initial response of SASL-IR (RFC 4959):
///
/// ```
/// authenticate     = "AUTHENTICATE" SP auth-type [SP initial-resp] *(CRLF base64)
/// initial-resp     = (base64 / "=")
/// ```
///
/// @param mechanism       in upper case
/// @param initialResponse base64, `=` for an empty one; null when there is none
public record AuthenticateCommand(String mechanism,
        @Nullable String initialResponse) implements Command {

    public static AuthenticateCommand read(ImapReader in) {
        in.space();
        String mechanism = in.keyword();
        return new AuthenticateCommand(mechanism, in.trySkip(' ') ? in.atom() : null);
    }

    @Override
    public String toString() { return "AuthenticateCommand[" + mechanism + "]"; }
}
