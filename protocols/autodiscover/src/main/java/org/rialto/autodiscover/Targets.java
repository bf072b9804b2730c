package org.rialto.autodiscover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.Resolution;
import org.rialto.directory.SmtpAddress;
import org.rialto.directory.sasl.Login;
import org.rialto.mailbox.Mailboxes;
import org.rialto.mapi.MailError;
import org.rialto.store.MailboxInfo;
import org.rialto.store.SpecialFolder;

/// Finds whom a request asks about, and what else they may open.
final class Targets {
    private final Directory directory;
    private final Mailboxes mailboxes;
    private final UUID deploymentId;

    Targets(Directory directory, Mailboxes mailboxes) {
        this.directory = directory;
        this.mailboxes = mailboxes;
        this.deploymentId = UUID.nameUUIDFromBytes(directory.secret("deployment-id"));
    }

    Target ofAddress(String text) {
        SmtpAddress address = SmtpAddress.parseOrNull(text);
        if (address == null)
            return new Target.Unknown();
        if (address.localPart().equals(Mailboxes.PUBLIC_FOLDERS.toString())) {
            return directory.domains().stream()
                    .filter(domain -> domain.key().equals(SmtpAddress.domainKey(address.domain())))
                    .<Target>map(Target.PublicFolders::new).findFirst()
                    .orElse(new Target.Unknown());
        }
        return switch (directory.resolve(address)) {
            case Resolution.Found found -> of(found.object());
            case Resolution.Unknown _ -> new Target.Unknown();
            case Resolution.Elsewhere _ -> new Target.Unknown();
        };
    }

    Target ofLegacyDN(String legacyDN) {
        return directory.ofLegacyDN(legacyDN).map(Targets::of).orElse(new Target.Unknown());
    }

    private static Target of(DirectoryObject object) {
        return switch (object) {
            case DirectoryObject.MailboxOwner owner when !owner.entry().is(Flag.LOGIN)
                    && owner instanceof DirectoryObject.User ->
                new Target.NoMailbox();
            case DirectoryObject.MailboxOwner owner -> new Target.Mailbox(owner);
            case DirectoryObject.Contact contact -> new Target.Elsewhere(
                    contact.address().toString());
            case DirectoryObject.Group _,DirectoryObject.PublicFolder _ -> new Target.NoMailbox();
        };
    }

    boolean isOurs(String domain) { return directory.isOurs(domain); }

    /// Mailboxes beside the own one that a client should open by itself: those whose inbox the user
    /// sees. A calendar alone that somebody shares is opened when it is wanted.
    List<DirectoryObject.MailboxOwner> alternates(Login login) {
        List<DirectoryObject.MailboxOwner> found = new ArrayList<>();
        for (MailboxInfo info : mailboxes.shared(login)) {
            if (directory.ofMailbox(info.guid())
                    .orElse(null) instanceof DirectoryObject.MailboxOwner owner
                    && seesInbox(login, info.guid())) {
                found.add(owner);
            }
        }
        return found;
    }

    /// Where the public folders are, for a user who may see any.
    Optional<Target.PublicFolders> publicFolders(Login login) {
        Domain domain = directory.defaultDomain().orElse(null);
        if (domain == null)
            return Optional.empty();
        try {
            mailboxes.publicFolders(login);
            return Optional.of(new Target.PublicFolders(domain));
        } catch (MailError.NotFound e) {
            return Optional.empty();
        }
    }

    private boolean seesInbox(Login login, UUID mailbox) {
        try {
            return mailboxes.open(login, mailbox).mailbox().read(snapshot -> snapshot.folders()
                    .stream().anyMatch(folder -> folder.special() == SpecialFolder.INBOX));
        } catch (MailError.NotFound e) {
            return false;
        }
    }

    /// Identifies the organisation, the same for all its users.
    String deploymentId() { return deploymentId.toString(); }
}
