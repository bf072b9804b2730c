package org.rialto.transport;

/// The answer to RCPT TO. The reasons are for people and safe to send to the client. The codes
/// beside each are what an SMTP server answers (RFC 5321 §4.2, RFC 3463).
public sealed interface RecipientVerdict {
    /// 250 2.1.5: a mailbox, group, contact or folder of this server.
    record Local() implements RecipientVerdict {}

    /// 250 2.1.5 for who may relay, else 550 5.7.1: another server's domain.
    record Remote() implements RecipientVerdict {}

    /// 550 5.1.1: the domain is ours and the address does not exist.
    record Unknown(String reason) implements RecipientVerdict {}

    /// 452 4.2.2: the mailbox takes no more.
    record OverQuota(String reason) implements RecipientVerdict {}

    /// 550 5.7.1: the recipient does not take messages from this sender.
    record Denied(String reason) implements RecipientVerdict {}

    /// 552 5.3.4: the declared size is over what the recipient takes.
    record TooLarge(String reason) implements RecipientVerdict {}
}
