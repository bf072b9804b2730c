package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.kerberos.KerberosServer;

/// A ticket of Kerberos, and the proof of the server where the client asks for it: one step.
final class KerberosExchange implements SaslExchange {
    private final Authenticator authenticator;
    private final Peer peer;
    private final KerberosServer server;
    private KerberosServer.@Nullable Accepted accepted;

    KerberosExchange(Authenticator authenticator, Peer peer, KerberosServer server) {
        this.authenticator = authenticator;
        this.peer = peer;
        this.server = server;
    }

    @Override
    public Mechanism mechanism() { return Mechanism.GSS_SPNEGO; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (response == null)
            return new SaslStep.Challenge(new byte[0]);
        try {
            KerberosServer.Accepted taken = server.accept(response,
                    peer.channelBindings().tlsServerEndPoint());
            accepted = taken;
            Outcome outcome = authenticator.kerberos(
                    server.loginName(taken.principal()).orElse(null), taken.principal(), peer);
            return outcome instanceof Outcome.Granted granted && taken.answer() != null
                    ? new SaslStep.Finished(granted, taken.answer())
                    : new SaslStep.Finished(outcome);
        } catch (KerberosServer.Refused e) {
            return new SaslStep.Finished(authenticator.kerberosRefused(e, peer));
        }
    }

    /// After a grant.
    KerberosServer.@Nullable Accepted accepted() { return accepted; }
}
