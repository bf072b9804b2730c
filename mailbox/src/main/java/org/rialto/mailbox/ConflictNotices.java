package org.rialto.mailbox;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.rialto.directory.Actor;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.formats.mime.MailAddress;
import org.rialto.items.mail.AddressProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Change;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;
import org.rialto.store.ObjectIds;
import org.rialto.store.Permission;
import org.rialto.store.Rights;
import org.rialto.store.Snapshot;
import org.rialto.store.SpecialFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Conflict notification messages: tell the owners of a public folder that two versions of a message
/// in it are in conflict. MS-OXCFXICS §3.1.5.6.3.1.
public record ConflictNotices(Mailboxes mailboxes, Directory directory) {
    static final String MESSAGE_CLASS = "IPM.Conflict.Message";
    /// RESOLVE_NO_CONFLICT_NOTIFICATION of PidTagResolveMethod. §2.2.1.4.1.
    private static final int NO_NOTIFICATION = 0x02;
    private static final int TO = 1;
    private static final int MOST_OWNERS = 100;
    private static final String TEXT = """
            Two people changed the same message in this public folder at the same time. The message \
            has both versions now, and looks like the latest of them. Open it to choose which one is \
            to be kept.
            """;
    private static final Logger log = LoggerFactory.getLogger(ConflictNotices.class);

    private record Conflict(String folderName, String subject, Binary entryId,
            List<Permission> permissions) {}

    /// Tells of a conflict resolve message that was just made. Who cannot be told is left out: the
    /// message is there and says of itself what it is.
    public void tell(long folderId, long messageId) {
        try {
            Conflict conflict = mailboxes.open(Actor.SERVER, Mailboxes.PUBLIC_FOLDERS).mailbox()
                    .read(snapshot -> conflict(snapshot, folderId, messageId));
            for (DirectoryObject.MailboxOwner owner : owners(conflict.permissions())) {
                tell(owner, conflict);
            }
        } catch (MailError e) {
            log.warn("nobody is told of the conflict in public folder {}", folderId, e);
        }
    }

    private static Conflict conflict(Snapshot snapshot, long folderId, long messageId) {
        boolean silent = (snapshot.folderProperties(folderId)
                .getInteger32(PropertyTags.PidTagResolveMethod, 0) & NO_NOTIFICATION) != 0;
        String subject = snapshot.content(messageId).properties()
                .getString(PropertyTags.PidTagSubject, "");
        return new Conflict(snapshot.folder(folderId).name(), subject,
                new ObjectIds(snapshot.info()).messageEntryId(folderId, messageId),
                silent ? List.of() : snapshot.permissions(folderId));
    }

    /// Those who own the folder themselves or by a group.
    private Set<DirectoryObject.MailboxOwner> owners(List<Permission> permissions) {
        Set<DirectoryObject.MailboxOwner> owners = new LinkedHashSet<>();
        permissions.stream().filter(each -> (each.rights() & Rights.FOLDER_OWNER) != 0)
                .map(Permission::principal).filter(Objects::nonNull)
                .flatMap(guid -> directory.ofGuid(guid).stream())
                .flatMap(each -> each instanceof DirectoryObject.Group group
                        ? directory.members(group).stream()
                        : Stream.of(each))
                .filter(DirectoryObject.MailboxOwner.class::isInstance)
                .map(DirectoryObject.MailboxOwner.class::cast).limit(MOST_OWNERS)
                .forEach(owners::add);
        return owners;
    }

    private void tell(DirectoryObject.MailboxOwner owner, Conflict conflict) {
        try {
            Instant now = Instant.now();
            mailboxes.open(Actor.SERVER, owner.mailboxGuid()).mailbox()
                    .write(change -> change.deliver(place(change), message(owner, conflict, now)));
        } catch (MailError e) {
            log.warn("{} is not told of a conflict in a public folder", owner.entry().name(), e);
        }
    }

    private static long place(Change change) {
        return MailboxSettings.receiveFolders(change).of(MESSAGE_CLASS)
                .map(ReceiveFolders.Row::folderId)
                .orElseGet(() -> change.folder(SpecialFolder.INBOX).folderId());
    }

    private static NewMessage message(DirectoryObject.MailboxOwner owner, Conflict conflict,
            Instant now) {
        String subject = "Conflict: " + conflict.subject();
        PropertyBag bag = new PropertyBag()
                .set(PropertyTags.PidTagMessageClass, MESSAGE_CLASS)
                .set(PropertyTags.PidTagOriginalSubject, conflict.subject())
                .set(PropertyTags.PidTagConflictEntryId, conflict.entryId())
                .set(PropertyTags.PidTagSubject, subject)
                .set(PropertyTags.PidTagNormalizedSubject, subject)
                .set(PropertyTags.PidTagImportance, 1)
                .set(PropertyTags.PidTagBody, TEXT)
                .set(PropertyTags.PidTagClientSubmitTime, now)
                .set(PropertyTags.PidTagMessageDeliveryTime, now)
                .set(PropertyTags.PidTagDisplayTo, owner.display());
        // The sender is called after the folder; whoever answers writes to a person.
        MailAddress sender = new MailAddress(conflict.folderName(), "postmaster",
                owner.address().domain());
        AddressProperties.SENDER.set(bag, sender);
        AddressProperties.REPRESENTED.set(bag, sender);
        PropertyBag recipient = new PropertyBag().set(PropertyTags.PidTagRowid, 0)
                .set(PropertyTags.PidTagRecipientType, TO);
        AddressProperties.RECIPIENT.set(recipient, new MailAddress(owner.display(),
                owner.address().localPart(), owner.address().domain()));
        return new NewMessage(new MessageContent(bag, List.of(recipient), List.of()), false, 0,
                Set.of(), now, null, null);
    }
}
