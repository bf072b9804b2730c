package org.rialto.protocols.nspi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Link;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// A property whose values are other objects: a table of its own. MS-OXNSPI §3.1.4.4.2.2,
/// MS-OXOABK §2.2.5 and §2.2.6.
enum ObjectLink {
    // @formatter:off
    MEMBER(PropertyTags.PidTagAddressBookMember),
    CONTAINER_CONTENTS(PropertyTags.PidTagContainerContents),
    MEMBER_OF(PropertyTags.PidTagAddressBookIsMemberOfDistributionList),
    OWNER(PropertyTags.PidTagAddressBookOwner),
    OWNER_BACK_LINK(PropertyTags.PidTagAddressBookOwnerBackLink),
    MANAGER(PropertyTags.PidTagAddressBookManager),
    REPORTS(PropertyTags.PidTagAddressBookReports),
    PUBLIC_DELEGATES(PropertyTags.PidTagAddressBookPublicDelegates),
    AUTHORIZED_SENDERS(PropertyTags.PidTagAddressBookAuthorizedSenders),
    SUBMIT_ACCEPTED(PropertyTags.PidTagAddressBookDistributionListMemberSubmitAccepted);
    // @formatter:on

    private final PropertyTag tag;

    /// Some of these properties have other types outside of this protocol.
    ObjectLink(PropertyTag tag) { this.tag = tag.withType(PropertyType.OBJECT); }

    PropertyTag tag() { return tag; }

    static Optional<ObjectLink> ofPropertyId(int id) {
        for (ObjectLink link : values()) {
            if (link.tag.id() == id) {
                return Optional.of(link);
            }
        }
        return Optional.empty();
    }

    /// Whether objects of this kind can have the property.
    boolean isOf(DirectoryObject object) {
        boolean group = object instanceof DirectoryObject.Group;
        return switch (this) {
            case MEMBER, CONTAINER_CONTENTS, OWNER, AUTHORIZED_SENDERS, SUBMIT_ACCEPTED -> group;
            case MEMBER_OF -> true;
            case OWNER_BACK_LINK -> object instanceof DirectoryObject.User || group;
            case MANAGER, REPORTS -> object instanceof DirectoryObject.User
                    || object instanceof DirectoryObject.Contact;
            case PUBLIC_DELEGATES -> object instanceof DirectoryObject.MailboxOwner;
        };
    }

    /// What it points to; nothing where [#isOf] is false.
    List<DirectoryObject> targets(Directory directory, DirectoryObject object) {
        if (!isOf(object)) {
            return List.of();
        }
        long id = object.id();
        return switch (this) {
            case MEMBER, CONTAINER_CONTENTS -> object instanceof DirectoryObject.Group group
                    ? members(directory, group)
                    : List.of();
            case MEMBER_OF -> directory.linking(id, Link.MEMBER);
            case OWNER -> directory.linked(id, Link.OWNER);
            case OWNER_BACK_LINK -> directory.linking(id, Link.OWNER).stream()
                    .filter(DirectoryObject.Group.class::isInstance).toList();
            case MANAGER -> directory.linked(id, Link.MANAGER);
            case REPORTS -> directory.linking(id, Link.MANAGER);
            case PUBLIC_DELEGATES -> directory.linked(id, Link.SEND_ON_BEHALF);
            case AUTHORIZED_SENDERS -> senders(directory, id, false);
            case SUBMIT_ACCEPTED -> senders(directory, id, true);
        };
    }

    /// Of a dynamic group, which has no groups in it, they are remembered.
    private static List<DirectoryObject> members(Directory directory,
            DirectoryObject.Group group) {
        return group.filter().isPresent()
                ? directory.members(group)
                : directory.directMembers(group);
    }

    /// Who may send to a group: people are one property, groups another.
    private static List<DirectoryObject> senders(Directory directory, long id, boolean groups) {
        return directory.linked(id, Link.SENDER).stream()
                .filter(each -> each instanceof DirectoryObject.Group == groups).toList();
    }

    /// The link that a client may change by this property, or null. MS-OXNSPI §3.1.4.1.15.
    @Nullable
    Link writable(DirectoryObject object) {
        return switch (this) {
            case MEMBER -> object instanceof DirectoryObject.Group group
                    && group.filter().isEmpty() ? Link.MEMBER : null;
            case PUBLIC_DELEGATES ->
                object instanceof DirectoryObject.MailboxOwner ? Link.SEND_ON_BEHALF : null;
            case CONTAINER_CONTENTS, MEMBER_OF, OWNER, OWNER_BACK_LINK, MANAGER, REPORTS,
                    AUTHORIZED_SENDERS, SUBMIT_ACCEPTED ->
                null;
        };
    }
}
