package org.rialto.transport;

/// The answer to MAIL FROM. The reasons are for people and safe to send to the client.
public sealed interface SenderVerdict {
    record Accepted() implements SenderVerdict {}

    /// 550 5.7.1: the authenticated user may not send as this address, or an outsider uses it.
    record Denied(String reason) implements SenderVerdict {}

    /// 552 5.3.4: over the limit of the server or of the user.
    record TooLarge(String reason) implements SenderVerdict {}
}
