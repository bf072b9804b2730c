package org.rialto.smtp.wire;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.rialto.base.MalformedDataException;

/// AUTH: begins authentication. RFC 4954 §4; LOGIN with its optional user name by MS-XLOGIN
/// §2.2.2. The response never appears in `toString`.
public record AuthCommand(String mechanism, Optional<byte[]> initialResponse)
        implements
            SmtpCommand {

    /// ```
    /// auth-command     = "AUTH" SP sasl-mech [SP initial-response] *(CRLF [base64]) [CRLF "*"] CRLF
    /// sasl-mech        = 1*20mech-char
    /// initial-response = base64 / "="
    /// ```
    public static AuthCommand read(LineCursor cursor) {
        cursor.skipSpaces();
        String mechanism = cursor.word().toUpperCase(Locale.ROOT);
        if (mechanism.isEmpty() || mechanism.length() > 20
                || !mechanism.chars().allMatch(AuthCommand::isMechanismCharacter)) {
            throw cursor.malformed("the name of a mechanism is expected");
        }
        cursor.skipSpaces();
        String response = cursor.rest();
        return new AuthCommand(mechanism,
                response.isEmpty() ? Optional.empty() : Optional.of(decode(response)));
    }

    /// One base64 line of the exchange; "=" is an empty response.
    public static byte[] decode(String text) {
        if (text.equals("=")) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("not valid base64", 0);
        }
    }

    private static boolean isMechanismCharacter(int c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    @Override
    public String toString() { return "AuthCommand[" + mechanism + "]"; }
}
