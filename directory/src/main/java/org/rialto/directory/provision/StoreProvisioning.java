package org.rialto.directory.provision;

import java.util.Map;

import org.rialto.directory.DirectoryObject;

/// What provisioning asks of whoever has the store, once the directory is changed. Each call makes
/// something so and tells whether it was not so before; a second call with the same changes nothing.
public interface StoreProvisioning {
    /// Whom a right is given to.
    sealed interface Grantee {
        record Somebody(DirectoryObject object) implements Grantee {}

        /// Everybody of this server who is not named.
        record Everybody() implements Grantee {}

        /// Everybody else.
        record Anonymous() implements Grantee {}
    }

    enum Change {
        CREATED, UPDATED, UNCHANGED
    }

    /// The mailbox of a user or room.
    Change mailbox(DirectoryObject.MailboxOwner owner);

    /// A public folder and those above it, with these rights.
    ///
    /// @param path names after slashes
    Change publicFolder(String path, Map<Grantee, FolderRole> grants);

    /// A right in one folder of a mailbox.
    ///
    /// @param folder path of names, such as `Calendar`
    /// @param delegate whether the grantee is to be a delegate (MS-OXODLGT): receives meeting
    /// requests and sends on behalf
    Change grant(DirectoryObject.MailboxOwner mailbox, String folder, Grantee to, FolderRole role,
            boolean delegate);
}
