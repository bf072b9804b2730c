package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;

/// An exchange that ends before it begins: a mechanism that is unknown, or not offered here.
record RefusedExchange(Mechanism mechanism, Outcome.Refused refusal) implements SaslExchange {
    @Override
    public SaslStep next(byte @Nullable [] response) { return new SaslStep.Finished(refusal); }
}
