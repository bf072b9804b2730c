package org.rialto.directory.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/// LOGIN, never standardised (draft-murchison-sasl-login, MS-XLOGIN §3): the name, then the password.
/// An initial response is the name.
final class LoginExchange implements SaslExchange {
    private final Authenticator authenticator;
    private final Peer peer;
    private @Nullable String name;

    LoginExchange(Authenticator authenticator, Peer peer) {
        this.authenticator = authenticator;
        this.peer = peer;
    }

    @Override
    public Mechanism mechanism() { return Mechanism.LOGIN; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (response == null)
            return new SaslStep.Challenge("Username:".getBytes(US_ASCII));
        try {
            String text = withoutTrailingNul(SaslSyntax.utf8(response));
            String known = name;
            if (known == null) {
                if (text.isEmpty())
                    throw new SaslSyntax("the name is empty");
                name = text;
                return new SaslStep.Challenge("Password:".getBytes(US_ASCII));
            }
            if (text.isEmpty())
                throw new SaslSyntax("the password is empty");
            return new SaslStep.Finished(authenticator.password(known, text, "", peer));
        } catch (SaslSyntax e) {
            return e.step();
        }
    }

    /// The draft warns of clients that end their strings with a NUL.
    private static String withoutTrailingNul(String text) throws SaslSyntax {
        String plain = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        if (plain.indexOf('\0') >= 0)
            throw new SaslSyntax("the message holds NULs");
        return plain;
    }
}
