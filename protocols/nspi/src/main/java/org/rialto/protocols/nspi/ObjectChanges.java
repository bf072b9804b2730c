package org.rialto.protocols.nspi;

import org.rialto.directory.DirectoryObject;

/// Changes to objects of the address book, and who may make them. MS-OXNSPI §3.1.4.1.14,
/// §3.1.4.1.15.
final class ObjectChanges {
    private final NspiSession session;

    ObjectChanges(NspiSession session) { this.session = session; }

    /// Whether the user may change what a property of the object points to: members of a group they
    /// manage, and who acts on their own behalf.
    boolean isWritable(DirectoryObject object, ObjectLink link) {
        if (link.writable(object) == null) {
            return false;
        }
        return object instanceof DirectoryObject.Group group
                ? session.mayManage(group)
                : object.id() == session.actor().userId();
    }
}
