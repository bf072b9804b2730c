package org.rialto.mailbox;

import java.util.Map;
import java.util.function.Supplier;
import org.rialto.directory.Actor;
import org.rialto.store.Mailbox;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;

/// An actor at a mailbox. The store's folders and messages that [#mailbox] gives check the
/// actor's rights on every call, and the actor follows the directory: who left a group loses its
/// rights at the next call, and who may not log in any more gets
/// [org.rialto.mapi.MailError.LoggedOut].
public final class MailboxSession {
    private final Supplier<? extends Actor> actor;
    private final Mailbox mailbox;
    private final Mailbox asServer;
    private final boolean own;

    MailboxSession(Supplier<? extends Actor> actor, Mailbox mailbox, Mailbox asServer,
            boolean own) {
        this.actor = actor;
        this.mailbox = mailbox;
        this.asServer = asServer;
        this.own = own;
    }

    /// As of now.
    ///
    /// @throws org.rialto.mapi.MailError.LoggedOut when the session is over
    public Actor actor() { return actor.get(); }

    public Mailbox mailbox() { return mailbox; }

    /// Where the special folders are, also those that the actor may not see: their ids are no secret.
    public Map<SpecialFolder, Long> specialFolders() {
        return asServer.read(Snapshot::specialFolders);
    }

    /// What belongs to the mailbox as a whole.
    public MailboxSettings settings() { return new MailboxSettings(asServer, mailbox); }

    /// Whether every right is the actor's: the owner, or the server itself.
    public boolean own() { return own; }
}
