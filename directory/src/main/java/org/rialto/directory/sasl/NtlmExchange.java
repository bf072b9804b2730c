package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.ntlm.NtlmServer;
import org.rialto.directory.ntlm.NtlmSession;

/// NTLM as MS-NTHT, MS-SMTPNTLM, MS-OXIMAP and MS-POP3 carry it: negotiate, challenge, authenticate.
final class NtlmExchange implements SaslExchange {
    private enum State {
        EXPECTS_NEGOTIATE, EXPECTS_AUTHENTICATE, OVER
    }

    private final Authenticator authenticator;
    private final Peer peer;
    private final NtlmServer server;
    private State state = State.EXPECTS_NEGOTIATE;

    NtlmExchange(Authenticator authenticator, Peer peer, NtlmServer server) {
        this.authenticator = authenticator;
        this.peer = peer;
        this.server = server;
    }

    @Override
    public Mechanism mechanism() { return Mechanism.NTLM; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (response == null)
            return new SaslStep.Challenge(new byte[0]);
        try {
            return switch (state) {
                case EXPECTS_NEGOTIATE -> {
                    byte[] challenge = server.challenge(response);
                    state = State.EXPECTS_AUTHENTICATE;
                    yield new SaslStep.Challenge(challenge);
                }
                case EXPECTS_AUTHENTICATE -> {
                    state = State.OVER;
                    server.read(response);
                    yield new SaslStep.Finished(authenticator.ntlm(server, peer));
                }
                case OVER -> throw new IllegalStateException("the exchange is over");
            };
        } catch (MalformedDataException e) {
            return new SaslSyntax("NTLM: " + e.getMessage()).step();
        }
    }

    /// After a grant.
    NtlmSession session() { return server.session(); }
}
