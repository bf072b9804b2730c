package org.rialto.directory.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A client's message that breaks its mechanism's grammar. Stays in this package: exchanges end
/// with [Outcome.Reason#MALFORMED].
final class SaslSyntax extends Exception {
    private static final long serialVersionUID = 1L;

    SaslSyntax(String problem) { super(problem); }

    SaslStep step() {
        return new SaslStep.Finished(
                Outcome.Refused.of(Outcome.Reason.MALFORMED, Objects.requireNonNull(getMessage())));
    }

    /// Strict UTF-8: a replacement character must not become part of a name or password.
    static String utf8(byte[] bytes) throws SaslSyntax {
        if (bytes.length > SaslExchange.MESSAGE_LIMIT_BYTES) {
            throw new SaslSyntax("the message is too long");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new SaslSyntax("the message is not UTF-8");
        }
    }
}
