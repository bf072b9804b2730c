package org.rialto.autodiscover;

import java.util.UUID;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Domain;
import org.rialto.directory.Flag;
import org.rialto.directory.Protocol;
import org.rialto.directory.telephone.TelephoneAccess;
import org.rialto.mailbox.Mailboxes;

/// Whom a request asks about.
sealed interface Target {
    /// A mailbox of this server.
    record Mailbox(DirectoryObject.MailboxOwner owner) implements Target {
        String display() { return owner.display(); }

        String address() { return owner.address().toString(); }

        String legacyDN() { return owner.entry().legacyDN(); }

        UUID guid() { return owner.mailboxGuid(); }

        Domain domain() { return owner.entry().domain(); }

        /// `GUID@domain`, by which MAPI clients name the mailbox's server.
        String server() { return guid() + "@" + domain().name(); }

        /// Whether it is enabled for unified messaging, and its user may ask about it.
        boolean isOnTelephone() {
            return may(Protocol.EWS) && owner instanceof DirectoryObject.User user
                    && TelephoneAccess.isEnabled(user);
        }

        boolean may(Protocol protocol) {
            Flag flag = protocol.flag();
            return owner.entry().is(flag);
        }
    }

    /// What holds the public folders, which a client finds like a mailbox.
    record PublicFolders(Domain domain) implements Target {
        String server() { return Mailboxes.PUBLIC_FOLDERS + "@" + domain.name(); }
    }

    /// The mailbox is elsewhere: ask again with this address.
    record Elsewhere(String address) implements Target {}

    /// Known, but nothing that has a mailbox: a group, a public folder.
    record NoMailbox() implements Target {}

    record Unknown() implements Target {}
}
