package org.rialto.mailbox;

import org.rialto.directory.Actor;
import org.rialto.store.Mailbox;

/// An actor at a mailbox. The store's folders and messages that [#mailbox] gives check the
/// actor's rights on every call.
///
/// @param own whether every right is the actor's: the owner, or the server itself
public record MailboxSession(Actor actor, Mailbox mailbox, boolean own) {}
