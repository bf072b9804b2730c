package org.rialto.mailbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.rialto.directory.Actor;
import org.rialto.mapi.MailError;
import org.rialto.store.Access;
import org.rialto.store.Mailbox;
import org.rialto.store.MailboxInfo;
import org.rialto.store.Store;

/// Opens mailboxes for actors: the one place where it is decided who may look into which mailbox
/// and with what rights. What it hands out checks those rights on every call.
public final class Mailboxes {
    /// The GUID of the mailbox that holds the public folders.
    public static final UUID PUBLIC_FOLDERS = UUID
            .fromString("52696c74-6f50-4ab1-8c00-000000000001");
    private final Store store;

    public Mailboxes(Store store) { this.store = store; }

    /// The actor's own mailbox. [MailError.NotFound] when the actor has none.
    public MailboxSession open(Actor actor) {
        return switch (actor) {
            case Actor.Person person -> open(actor, person.mailboxGuid());
            case Actor.Server _,Actor.Anonymous _ -> throw new MailError.NotFound(
                    actor.label() + " has no mailbox");
        };
    }

    /// Any mailbox. Someone to whom nothing in it was granted is told that there is none, so that
    /// nobody learns which mailboxes exist.
    public MailboxSession open(Actor actor, UUID mailboxGuid) {
        MailboxInfo info = store.findMailbox(mailboxGuid)
                .orElseThrow(() -> noMailbox(mailboxGuid));
        Access access = access(actor, mailboxGuid);
        Mailbox mailbox = store.open(info.mailboxId(), access);
        boolean own = access.full();
        if (!own && mailbox.read(snapshot -> snapshot.folders().isEmpty())) {
            throw noMailbox(mailboxGuid);
        }
        return new MailboxSession(actor, mailbox, own);
    }

    /// Mailboxes other than the own one in which something is granted to the actor or to a group
    /// it is in.
    public List<MailboxInfo> shared(Actor actor) {
        return switch (actor) {
            case Actor.Person person -> store.mailboxesGranting(principals(person)).stream()
                    .filter(info -> !info.guid().equals(person.mailboxGuid())
                            && !info.guid().equals(PUBLIC_FOLDERS))
                    .toList();
            case Actor.Server _,Actor.Anonymous _ -> List.of();
        };
    }

    /// The public folders, if there are any that the actor may see.
    public MailboxSession publicFolders(Actor actor) { return open(actor, PUBLIC_FOLDERS); }

    /// What the store needs to know of an actor at a mailbox.
    static Access access(Actor actor, UUID mailboxGuid) {
        return switch (actor) {
            case Actor.Server _ -> Access.SYSTEM;
            case Actor.Anonymous _ -> new Access(Access.SYSTEM_ID, false, Set.of());
            case Actor.Person person -> new Access(person.userGuid(),
                    person.mailboxGuid().equals(mailboxGuid), principals(person));
        };
    }

    private static Set<UUID> principals(Actor.Person person) {
        Set<UUID> principals = new HashSet<>(person.groupGuids());
        principals.add(person.userGuid());
        return principals;
    }

    private static MailError.NotFound noMailbox(UUID guid) {
        return new MailError.NotFound("there is no mailbox " + guid);
    }
}
