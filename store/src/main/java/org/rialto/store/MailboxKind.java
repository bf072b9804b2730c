package org.rialto.store;

/// A user's (or room's) mailbox, or the one that holds the public folders.
public enum MailboxKind {
    PRIVATE, PUBLIC
}
