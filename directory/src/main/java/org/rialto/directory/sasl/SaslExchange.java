package org.rialto.directory.sasl;

import org.jspecify.annotations.Nullable;

/// One authentication under way, the server's side. Used by one thread; ends with a
/// [SaslStep.Finished], after which it is not called again. To cancel, drop it.
public sealed interface SaslExchange
        permits PlainExchange, LoginExchange, ScramExchange, BearerExchange, ExternalExchange,
        NtlmExchange, KerberosExchange, SpnegoExchange, RefusedExchange {
    /// The longest client message that is read, in bytes: a bearer token may take most of it.
    int MESSAGE_LIMIT_BYTES = 16_384;

    Mechanism mechanism();

    /// Takes the client's next message.
    ///
    /// @param response decoded from the protocol's base64; null in the first call when the client
    /// sent no initial response (which is not the same as an empty one)
    SaslStep next(byte @Nullable [] response);
}
