package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Link;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// Changes to objects of the address book, and who may make them: users their own certificates and
/// delegates, owners the members of their groups. MS-OXNSPI §3.1.4.1.14, §3.1.4.1.15.
final class ObjectChanges {
    /// §2.2.1.15, fDelete.
    static final int DELETE = 0x1;
    private final NspiSession session;

    ObjectChanges(NspiSession session) { this.session = session; }

    /// Whether the user may change what a property of the object points to.
    boolean isWritable(DirectoryObject object, ObjectLink link) {
        if (link.writable(object) == null) {
            return false;
        }
        return object instanceof DirectoryObject.Group group
                ? session.mayManage(group)
                : object.id() == session.actor().userId();
    }

    // ---- ModProps ---------------------------------------------------------------------------

    void modProps(Stat stat, @Nullable List<PropertyTag> tagsToRemove,
            List<PropertyValue> values) {
        DirectoryObject object = session.object(stat.currentRec());
        if (tagsToRemove == null || object == null) {
            throw new NspiError(ErrorCodes.InvalidParameter,
                    "no properties to remove, or nothing to remove them from");
        }
        if (!(object instanceof DirectoryObject.MailboxOwner)) {
            throw new NspiError(ErrorCodes.InvalidObject, "this object cannot be changed");
        }
        if (object.id() != session.actor().userId()) {
            throw denied("users change their own properties only");
        }
        Map<org.rialto.directory.Binary, List<Binary>> changes = new TreeMap<>();
        tagsToRemove.forEach(tag -> changes.put(changeable(tag), List.of()));
        for (PropertyValue value : values) {
            changes.put(changeable(value.tag()), binaries(value));
        }
        session.server().directory().<Boolean>change(edit -> {
            for (Map.Entry<org.rialto.directory.Binary, List<Binary>> each : changes
                    .entrySet()) {
                edit.set(object.id(), each.getKey(), stored(each.getKey(), each.getValue()));
            }
            return true;
        });
    }

    private static org.rialto.directory.Binary changeable(PropertyTag tag) {
        if (tag.id() == PropertyTags.PidTagAddressBookX509Certificate.id()) {
            return org.rialto.directory.Binary.CERTIFICATE;
        } else if (tag.id() == PropertyTags.PidTagUserX509Certificate.id()) {
            return org.rialto.directory.Binary.SMIME;
        }
        throw denied("this property cannot be changed");
    }

    private static List<Binary> binaries(PropertyValue value) {
        if (value.type() != PropertyType.MULTIPLE_BINARY
                || !(value.value() instanceof List<?> values)) {
            throw denied("certificates are binary values");
        }
        return values.stream().map(Binary.class::cast).toList();
    }

    private static byte @Nullable [] stored(org.rialto.directory.Binary binary,
            List<Binary> values) {
        if (values.isEmpty()) {
            return null;
        }
        return binary == org.rialto.directory.Binary.CERTIFICATE
                ? CertificateForms.join(values)
                : CertificateForms.encode(values);
    }

    // ---- ModLinkAtt -------------------------------------------------------------------------

    void modLinkAtt(int flags, PropertyTag tag, int minimalId, List<Binary> entryIds) {
        if (!BookProperties.isKnown(tag.id())) {
            throw new NspiError(ErrorCodes.NotFound, "there is no such property");
        }
        DirectoryObject object = session.object(minimalId);
        if (object == null) {
            throw new NspiError(ErrorCodes.InvalidParameter, "there is no such object");
        }
        ObjectLink property = ObjectLink.ofPropertyId(tag.id()).orElse(null);
        Link link = property == null ? null : property.writable(object);
        if (property == null || link == null || !isWritable(object, property)) {
            throw denied("the user may not change that");
        }
        if (entryIds.size() > session.server().limits().explicitRows()) {
            throw new NspiError(ErrorCodes.TableTooBig, "too many objects at a time");
        }
        boolean delete = (flags & DELETE) != 0;
        List<Long> targets = new ArrayList<>(entryIds.size());
        for (Binary entryId : entryIds) {
            DirectoryObject target = session.object(entryId);
            if (target != null) {
                targets.add(target.id());
            } else if (!delete) {
                throw denied("an entry id leads to no object");
            }
        }
        session.server().directory().<Boolean>change(edit -> {
            for (long target : targets) {
                if (delete) {
                    edit.removeLink(object.id(), link, target);
                } else {
                    edit.addLink(object.id(), link, target);
                }
            }
            return true;
        });
    }

    private static NspiError denied(String reason) {
        return new NspiError(ErrorCodes.AccessDenied, reason);
    }
}
