package org.rialto.transport;

/// The answer to MAIL FROM. The reasons are for people and safe to send to the client.
public sealed interface SenderVerdict {
    record Accepted() implements SenderVerdict {}

    /// Accepted, on behalf of the address's owner only: the message must name the user in its Sender
    /// field.
    record OnBehalf() implements SenderVerdict {}

    /// 552 5.2.2: the user's mailbox is so full that nothing may be sent.
    record Full(String reason) implements SenderVerdict {}

    /// 450 4.7.1: the user has sent enough for today.
    record EnoughToday(String reason) implements SenderVerdict {}

    /// 550 5.7.1: the authenticated user may not send as this address, or an outsider uses it.
    record Denied(String reason) implements SenderVerdict {}

    /// 552 5.3.4: over the limit of the server or of the user.
    record TooLarge(String reason) implements SenderVerdict {}
}
