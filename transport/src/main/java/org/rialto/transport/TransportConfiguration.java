package org.rialto.transport;

import org.jspecify.annotations.Nullable;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.rules.RuleLimits;
import org.rialto.transport.queue.QueueLimits;
import org.rialto.transport.queue.RetrySchedule;

/// How this server treats messages.
///
/// @param hostName              this server in reports and greetings
/// @param node                  names this process among those that share the database; the same
///                              after a restart
/// @param postmaster            reads mail to postmaster@ and abuse@ that nobody else has; null is
///                              the first administrator
/// @param journal               gets a report of every message; null: nobody does
/// @param messageBytes          the largest message taken
/// @param hops                  Received and Delivered-To fields after which a message loops
/// @param ownSendersOnly        nobody outside may use an address of this server's domains in MAIL
/// @param rules                 what the rules of mailboxes may do
/// @param foreignSenders        authenticated users may use any address that is not this server's
public record TransportConfiguration(String hostName, String node, @Nullable SmtpAddress postmaster,
        @Nullable SmtpAddress journal, long messageBytes, int hops, boolean ownSendersOnly,
        boolean foreignSenders,
        RetrySchedule retry, QueueLimits queue, RuleLimits rules) {
    public static TransportConfiguration standard(String hostName) {
        return new TransportConfiguration(hostName, "main", null, null, 150L << 20, 60, false,
                false,
                RetrySchedule.STANDARD, QueueLimits.STANDARD, RuleLimits.DEFAULT);
    }
}
