package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;

/// What a server does after a client's message (RFC 4422 §3).
public sealed interface SaslStep {
    /// Send this, maybe empty, and hand the answer to [SaslExchange#next].
    record Challenge(byte[] data) implements SaslStep {}

    /// The exchange is over.
    ///
    /// @param data to go with a success where the protocol can carry it (see [Peer#successData])
    record Finished(Outcome outcome, byte @Nullable [] data) implements SaslStep {
        Finished(Outcome outcome) { this(outcome, null); }
    }
}
