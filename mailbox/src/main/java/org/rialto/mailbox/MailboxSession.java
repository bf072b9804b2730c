package org.rialto.mailbox;

import java.util.function.Supplier;
import org.rialto.directory.Actor;
import org.rialto.store.Mailbox;

/// An actor at a mailbox. The store's folders and messages that [#mailbox] gives check the
/// actor's rights on every call, and the actor follows the directory: who left a group loses its
/// rights at the next call, and who may not log in any more gets
/// [org.rialto.mapi.MailError.LoggedOut].
public final class MailboxSession {
    private final Supplier<? extends Actor> actor;
    private final Mailbox mailbox;
    private final boolean own;

    MailboxSession(Supplier<? extends Actor> actor, Mailbox mailbox, boolean own) {
        this.actor = actor;
        this.mailbox = mailbox;
        this.own = own;
    }

    /// As of now.
    ///
    /// @throws org.rialto.mapi.MailError.LoggedOut when the session is over
    public Actor actor() { return actor.get(); }

    public Mailbox mailbox() { return mailbox; }

    /// Whether every right is the actor's: the owner, or the server itself.
    public boolean own() { return own; }
}
