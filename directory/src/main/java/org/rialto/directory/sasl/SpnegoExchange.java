package org.rialto.directory.sasl;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.kerberos.KerberosServer;
import org.rialto.directory.ntlm.NtlmServer;

/// SPNEGO (RFC 4178, MS-SPNG) around NTLM or Kerberos, as HTTP's Negotiate (RFC 4559) and LDAP's
/// GSS-SPNEGO carry it. Windows also sends either without SPNEGO around it.
final class SpnegoExchange implements SaslExchange {
    private final Authenticator authenticator;
    private final Peer peer;
    private @Nullable SaslExchange inner;
    private String mechanism = SpnegoToken.NTLM;
    private boolean bare;
    private boolean micWanted;
    private byte[] mechanismList = {};

    SpnegoExchange(Authenticator authenticator, Peer peer) {
        this.authenticator = authenticator;
        this.peer = peer;
    }

    @Override
    public Mechanism mechanism() { return Mechanism.GSS_SPNEGO; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (response == null)
            return new SaslStep.Challenge(new byte[0]);
        try {
            return inner == null ? first(response) : further(inner, response);
        } catch (MalformedDataException e) {
            return new SaslSyntax("SPNEGO: " + e.getMessage()).step();
        } catch (SaslSyntax e) {
            return e.step();
        }
    }

    private SaslStep first(byte[] response) throws SaslSyntax {
        if (NtlmServer.isNtlm(response)) {
            bare = true;
            return further(begin(SpnegoToken.NTLM), response);
        }
        if (SpnegoToken.isBareKerberos(response)) {
            bare = true;
            return further(begin(SpnegoToken.KERBEROS), response);
        }
        SpnegoToken token = SpnegoToken.read(response);
        if (!token.initial())
            throw new SaslSyntax("SPNEGO begins with NegTokenInit");
        mechanismList = token.mechanismList();
        for (int i = 0; i < token.mechanisms().size(); i++) {
            String offered = token.mechanisms().get(i);
            if (!authenticator.canNegotiate(offered))
                continue;
            SaslExchange chosen = begin(offered);
            if (i == 0 && token.token() != null)
                return step(chosen.next(token.token()), token.mic());
            // RFC 4178 §5: not the client's first choice, so the choice itself must be signed.
            micWanted = i > 0;
            return new SaslStep.Challenge(SpnegoToken.response(micWanted
                    ? SpnegoToken.State.REQUEST_MIC
                    : SpnegoToken.State.ACCEPT_INCOMPLETE, offered, null, null));
        }
        throw new SaslSyntax("none of the client's mechanisms is known here");
    }

    private SaslExchange begin(String chosen) throws SaslSyntax {
        if (!authenticator.canNegotiate(chosen))
            throw new SaslSyntax("the client's mechanism is not offered here");
        mechanism = chosen;
        SaslExchange begun = authenticator.beginNegotiated(chosen, peer);
        inner = begun;
        return begun;
    }

    private SaslStep further(SaslExchange exchange, byte[] response) throws SaslSyntax {
        if (bare)
            return exchange.next(response);
        SpnegoToken token = SpnegoToken.read(response);
        if (token.token() == null)
            throw new SaslSyntax("the token is missing");
        return step(exchange.next(token.token()), token.mic());
    }

    private SaslStep step(SaslStep step, byte @Nullable [] mic) throws SaslSyntax {
        return switch (step) {
            case SaslStep.Challenge challenge ->
                new SaslStep.Challenge(SpnegoToken.response(SpnegoToken.State.ACCEPT_INCOMPLETE,
                        mechanism, challenge.data(), null));
            case SaslStep.Finished(Outcome.Refused refused, var _) ->
                new SaslStep.Finished(refused);
            case SaslStep.Finished(Outcome.Granted granted, var data) ->
                new SaslStep.Finished(granted, SpnegoToken.response(
                        SpnegoToken.State.ACCEPT_COMPLETED, mechanism, data, answerMic(mic)));
        };
    }

    /// Checks the client's mechListMIC, and answers with the server's.
    private byte @Nullable [] answerMic(byte @Nullable [] mic) throws SaslSyntax {
        if (mic == null) {
            if (micWanted)
                throw new SaslSyntax("the choice of mechanism is not signed");
            return null;
        }
        if (inner instanceof KerberosExchange kerberos && kerberos.accepted() != null) {
            KerberosServer.Accepted ticket = kerberos.accepted();
            if (!ticket.signed(mechanismList, mic))
                throw new SaslSyntax("the choice of mechanism was tampered with");
            return ticket.sign(mechanismList);
        }
        if (!(inner instanceof NtlmExchange ntlm))
            return null;
        if (!ntlm.session().canSign()
                || !MessageDigest.isEqual(ntlm.session().signFirst(true, mechanismList), mic)) {
            throw new SaslSyntax("the choice of mechanism was tampered with");
        }
        return ntlm.session().signFirst(false, mechanismList);
    }
}
