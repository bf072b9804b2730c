package org.rialto.directory.password;

import java.nio.charset.StandardCharsets;

import com.ongres.saslprep.SASLprep;
import com.ongres.stringprep.Profile;

/// Names and passwords as SASL compares them: prepared by SASLprep (RFC 4013), so that one typed on
/// a phone equals one typed on a keyboard.
public final class PreparedText {
    private static final Profile SASLPREP = new SASLprep();

    private PreparedText() {}

    /// The prepared password. One that SASLprep prohibits is kept as it is: whoever set it can
    /// still log in with the same bytes, as RFC 4616 §2 leaves to the server.
    public static String password(String text) {
        try {
            String prepared = SASLPREP.prepareStored(text);
            return prepared.isEmpty() ? text : prepared;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    public static byte[] passwordBytes(String text) {
        return password(text).getBytes(StandardCharsets.UTF_8);
    }
}
