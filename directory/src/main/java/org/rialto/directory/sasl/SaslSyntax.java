package org.rialto.directory.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A client's message that breaks its mechanism's grammar. Stays in this package: exchanges end
/// with [Outcome.Reason#MALFORMED].
final class SaslSyntax extends Exception {
    private static final long serialVersionUID = 1L;

    SaslSyntax(String problem) { super(problem); }

    /// Strict UTF-8: a replacement character must not become part of a name or password.
    static String utf8(byte[] bytes) throws SaslSyntax {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new SaslSyntax("the message is not UTF-8");
        }
    }
}
