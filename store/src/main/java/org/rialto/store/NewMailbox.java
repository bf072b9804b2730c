package org.rialto.store;

import java.util.UUID;

/// What a mailbox is created with; its special folders come with it.
public record NewMailbox(UUID guid, MailboxKind kind, String displayName,
        MailboxInfo.Quota quota) {}
