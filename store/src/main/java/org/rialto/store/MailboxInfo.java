package org.rialto.store;

import java.time.Instant;
import java.util.UUID;

/// A mailbox as the store knows it. Sizes in bytes; a quota of 0 is unlimited.
///
/// @param replicaGuid the REPLGUID of ids made here (MS-OXCSTOR §2.2.1.1.3)
/// @param hasSearches whether there are search folders with criteria
public record MailboxInfo(long mailboxId, UUID guid, MailboxKind kind, String displayName,
        UUID replicaGuid, Quota quota, long contentSize, long messageCount, long recoverableSize,
        boolean hasSearches, Instant created) {
    /// MS-OXCSTOR §2.2.2.1: warning, prohibit send, prohibit receive; recoverable items likewise.
    public record Quota(long warningBytes, long prohibitSendBytes, long prohibitReceiveBytes,
            long recoverableBytes) {
        public static final Quota UNLIMITED = new Quota(0, 0, 0, 0);
    }
}
