package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;

/// EXTERNAL, RFC 4422 appendix A: the connection vouches for who it is; the message is whom to act as.
record ExternalExchange(Authenticator authenticator, Peer peer) implements SaslExchange {
    @Override
    public Mechanism mechanism() { return Mechanism.EXTERNAL; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (response == null)
            return new SaslStep.Challenge(new byte[0]);
        try {
            String authorizationId = SaslSyntax.utf8(response);
            if (authorizationId.indexOf('\0') >= 0)
                throw new SaslSyntax("the name holds NULs");
            return new SaslStep.Finished(authenticator.external(authorizationId, peer));
        } catch (SaslSyntax e) {
            return e.step();
        }
    }
}
