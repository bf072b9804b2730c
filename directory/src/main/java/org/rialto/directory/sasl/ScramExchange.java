package org.rialto.directory.sasl;

import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/// SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677) as a SASL exchange: [ScramServer] with
/// the accounts of the directory.
///
/// `START → FIRST_SENT → (FINAL_SENT →) finished`
final class ScramExchange implements SaslExchange {
    private static final SecureRandom RANDOM = new SecureRandom();

    private sealed interface State {
        record Start() implements State {}

        record FirstSent(Authenticator.ScramAccount account) implements State {}

        /// The client has yet to acknowledge the server's signature.
        record FinalSent(Outcome outcome) implements State {}
    }

    private final Authenticator authenticator;
    private final Peer peer;
    private final Mechanism mechanism;
    private final ScramServer server;
    private State state = new State.Start();

    ScramExchange(Authenticator authenticator, Peer peer, boolean plus) {
        this.authenticator = authenticator;
        this.peer = peer;
        this.mechanism = plus ? Mechanism.SCRAM_SHA_256_PLUS : Mechanism.SCRAM_SHA_256;
        byte[] nonce = new byte[18];
        RANDOM.nextBytes(nonce);
        this.server = new ScramServer(plus, peer.channelBindings(),
                Base64.getEncoder().encodeToString(nonce));
    }

    @Override
    public Mechanism mechanism() { return mechanism; }

    @Override
    public SaslStep next(byte @Nullable [] response) {
        if (response == null)
            return new SaslStep.Challenge(new byte[0]);
        try {
            return switch (state) {
                case State.Start start -> first(response);
                case State.FirstSent(Authenticator.ScramAccount account) -> last(account, response);
                case State.FinalSent(Outcome outcome) -> {
                    if (response.length > 0)
                        throw new SaslSyntax("an empty message is expected");
                    yield new SaslStep.Finished(outcome);
                }
            };
        } catch (SaslSyntax e) {
            return e.step();
        }
    }

    private SaslStep first(byte[] message) throws SaslSyntax {
        byte[] answer = server.first(message, name -> {
            Authenticator.ScramAccount account = authenticator.scramAccount(name);
            state = new State.FirstSent(account);
            return account.keys();
        });
        return new SaslStep.Challenge(answer);
    }

    private SaslStep last(Authenticator.ScramAccount account, byte[] message) throws SaslSyntax {
        GuessThrottle.Attempt attempt = authenticator.admit(account.account(), peer);
        if (attempt.retryAfter() != null) {
            return new SaslStep.Finished(Authenticator.tooMany(attempt.retryAfter()));
        }
        byte[] signature;
        try {
            signature = server.last(message);
        } catch (SaslSyntax e) {
            attempt.wasNotJudged();
            throw e;
        }
        if (signature == null) {
            attempt.wasWrong();
            return new SaslStep.Finished(Authenticator.invalid());
        }
        attempt.wasRight();
        Outcome outcome = authenticator.proved(account.user(), account.proof(),
                server.authorizationId(), peer);
        return switch (outcome) {
            case Outcome.Refused refused -> new SaslStep.Finished(refused);
            case Outcome.Granted granted -> {
                if (peer.successData())
                    yield new SaslStep.Finished(granted, signature);
                state = new State.FinalSent(granted);
                yield new SaslStep.Challenge(signature);
            }
        };
    }
}
