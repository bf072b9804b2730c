package org.rialto.mailbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Actor;
import org.rialto.directory.sasl.Login;
import org.rialto.mailbox.rules.RuleLimits;
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
    private final RuleLimits ruleLimits;

    public Mailboxes(Store store) { this(store, RuleLimits.DEFAULT); }

    public Mailboxes(Store store, RuleLimits ruleLimits) {
        this.store = store;
        this.ruleLimits = ruleLimits;
    }

    public RuleLimits ruleLimits() { return ruleLimits; }

    /// The user's own mailbox. [MailError.NotFound] when the user has none.
    public MailboxSession open(Login login) { return open(login, login.actor().mailboxGuid()); }

    /// Any mailbox. Someone to whom nothing in it was granted is told that there is none, so that
    /// nobody learns which mailboxes exist.
    public MailboxSession open(Login login, UUID mailboxGuid) {
        return open(login::actor, mailboxGuid);
    }

    /// The same for who does not log in: the server itself, or nobody in particular.
    public MailboxSession open(Actor actor, UUID mailboxGuid) {
        return open(() -> actor, mailboxGuid);
    }

    /// The same for an actor who may change while the session lasts.
    public MailboxSession open(Supplier<? extends Actor> actor, UUID mailboxGuid) {
        MailboxInfo info = store.findMailbox(mailboxGuid)
                .orElseThrow(() -> noMailbox(mailboxGuid));
        CurrentAccess access = new CurrentAccess(actor, mailboxGuid);
        boolean own = access.get().full();
        Mailbox mailbox = store.open(info.mailboxId(), access);
        if (!own && mailbox.read(snapshot -> snapshot.folders().isEmpty())) {
            throw noMailbox(mailboxGuid);
        }
        return new MailboxSession(actor, mailbox, store.open(info.mailboxId(), Access.SYSTEM), own);
    }

    /// Mailboxes other than the own one in which something is granted to the user or to a group
    /// they are in.
    public List<MailboxInfo> shared(Login login) {
        Actor.Person person = login.actor();
        return store.mailboxesGranting(principals(person)).stream()
                .filter(info -> !info.guid().equals(person.mailboxGuid())
                        && !info.guid().equals(PUBLIC_FOLDERS))
                .toList();
    }

    /// The public folders, if there are any that the user may see.
    public MailboxSession publicFolders(Login login) { return open(login, PUBLIC_FOLDERS); }

    /// The access of an actor who may change while a session lasts; made anew only then.
    private static final class CurrentAccess implements Supplier<Access> {
        private record Made(Actor actor, Access access) {}

        private final Supplier<? extends Actor> actor;
        private final UUID mailboxGuid;
        private volatile @Nullable Made made;

        CurrentAccess(Supplier<? extends Actor> actor, UUID mailboxGuid) {
            this.actor = actor;
            this.mailboxGuid = mailboxGuid;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the same object is handed out while it holds
        public Access get() {
            Actor now = actor.get();
            Made known = made;
            if (known == null || known.actor != now) {
                known = new Made(now, access(now, mailboxGuid));
                made = known;
            }
            return known.access;
        }
    }

    /// What the store needs to know of an actor at a mailbox.
    private static Access access(Actor actor, UUID mailboxGuid) {
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
