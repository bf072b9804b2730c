package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;

/// PLAIN, RFC 4616: `message = [authzid] UTF8NUL authcid UTF8NUL passwd`.
record PlainExchange(Authenticator authenticator, Peer peer) implements SaslExchange {
    @Override
    public Mechanism mechanism() { return Mechanism.PLAIN; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (response == null)
            return new SaslStep.Challenge(new byte[0]);
        try {
            String[] parts = SaslSyntax.utf8(response).split("\0", -1);
            if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
                throw new SaslSyntax("PLAIN needs a name and a password between NULs");
            }
            return new SaslStep.Finished(
                    authenticator.password(parts[1], parts[2], parts[0], peer));
        } catch (SaslSyntax e) {
            return e.step();
        }
    }
}
