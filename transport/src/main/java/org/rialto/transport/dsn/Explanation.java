package org.rialto.transport.dsn;

import org.rialto.transport.EnhancedStatus;

/// What a status code (RFC 3463) means for the person who sent the message, and what to do.
final class Explanation {
    private Explanation() {}

    static String of(EnhancedStatus status, DeliveryReport.Action action) {
        return switch (action) {
            case DELIVERED -> "The message was delivered to this mailbox.";
            case RELAYED -> "The message was handed to a server that does not report deliveries."
                    + " You will hear no more of it unless it fails there.";
            case EXPANDED -> "The message was sent on to the members of this group.";
            case DELAYED -> "The message is not delivered yet. " + reason(status)
                    + " It is tried again by itself; you need not send it again.";
            case FAILED -> reason(status);
        };
    }

    private static String reason(EnhancedStatus status) {
        return switch (status.subject() + "." + status.detail()) {
            case "1.0", "1.1", "1.3", "1.6" ->
                "There is no such address. Check its spelling, or ask the recipient for the"
                        + " right one.";
            case "1.2" ->
                "There is no such mail domain. Check the spelling of what stands after the @.";
            case "1.10" -> "The recipient's domain does not take mail. Ask the recipient for"
                    + " another address.";
            case "2.1" -> "The mailbox cannot take messages now.";
            case "2.2" -> "The recipient's mailbox is full. Reach the recipient by other means, or"
                    + " try again later.";
            case "2.3", "3.4" -> "The message is too large for the recipient's server. Send it"
                    + " without its attachments, or send a link to them.";
            case "2.4" -> "The group has too many members or leads in a circle. Its owner has to"
                    + " mend that.";
            case "4.1" -> "The recipient's server does not answer.";
            case "4.3", "4.4" -> "The recipient's server cannot be found. Check the spelling of"
                    + " what stands after the @.";
            case "4.6" -> "The message goes round in a circle between servers. Their"
                    + " administrators have to mend that.";
            case "4.7" -> "The recipient's server did not take the message for several days."
                    + " Reach the recipient by other means; you may try again later.";
            case "6.3" -> "The recipient's server cannot take a message of this form. Send it as"
                    + " plain text, or without its attachments.";
            case "6.7" -> "The recipient's server does not know internationalised addresses."
                    + " Send from, and to, an address without special letters.";
            case "7.1" -> "You may not send to this recipient. Ask the recipient, or the owner of"
                    + " the group, to allow it.";
            case "7.10", "7.30" -> "The message may only travel encrypted, and the recipient's"
                    + " server does not offer that.";
            default -> status.subject() == 7
                    ? "The recipient's server refused the message as unwanted or unsafe. What it"
                            + " said is below; its administrator can tell more."
                    : "What the recipient's server said is below; an administrator can tell more.";
        };
    }
}
